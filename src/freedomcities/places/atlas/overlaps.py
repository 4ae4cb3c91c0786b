"""Which towns a village or a census-designated place lies in: an estimate, and how good.

No published table says so. Candidates are the governing towns of the same county. The ZIP
codes that both share give a first weight; each is made smaller the farther the town's point
is from the place's, measured in the town's own radius. A town of the same name in the
county is taken at once for a locality. Where no town governs in the county, or land that no town
governs is likelier (an unorganized territory, a reservation), a locality is governed by the
county (in Hawaii always).

Measured on localities whose name is that of a town in their county, with the name hidden:
see ``tests/test_overlaps.py`` for the share found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import exp, pi, sqrt

from freedomcities.places.atlas.records import LocalityRecord, PlaceRecord, Shares
from freedomcities.places.atlas.relations import Land, Relations, turned
from freedomcities.places.geometry import distance_km
from freedomcities.places.names import normalise_name

# Shares below are noise of the estimate.
_LEAST_SHARE = 0.05
# So small that it only decides between towns of which no ZIP code is known to be shared.
_FAINT = 1e-6


@dataclass(frozen=True, slots=True)
class Towns:
    """The governing towns, by county, with the land that they share with ZIP codes."""

    by_county: Mapping[str, list[PlaceRecord]]
    by_zip: Land
    zips_of: Mapping[str, Mapping[str, float]]


def gather_towns(places: Mapping[str, PlaceRecord], relations: Relations) -> Towns:
    """Index the towns for the estimates below."""
    towns = {code: place for code, place in places.items() if place.kind == "town"}
    return _gather(towns, {*places}, relations)


def gather_ground(
    towns: Towns, ungoverned: Mapping[str, PlaceRecord], relations: Relations
) -> Towns:
    """The same with the land that no town governs, as if it were towns."""
    both = {town.geoid: town for held in towns.by_county.values() for town in held} | {**ungoverned}
    return _gather(both, {*both}, relations)


def _gather(
    towns: Mapping[str, PlaceRecord], known: Collection[str], relations: Relations
) -> Towns:
    by_county: dict[str, list[PlaceRecord]] = defaultdict(list)
    for code, town in towns.items():
        by_county[code[:5]].append(town)
    by_zip = {
        zip_code: {code: land for code, land in shared.items() if code in known}
        for zip_code, shared in relations.subdivisions.items()
    }
    return Towns(dict(by_county), by_zip, turned(relations.places))


def estimate_overlaps(
    municipalities: Iterable[PlaceRecord],
    counties: Mapping[str, Iterable[str]],
    independent: set[str],
    towns: Towns,
) -> Shares:
    """Share of each dependent municipality's land by town; those that are independent lack.

    ``independent`` holds the municipalities that are county subdivisions of their own:
    they lie in no town.
    """
    overlaps = {}
    for place in municipalities:
        if place.geoid in independent:
            continue
        weights = town_weights(place, counties[place.geoid], towns)
        total = sum(weights.values())
        kept = {code: w / total for code, w in weights.items() if w >= _LEAST_SHARE * total > 0}
        if kept:
            whole = sum(kept.values())
            overlaps[place.geoid] = {code: share / whole for code, share in kept.items()}
    return overlaps


def govern_localities(
    localities: Iterable[LocalityRecord],
    counties: Mapping[str, list[str]],
    towns: Towns,
    ground: Towns | None = None,
) -> None:
    """Say of each census-designated place who governs it: a town, else the county.

    `ground`: the towns and the land that no town governs.
    """
    governing = {town.geoid for held in towns.by_county.values() for town in held}
    for locality in localities:
        inside = counties[locality.geoid]
        named = town_of_name(locality, inside, towns)
        weights = {} if named else town_weights(locality, inside, ground or towns)
        best = max(weights, key=lambda code: (weights[code], code), default="")
        locality.governed_by = named or (best if best in governing else "") or inside[0]


def town_weights(
    place: PlaceRecord | LocalityRecord, counties: Iterable[str], towns: Towns
) -> dict[str, float]:
    """How likely each town of the counties holds the place; no unit, larger is likelier."""
    candidates = {
        town.geoid: town for county in counties for town in towns.by_county.get(county, ())
    }
    weights = dict.fromkeys(candidates, 0.0)
    for zip_code, land in towns.zips_of.get(place.geoid, {}).items():
        shared = towns.by_zip.get(zip_code, {})
        total = sum(shared.values())
        for code, area in shared.items():
            if code in weights:
                weights[code] += land * area / total if total else 0.0
    return {
        code: (weight + _FAINT) * _nearness(place, candidates[code])
        for code, weight in weights.items()
    }


def _nearness(place: PlaceRecord | LocalityRecord, town: PlaceRecord) -> float:
    away = distance_km(place.latitude, place.longitude, town.latitude, town.longitude)
    radius = sqrt(max(town.land_km2, 0.1) / pi)
    return exp(-min((away / radius) ** 2, 600.0))


def town_of_name(locality: LocalityRecord, counties: Iterable[str], towns: Towns) -> str:
    """The town in the counties that bears the locality's name, or an empty text."""
    key = normalise_name(locality.name)
    for county in counties:
        for town in towns.by_county.get(county, ()):
            if normalise_name(town.base) == key:
                return town.geoid
    return ""
