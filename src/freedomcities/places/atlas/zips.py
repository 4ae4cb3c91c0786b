"""ZIP code areas and what each covers.

The Census Bureau draws areas for 33,791 ZIP codes; those of post-office boxes and single
buildings have none and do not stand in the atlas. Shares are of the ZIP code's land, as of
2020. A municipality younger than that, which no relation knows, is taken to cover the ZIP
codes whose middle lies in a circle of its size, as far as no other municipality has them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import pi, sqrt
from pathlib import Path

from freedomcities.places.atlas.points import Point
from freedomcities.places.atlas.records import PlaceRecord, Shares
from freedomcities.places.atlas.relations import Relations
from freedomcities.places.atlas.sources import ZIPS, SourceError, read_rows
from freedomcities.places.geometry import cell_of, cells_within, distance_km

# What a place gets of a ZIP code that is otherwise taken: it does lie there.
_SLIVER_KM2 = 0.01
ZipArea = tuple[float, float, float]
"""Latitude and longitude in degrees, land in square kilometres."""


def read_zip_areas(directory: Path) -> dict[str, ZipArea]:
    """Every ZIP code area, by its five digits."""
    try:
        return {
            row["GEOID"]: (
                float(row["INTPTLAT"]),
                float(row["INTPTLONG"]),
                int(row["ALAND"]) / 1e6,
            )
            for row in read_rows(directory, ZIPS)
        }
    except ValueError as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(f"{ZIPS.name} holds a point or area that is no number.") from error


def zip_points(areas: Mapping[str, ZipArea]) -> dict[str, Point]:
    """The points alone."""
    return {code: (lat, lon) for code, (lat, lon, _) in areas.items()}


def add_young(
    relations: Relations, areas: Mapping[str, ZipArea], municipalities: Mapping[str, PlaceRecord]
) -> list[str]:
    """Estimate the land shared by municipalities that no relation has land of; their codes."""
    known = {code for shared in relations.places.values() for code, land in shared.items() if land}
    young = [place for code, place in municipalities.items() if code not in known]
    cells = _zips_by_cell(areas)
    for place in young:
        for zip_code in _zips_around(place, areas, cells):
            parts = relations.places.setdefault(zip_code, {})
            taken = sum(land for code, land in parts.items() if code in municipalities)
            left = areas[zip_code][2] - taken
            parts[place.geoid] = max(min(left, place.land_km2), _SLIVER_KM2)
    return [place.geoid for place in young]


def cover_zips(
    areas: Mapping[str, ZipArea], relations: Relations, places: Mapping[str, PlaceRecord]
) -> Shares:
    """By ZIP code: the municipalities, towns and counties on it, with their share of its land.

    A consolidated government appears once, under its own code.
    """
    covered: Shares = {}
    for zip_code in areas:
        total = relations.total(zip_code)
        parts: dict[str, float] = defaultdict(float)
        for land in (relations.counties, relations.places, relations.subdivisions):
            for code, area in land.get(zip_code, {}).items():
                if code in places:
                    one = places[code].same_as or code
                    # A single building's land is rounded to nothing: its county has it all.
                    share = area / total if total else float(land is relations.counties)
                    parts[one] = max(parts[one], min(share, 1.0))
        covered[zip_code] = {code: share for code, share in parts.items() if share > 0}
    return covered


def _zips_by_cell(areas: Mapping[str, ZipArea]) -> dict[int, list[str]]:
    cells: dict[int, list[str]] = defaultdict(list)
    for code, (lat, lon, _) in areas.items():
        cells[cell_of(lat, lon)].append(code)
    return cells


def _zips_around(
    place: PlaceRecord, areas: Mapping[str, ZipArea], cells: Mapping[int, Iterable[str]]
) -> list[str]:
    point, radius = (place.latitude, place.longitude), sqrt(place.land_km2 / pi)
    near = [
        (distance_km(*point, *areas[code][:2]), code)
        for cell in cells_within(*point, 40)
        for code in cells.get(cell, ())
    ]
    inside = [code for away, code in sorted(near) if away <= radius]
    return inside or [code for _, code in sorted(near)[:1]]
