"""The photo of the demo: drawn here, added by a host and let in by the moderator."""

from __future__ import annotations

import io
from datetime import datetime
from math import cos, pi, sin

from PIL import Image, ImageDraw

from freedomcities.accounts.models import Person
from freedomcities.demo.people import address_of
from freedomcities.events.models import Event
from freedomcities.events.photo_moderating import publish_photo
from freedomcities.events.photos import add_photo

ALT = "A drawing of twelve chairs around a table, with a map and a list of nine rules on it."
_SIZE = (1600, 1000)
_PAPER, _INK, _YELLOW, _BRICK, _WHITE = "#faf7ef", "#15120d", "#ffb612", "#a12d16", "#ffffff"


def add_demo_photo(event: Event, *, host: Person, now: datetime) -> None:
    """Add it to an event that is over."""
    added = add_photo(event.pk, _drawn(), alt=ALT, agreed=True, actor=host, now=now)
    moderator = Person.objects.with_address(address_of("moderator")).get()
    publish_photo(added.picture_id, actor=moderator, now=now)


def _drawn() -> io.BytesIO:
    """The table from above."""
    image = Image.new("RGB", _SIZE, _YELLOW)
    draw = ImageDraw.Draw(image)
    middle, table = (_SIZE[0] // 2, _SIZE[1] // 2), 300
    for number in range(12):
        angle = number * pi / 6
        spot = (middle[0] + 400 * cos(angle), middle[1] + 400 * sin(angle))
        draw.circle(spot, 66, fill=_BRICK if number % 3 else _PAPER, outline=_INK, width=8)
    draw.circle(middle, table, fill=_PAPER, outline=_INK, width=12)
    _map(draw, middle[0] - 190, middle[1] - 130)
    _list(draw, middle[0] + 30, middle[1] - 140)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out


def _map(draw: ImageDraw.ImageDraw, left: int, top: int) -> None:
    draw.rectangle((left, top, left + 190, top + 250), fill=_WHITE, outline=_INK, width=6)
    river = [(left + 20, top + 30), (left + 90, top + 110), (left + 70, top + 180)]
    draw.line([*river, (left + 170, top + 230)], fill=_YELLOW, width=16, joint="curve")
    draw.circle((left + 120, top + 80), 14, fill=_BRICK)
    draw.line((left + 20, top + 150, left + 170, top + 130), fill=_INK, width=4)


def _list(draw: ImageDraw.ImageDraw, left: int, top: int) -> None:
    draw.rectangle((left, top, left + 190, top + 270), fill=_WHITE, outline=_INK, width=6)
    for number in range(9):
        line = top + 26 + number * 27
        draw.rectangle((left + 20, line, left + 34, line + 14), fill=_BRICK)
        draw.line((left + 48, line + 7, left + 165 - 12 * (number % 3), line + 7), _INK, 5)
