"""What lies in what, beside what, and how many people that is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from freedomcities.places.geometry import distance_km

# A place whose share of a county is this large lies wholly in it; slivers are noise.
WHOLLY = 0.9995


class Located(Protocol):
    """Anything with a point, in degrees."""

    @property
    def latitude(self) -> float: ...  # noqa: D102
    @property
    def longitude(self) -> float: ...  # noqa: D102


Thing = TypeVar("Thing", bound=Located)


@dataclass(frozen=True, slots=True)
class Territory:
    """A place as the functions here see it.

    ``counties`` and ``towns``: the counties and towns that it lies in, with the share (0 to
    1) of its land there. Consolidated governments come under their own code alone.
    """

    geoid: str
    kind: str
    state: str
    population: int = 0
    counties: Mapping[str, float] = field(default_factory=dict)
    towns: Mapping[str, float] = field(default_factory=dict)


def common_counties(places: Sequence[Mapping[str, float]]) -> list[str]:
    """The counties that all places touch, the one that holds most of them first.

    Each place is its counties with shares. Ranked by the smallest share that any place has
    there, then by the sum of shares, then by code.
    """
    if not places:
        return []
    common = set(places[0]).intersection(*places[1:])
    shares = {county: [place[county] for place in places] for county in common}
    return sorted(common, key=lambda c: (-min(shares[c]), -sum(shares[c]), c))


def holds_wholly(county: str, places: Iterable[Mapping[str, float]]) -> bool:
    """Whether every one of the places lies in the county with all of its land."""
    return all(place.get(county, 0.0) >= WHOLLY for place in places)


def nearest(
    point: tuple[float, float], things: Iterable[Thing], *, limit: int, km: float
) -> list[Thing]:
    """The things nearest to the point, at most ``limit`` of them and none beyond ``km``."""
    away = [(distance_km(*point, thing.latitude, thing.longitude), thing) for thing in things]
    near = sorted((pair for pair in away if pair[0] <= km), key=lambda pair: pair[0])
    return [thing for _, thing in near[:limit]]


def people_covered(territories: Iterable[Territory]) -> int:
    """How many people live in at least one of the territories; nobody is counted twice.

    The nation counts whole, else each covered state counts whole, else each covered county.
    A municipality adds the part of its people that no covered county holds. A town adds its
    people less those of covered municipalities inside it, because the census counts a village
    in its township too. Where people live inside a place is not known: they are taken to be
    spread as its land is, so the figure is an estimate where a place straddles a border. Places
    without a known population add nothing.
    """
    known = {territory.geoid: territory for territory in territories}
    if nation := next((t for t in known.values() if t.kind == "nation"), None):
        return nation.population
    states = [t for t in known.values() if t.kind == "state"]
    whole = {t.state for t in states}
    rest = [t for t in known.values() if t.kind != "state" and t.state not in whole]
    counties = [t for t in rest if t.kind == "county"]
    held = {t.geoid for t in counties}
    outside = {t.geoid: _outside(t, held) for t in rest if t.kind != "county"}
    villages = _village_people(rest, outside)
    people = float(sum(t.population for t in (*states, *counties)))
    for territory in rest:
        if territory.kind == "municipality":
            people += outside[territory.geoid]
        if territory.kind == "town":
            people += max(outside[territory.geoid] - villages.get(territory.geoid, 0.0), 0.0)
    return round(people)


def _outside(territory: Territory, held: set[str]) -> float:
    inside = sum(share for county, share in territory.counties.items() if county in held)
    return territory.population * max(1.0 - inside, 0.0)


def _village_people(
    territories: Iterable[Territory], outside: Mapping[str, float]
) -> dict[str, float]:
    people: dict[str, float] = {}
    for territory in territories:
        for town, share in territory.towns.items():
            people[town] = people.get(town, 0.0) + outside[territory.geoid] * share
    return people
