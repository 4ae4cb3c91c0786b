"""Any code that a list may carry, and the place it means today."""

from __future__ import annotations

from collections.abc import Iterable

from freedomcities.lib.prepared import Prepared, columns_of, instance_of
from freedomcities.places.models import OldCode, Place


def canonical_codes(codes: Iterable[str]) -> dict[str, str]:
    """The code of today's government for every code that is known, in two queries a thousand.

    Former codes, second codes of consolidated governments (``08031``, ``11``) and codes of
    cities as county subdivisions lead to the one place; closed places to themselves; codes
    that nobody knows are left out.
    """
    asked = list(dict.fromkeys(codes))
    meant: dict[str, str] = {}
    for start in range(0, len(asked), 500):
        part = asked[start : start + 500]
        old = OldCode.objects.filter(code__in=part)
        rows = old.values_list("code", "place_id", "place__same_as_id")
        meant |= {code: same or place for code, place, same in rows}
        places = Place.objects.filter(pk__in=part)
        meant |= {pk: same or pk for pk, same in places.values_list("pk", "same_as_id")}
    return meant


_PLACE = columns_of(Place)
_meant = Prepared(
    lambda: Place.objects.values_list(*_PLACE, *(f"same_as__{name}" for name in _PLACE))
)


def canonical_place(code: str) -> Place | None:
    """The place that a code means today, or None where no such code is known; one query, or two
    for a former code.
    """
    found = _meant.first(code)
    if found is None:
        old = OldCode.objects.select_related("place__same_as").filter(pk=code)
        place = next((each.place for each in old), None)
        return (place.same_as or place) if place else None
    today = found[len(_PLACE) :]
    return instance_of(Place, found[: len(_PLACE)] if today[0] is None else today)
