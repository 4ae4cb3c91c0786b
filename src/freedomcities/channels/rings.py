"""Which channels a group sees, and how near each of them is: engine, no database.

Those of its places; of the counties and the state that these lie in; of what lies beside: for a
town the towns around it, and the counties that border on its own; for a county the counties, for
a state the states.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from freedomcities.channels.choices import Ring
from freedomcities.places.choices import Kind
from freedomcities.places.geometry import distance_km

NEAR_KM = 40.0
TOWNS = frozenset({Kind.MUNICIPALITY, Kind.TOWN})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as far as it matters here: its code, and where it is."""

    geoid: str
    kind: str
    state: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies around some places, by code.

    ``counties``: those that a place lies in; ``beside``: what borders on a county or a state;
    ``same_as``: the government that a second code stands for; ``states``: by postal code;
    ``towns``: those where somebody talks or works.
    """

    counties: Mapping[str, Sequence[str]] = field(default_factory=dict)
    beside: Mapping[str, Sequence[str]] = field(default_factory=dict)
    same_as: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    towns: Sequence[Spot] = ()


def rings_of(spots: Iterable[Spot], around: Surroundings) -> dict[str, Ring]:
    """The codes of all places whose channels a group at these spots sees, each in one ring."""
    rings: dict[str, Ring] = {}
    for code, ring in sorted(_all(list(spots), around), key=lambda each: each[1]):
        rings.setdefault(around.same_as.get(code, code), ring)
    return rings


def _all(spots: Sequence[Spot], around: Surroundings) -> Iterator[tuple[str, Ring]]:
    for spot in spots:
        yield spot.geoid, Ring.OWN
        counties = around.counties.get(spot.geoid, ())
        yield from ((code, Ring.COUNTY) for code in counties)
        # A city that is a county as well goes by the city; its borders stand under the county.
        for code in (spot.geoid, *counties):
            yield from ((other, Ring.NEIGHBOUR) for other in around.beside.get(code, ()))
        if spot.kind in TOWNS:
            near = (other for other in around.towns if _is_near(spot, other))
            yield from ((other.geoid, Ring.NEIGHBOUR) for other in near)
        if spot.state in around.states:
            yield around.states[spot.state], Ring.STATE


def _is_near(spot: Spot, other: Spot) -> bool:
    here, there = (spot.latitude, spot.longitude), (other.latitude, other.longitude)
    return distance_km(*here, *there) <= NEAR_KM
