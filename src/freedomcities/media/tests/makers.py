"""Pictures for tests, drawn here."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pillow_heif
from PIL import Image, ImageDraw

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW
from freedomcities.media import owners
from freedomcities.media.files import all_files, written
from freedomcities.media.models import Picture
from freedomcities.media.operations import keep_picture
from freedomcities.media.owners import Owner, register
from freedomcities.media.pixels import rebuild

CANARY = "Wherecanary 42.28123"
RED, BLUE = (200, 20, 20), (20, 20, 200)

pillow_heif.register_heif_opener()


_numbers = count(1)


def drawn(width: int = 1200, height: int = 800, mode: str = "RGB") -> Image.Image:
    """Blue, with a red quarter at the top on the left."""
    image = Image.new("RGB", (width, height), BLUE)
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height // 2), fill=RED)
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    """An image as a file of this kind."""
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def photo(**how: Any) -> io.BytesIO:
    """A file with a photo, each time another."""
    image, number = drawn(), next(_numbers)
    color = (number * 41 % 256, number * 97 % 256, number * 13 % 256)
    ImageDraw.Draw(image).rectangle((700, 500, 900, 700), fill=color)
    return io.BytesIO(saved(image, **how))


def read(content: bytes) -> Image.Image:
    """A file that was written, as an image."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def make_picture(owner: str = "wall", *, alt: str = "Two people.", width: int = 1200) -> Picture:
    """A picture with its files, that belongs to some noun."""
    rebuilt = rebuild(io.BytesIO(saved(drawn(width, width * 2 // 3))))
    with written(rebuilt.files) as picture_id:
        return keep_picture(picture_id, rebuilt, owner=owner, alt=alt, now=NOW)


def files_of(picture_id: str) -> list[str]:
    """The names of the files of a picture."""
    return sorted(path.name for each, path in all_files() if each == picture_id)


@dataclass
class Wall:
    """A noun with pictures, for tests: who sees which, and which it has."""

    for_everybody: set[str] = field(default_factory=set)
    for_people: set[tuple[str, Person]] = field(default_factory=set)
    for_moderators: set[str] = field(default_factory=set)
    has: set[str] = field(default_factory=set)

    def shows(self, picture_id: str, viewer: Person, with_roles: bool) -> bool:
        may = picture_id in self.for_moderators and with_roles and viewer.is_moderator
        return may or (picture_id, viewer) in self.for_people


@contextmanager
def wall() -> Iterator[Wall]:
    """The noun, which is there meanwhile."""
    made = Wall()
    owner = Owner(
        "wall",
        shows_everybody=lambda picture_id: picture_id in made.for_everybody,
        shows=made.shows,
        still_has=lambda: Picture.objects.filter(pk__in=made.has).values("pk"),
    )
    register(owner)
    try:
        yield made
    finally:
        owners._OWNERS.pop("wall")
