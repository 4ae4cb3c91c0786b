"""How many people of each state live where a rule is in force, each counted once.

The counting itself is `places.containment.people_covered`. The state's own standing alone
covers nobody, since it may be a law for the state's agencies; one that reaches everyone stands
in each of its counties too, and then the state counts whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from freedomcities.adoption.models import Standing
from freedomcities.adoption.querysets import StandingQuerySet
from freedomcities.places.choices import Kind
from freedomcities.places.containment import Territory, people_covered
from freedomcities.places.models import Containment, Overlap, Place
from freedomcities.places.querysets import PlaceQuerySet

LOCAL = (Kind.MUNICIPALITY, Kind.TOWN)
Shares = Mapping[str, Mapping[str, float]]
_COLUMNS = ("geoid", "kind", "state", "population")


def in_force(rules: Collection[int]) -> StandingQuerySet:
    """Rules in force today in places of a state, each government once."""
    return (
        Standing.objects.adopted()
        .filter(rule__in=rules, place__closed_on=None, place__same_as=None)
        .exclude(place__state="")
        .order_by()
    )


def people_in_force(rules: Collection[int]) -> dict[str, int]:
    """By postal code, the people who live where at least one of the rules is in force."""
    covered = in_force(rules).values("place")
    # Two reads: as one, with OR, it took PostgreSQL most of a second.
    counties = Place.objects.filter(pk__in=covered, kind=Kind.COUNTY)
    # A place inside covered counties adds nobody, and in some states that is every place.
    held = in_force(rules).filter(place__kind=Kind.COUNTY).values("place")
    touches = Containment.objects.filter(place=OuterRef("pk"))
    towns = Place.objects.filter(pk__in=covered, kind__in=LOCAL).filter(
        Exists(touches.exclude(county__in=held)) | ~Exists(touches)
    )
    by_state: dict[str, list[Territory]] = defaultdict(list)
    states = _whole_territories(_whole_states(covered))
    for territory in (*states, *_whole_territories(counties), *_town_territories(towns)):
        by_state[territory.state].append(territory)
    return {state: people_covered(found) for state, found in by_state.items()}


def _whole_states(covered: QuerySet[Standing, Any]) -> PlaceQuerySet:
    """Covered states in which no county is left out, be it under another code of its own."""
    counties = Place.objects.active().filter(kind=Kind.COUNTY, state=OuterRef("state"))
    left_out = counties.exclude(pk__in=covered).exclude(same_as__in=covered)
    states = Place.objects.filter(pk__in=covered, kind=Kind.STATE)
    return states.filter(Exists(counties), ~Exists(left_out))


def _whole_territories(places: PlaceQuerySet) -> Iterable[Territory]:
    """Counties or states as the count of people takes them."""
    for geoid, kind, state, people in places.order_by().values_list(*_COLUMNS):
        yield Territory(geoid, kind, state, people or 0)


def _town_territories(towns: PlaceQuerySet) -> list[Territory]:
    """Municipalities and towns with the counties, and the towns, that they lie in."""
    counties, inside = shares_of(towns)
    return [
        Territory(geoid, kind, state, people or 0, counties.get(geoid, {}), inside.get(geoid, {}))
        for geoid, kind, state, people in towns.order_by().values_list(*_COLUMNS)
    ]


def shares_of(towns: PlaceQuerySet) -> tuple[Shares, Shares]:
    """By municipality or town: the counties that it lies in, and the towns, with its shares."""
    counties = Containment.objects.filter(place__in=towns, county__closed_on=None)
    inside = Overlap.objects.filter(place__in=towns, town__closed_on=None)
    return _shares(counties, "county_id"), _shares(inside, "town_id")


def _shares(rows: QuerySet[Containment] | QuerySet[Overlap], other: str) -> Shares:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for geoid, code, share in rows.order_by().values_list("place_id", other, "share"):
        found[geoid][code] = share
    return found
