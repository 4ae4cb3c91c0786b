"""Which counties are another code of a municipality or town: one government, one place.

Measured: a county is the same government where one municipality or governing town holds
all of its land and no other one stands inside. Reviewed exceptions stand in
``consolidated.toml``, each with its reason.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from freedomcities.places.atlas.gazetteer import WASHINGTON
from freedomcities.places.atlas.records import PlaceRecord, Shares

# Land of the two records may differ by roundings, never by a village.
_TOLERANCE = 0.002
DISTRICT = "11"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A row of the reviewed table: the county, the place, whether they are one, and why."""

    county: str
    place: str
    same: bool
    reason: str


def read_reviewed() -> list[Reviewed]:
    """The rows of ``consolidated.toml``."""
    path = Path(__file__).with_name("consolidated.toml")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["governments"]
    return [Reviewed(row["county"], row["place"], row["same"], row["reason"]) for row in rows]


def find_consolidated(places: Mapping[str, PlaceRecord], inside: Shares) -> dict[str, str]:
    """Each county (and the District as a state) that goes by another code, and which.

    ``inside`` gives, for every municipality and town, the counties that it lies in.
    """
    same = _measured(places, inside)
    for row in read_reviewed():
        if row.county not in places or row.place not in places:
            continue
        if row.same:
            same[row.county] = row.place
        else:
            same.pop(row.county, None)
    if WASHINGTON in places:
        same[DISTRICT] = WASHINGTON
    return same


def _measured(places: Mapping[str, PlaceRecord], inside: Shares) -> dict[str, str]:
    held: dict[str, list[str]] = defaultdict(list)
    for code, counties in inside.items():
        for county in counties:
            held[county].append(code)
    return {
        county: codes[0]
        for county, codes in held.items()
        if len(codes) == 1
        and not places[county].closed_on
        and _same_land(places[county].land_km2, places[codes[0]].land_km2)
    }


def _same_land(one: float, other: float) -> bool:
    return abs(one - other) <= _TOLERANCE * max(one, other)
