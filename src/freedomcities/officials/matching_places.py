"""The places of the atlas as the matching of agencies needs them: a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from freedomcities.officials.matching_ground import CountyName, Gazetteer, Ground
from freedomcities.places.choices import Kind
from freedomcities.places.models import Containment, Locality, OldCode, Place, PlaceName
from freedomcities.places.names import normalise_name

_COLUMNS = (
    *("geoid", "kind", "state", "population", "same_as_id", "name", "full_name"),
    *("designation", "closed_on"),
)


@dataclass(frozen=True, slots=True)
class Atlas:
    """What an import needs of the atlas.

    `codes` gives the code that a place goes by for each of its codes, old ones too; `states`
    and `state_names` are by postal code.
    """

    gazetteer: Gazetteer
    codes: dict[str, str]
    states: dict[str, str]
    state_names: dict[str, str]


def load_atlas_facts() -> Atlas:
    """Read them from the database."""
    rows = list(Place.objects.values_list(*_COLUMNS, named=True))
    codes = {row.geoid: row.same_as_id or row.geoid for row in rows}
    counties_of = _counties_of(codes)
    active = [row for row in rows if row.closed_on is None]
    grounds = [
        Ground(row.geoid, row.kind, row.state, row.population, frozenset(counties_of[row.geoid]))
        for row in active
        if row.kind in {Kind.MUNICIPALITY, Kind.TOWN} and row.same_as_id is None
    ]
    counties = [
        CountyName(row.geoid, row.state, row.name, row.full_name, row.designation, codes[row.geoid])
        for row in active
        if row.kind == Kind.COUNTY
    ]
    names = PlaceName.objects.filter(place__isnull=False).values_list("key", "place_id")
    gazetteer = Gazetteer(grounds, names, counties, _localities())
    states = [row for row in active if row.kind == Kind.STATE]
    for code, place in OldCode.objects.values_list("code", "place_id"):
        codes.setdefault(code, codes[place])
    return Atlas(
        gazetteer,
        codes,
        {row.state: codes[row.geoid] for row in states},
        {row.state: row.name for row in states},
    )


def _counties_of(codes: dict[str, str]) -> dict[str, set[str]]:
    """By place, the codes of all counties that it or another code of it lies in or is."""
    found: dict[str, set[str]] = defaultdict(set)
    for place, county in Containment.objects.values_list("place_id", "county_id"):
        found[codes[place]].add(county)
    for code, place in codes.items():
        if code != place:
            found[place].add(code)
    return found


def _localities() -> list[tuple[str, str]]:
    rows = Locality.objects.values_list("state", "name")
    return [(state, normalise_name(name)) for state, name in rows]
