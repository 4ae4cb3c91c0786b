"""Events as lists, maps and feeds read them: one shape, plain values, no model instance.

A row has the names that an event has, so that words about one fit both; `place` is its name.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from freedomcities.events.models import Event
from freedomcities.events.querysets import EventQuerySet
from freedomcities.places.models import Place


class Row(NamedTuple):
    """What everybody may know of an event. Nothing that its page hides is among it."""

    id: str
    title: str
    about: str
    kind: str
    issue: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    state: str
    cancelled_because: str
    where: str
    venue: str
    address: str
    zip_code: str
    place_id: str
    state_code: str
    latitude: float
    longitude: float
    languages: str
    access: str
    made_on: date
    changed_at: datetime
    place: str


_COLUMNS = Row._fields[:-1]
_PLACE = _COLUMNS.index("place_id")


def rows_of(events: EventQuerySet) -> list[Row]:
    """These events, in their order; the names of their places in one query more.

    A join would do the same in one, but without fresh statistics the database begins it with all
    places of the country.
    """
    found = list(events.values_list(*_COLUMNS))
    places = _place_names({values[_PLACE] for values in found})
    return [Row._make((*values, places[values[_PLACE]])) for values in found]


def rows_by_id(ids: Iterable[str]) -> dict[str, Row]:
    """The events of these ids."""
    return {row.id: row for row in rows_of(Event.objects.filter(pk__in=list(ids)))}


def _place_names(ids: Iterable[str]) -> dict[str, str]:
    asked = Place.objects.filter(pk__in=list(ids)).only("pk", "name", "state", "kind")
    return {place.pk: str(place) for place in asked}
