"""A picture as pages show it: its addresses, its words, the room that it takes."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from freedomcities.media.models import Picture
from freedomcities.media.pixels import WIDTHS, widths_of


@dataclass(frozen=True, slots=True)
class PictureShown:
    """What `media/picture.html` draws."""

    address: str
    sources: str
    alt: str
    width: int
    height: int


def shown(picture: Picture) -> PictureShown:
    """How a page shows a picture to whoever may see it; the browser chooses among its sizes."""
    widths = widths_of(picture.width)
    middle = max(each for each in widths if each <= WIDTHS[1])
    return PictureShown(
        address=address_of(picture, middle),
        sources=", ".join(f"{address_of(picture, each)} {each}w" for each in widths),
        alt=picture.alt,
        width=picture.width,
        height=picture.height,
    )


def address_of(picture: Picture, width: int) -> str:
    """Where one size of a picture is."""
    return reverse("media:picture", args=[picture.pk, width])
