"""Whether a place is near what a group has already: a group works in one region.

Whoever could add any place would read in the channels of any region.
"""

from __future__ import annotations

from collections.abc import Iterable

from freedomcities.places.choices import Kind
from freedomcities.places.models import Place

_ABOVE = {Kind.STATE, Kind.NATION}


def is_near(place: Place, known: Iterable[Place]) -> bool:
    """Whether it lies in a county of one of these, beside one of them, or holds one of them."""
    around: set[str] = set()
    counties: set[str] = set()
    for each in known:
        parents = Place.objects.parents_of(each)
        around |= {each.pk, *(parent.pk for parent in parents if parent.kind != Kind.NATION)}
        around |= {beside.pk for beside in Place.objects.neighbours_of(each)}
        counties |= {parent.pk for parent in (each, *parents) if parent.kind not in _ABOVE}
    own = {parent.pk for parent in Place.objects.parents_of(place) if parent.kind not in _ABOVE}
    return place.pk in around or bool(own & counties)
