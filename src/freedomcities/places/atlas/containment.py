"""Which counties a municipality or town lies in, and how much of its land in each.

The pairs are those of 2023. A county subdivision of the municipality's own code (a city
that is independent of townships) proves a pair, and adds the few that 2023 lacks; pairs of
2020 are taken only for places that 2023 does not know, because that file holds many false
ones. Whoever is in no row lies in the nearest county: that of the nearest subdivision.

Shares: exact where such subdivisions cover the land, otherwise estimated from ZIP codes: the
land that a ZIP code shares with the place is divided among the place's counties as the ZIP
code's own land there is, less what places of one county alone take of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from freedomcities.places.atlas import connecticut
from freedomcities.places.atlas.records import LocalityRecord, PlaceRecord, Shares
from freedomcities.places.atlas.relations import Land, turned
from freedomcities.places.atlas.sources import (
    PAIRS_2020,
    PAIRS_2023,
    Row,
    Source,
    read_rows,
)
from freedomcities.places.geometry import distance_km

Pairs = dict[str, set[str]]
# What a pair that is known to exist gets where the estimate finds nothing.
SMALLEST_SHARE = 0.001
_COVERED = (0.97, 1.03)


def read_pairs(directory: Path, source: Source) -> Pairs:
    """Places and the counties they touch, as one of the two lists has them."""
    pairs: Pairs = defaultdict(set)
    for row in read_rows(directory, source):
        pairs[row["Place GEOID"]].add(row["County GEOID"])
    return dict(pairs)


def own_subdivisions(subdivisions: Iterable[Row]) -> dict[str, dict[str, float]]:
    """Land in km2 by county of what stands as a county subdivision under a place's own code."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for row in subdivisions:
        code = row["GEOID"]
        if row["FUNCSTAT"] == "F" and int(row["ALAND"]) > 0:
            found[code[:2] + code[5:]][code[:5]] = int(row["ALAND"]) / 1e6
    return dict(found)


@dataclass(frozen=True, slots=True)
class PairLists:
    """The two published lists of places and the counties they touch."""

    newer: Pairs
    older: Pairs

    def todays(self, code: str) -> set[str]:
        """What the list of 2023 knows; of Connecticut's regions only that of 2020 does."""
        return (self.older if code[:2] == connecticut.FIPS else self.newer).get(code, set())


def read_pair_lists(directory: Path) -> PairLists:
    """Read both lists."""
    return PairLists(read_pairs(directory, PAIRS_2023), read_pairs(directory, PAIRS_2020))


def find_pairs(
    lists: PairLists,
    places: Mapping[str, PlaceRecord],
    own: Mapping[str, Mapping[str, float]],
    subdivisions: list[Row],
) -> Pairs:
    """The counties of today of every municipality and town."""
    today = {c for c, place in places.items() if place.kind == "county" and not place.closed_on}
    pairs = {}
    for code, place in places.items():
        if place.kind == "town":
            pairs[code] = {code[:5]}
        if place.kind == "municipality":
            found = (lists.todays(code) | set(own.get(code, ()))) & today
            found = found or lists.older.get(code, set()) & today
            pairs[code] = found or {nearest_county(place, subdivisions)}
    return pairs


def find_legacy_pairs(
    lists: PairLists,
    places: Mapping[str, PlaceRecord],
    legacy_of: Mapping[str, str],
    subdivisions: list[Row],
) -> Pairs:
    """The closed counties of Connecticut's municipalities."""
    closed = set(connecticut.LEGACY_NAMES)
    return {
        code: lists.newer.get(code, set()) & closed
        or {legacy_of[nearest_subdivision(place, subdivisions)[5:]]}
        for code, place in places.items()
        if place.kind == "municipality" and place.fips == connecticut.FIPS
    }


def nearest_county(place: PlaceRecord | LocalityRecord, subdivisions: Iterable[Row]) -> str:
    """The county of the subdivision in the same state whose point is nearest."""
    return nearest_subdivision(place, subdivisions)[:5]


def nearest_subdivision(place: PlaceRecord | LocalityRecord, subdivisions: Iterable[Row]) -> str:
    """The code of the subdivision in the same state whose point is nearest."""
    point = (place.latitude, place.longitude)
    away = (
        (distance_km(*point, float(row["INTPTLAT"]), float(row["INTPTLONG"])), row["GEOID"])
        for row in subdivisions
        if row["GEOID"][:2] == place.geoid[:2]
    )
    return min(away)[1]


def estimate_shares(
    pairs: Pairs,
    places: Mapping[str, PlaceRecord],
    own: Mapping[str, Mapping[str, float]],
    zip_places: Land,
    zip_counties: Land,
) -> Shares:
    """The share of each place's land by county; the shares of a place add up to one."""
    room = _room_left(pairs, zip_places, zip_counties)
    by_place = turned(zip_places)
    shares: Shares = {}
    for code, counties in pairs.items():
        exact = own.get(code, {})
        if len(counties) == 1:
            shares[code] = dict.fromkeys(counties, 1.0)
        elif set(exact) >= counties and _covers(exact, places[code].land_km2):
            shares[code] = _normalised({county: exact[county] for county in counties})
        else:
            land = _divided(counties, by_place.get(code, {}), room)
            shares[code] = _normalised({**land, **{c: exact[c] for c in counties & set(exact)}})
    return shares


def _covers(parts: Mapping[str, float], land_km2: float) -> bool:
    return land_km2 > 0 and _COVERED[0] <= sum(parts.values()) / land_km2 <= _COVERED[1]


def _room_left(pairs: Pairs, zip_places: Land, zip_counties: Land) -> Land:
    room: Land = {zip_code: dict(shared) for zip_code, shared in zip_counties.items()}
    for zip_code, shared in zip_places.items():
        for code, land in shared.items():
            counties = pairs.get(code, ())
            if len(counties) == 1:
                (county,) = counties
                left = room.get(zip_code, {})
                if county in left:
                    left[county] = max(left[county] - land, 0.0)
    return room


def _divided(counties: set[str], zips: Mapping[str, float], room: Land) -> dict[str, float]:
    divided = dict.fromkeys(sorted(counties), 0.0)
    for zip_code, land in zips.items():
        weights = {county: room.get(zip_code, {}).get(county, 0.0) for county in counties}
        total = sum(weights.values())
        for county, weight in weights.items():
            divided[county] += land * weight / total if total else 0.0
    return divided


def _normalised(land: Mapping[str, float]) -> dict[str, float]:
    total = sum(land.values())
    if not total:
        return dict.fromkeys(sorted(land), 1 / len(land))
    raised = {code: max(part / total, SMALLEST_SHARE) for code, part in sorted(land.items())}
    whole = sum(raised.values())
    return {code: part / whole for code, part in raised.items()}


def main_counties(shares: Shares) -> dict[str, str]:
    """The county with the largest share, the lower code where two are equal."""
    return {code: min(parts, key=lambda c: (-parts[c], c)) for code, parts in shares.items()}
