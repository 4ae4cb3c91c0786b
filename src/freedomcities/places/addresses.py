"""Where the page of a place stands."""

from __future__ import annotations

from freedomcities.lib.named_addresses import named_address
from freedomcities.places.models import Place


def address_of(place: Place) -> str:
    """The address of a place's page, in the language of the page that asks."""
    return address_at(place.path)


def address_at(path: str) -> str:
    """The address of the page of the place with this path."""
    return named_address("places:place", path)
