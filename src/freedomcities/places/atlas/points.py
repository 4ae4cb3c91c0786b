"""Where to put a place on the map.

The Gazetteer's internal point can lie far from where people live: San Francisco's is on the
Farallones, 50 km out at sea. The coordinates compiled from the GNIS are better there, yet
worse elsewhere: Port Arthur's and Milwaukee County's lie in the water. So where the two
differ by more than 5 km, the ZIP codes decide: areas with about equally many people each,
whose mean, weighted by how much of each lies in the place, is near where most people are.
The GNIS point is taken unless the internal one is clearly nearer to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from freedomcities.places.atlas.records import PlaceRecord
from freedomcities.places.atlas.relations import Relations
from freedomcities.places.atlas.sources import (
    COUNTY_POINTS,
    PLACE_POINTS,
    Row,
    SourceError,
    read_rows,
)
from freedomcities.places.geometry import distance_km

Point = tuple[float, float]
_DIFFERENT_KM = 5.0
# How much nearer the internal point has to be before it is kept.
_CLEARLY = 0.8


def read_gnis_points(directory: Path) -> dict[str, Point]:
    """The other points, of counties and places, by code."""
    points = {}
    for source in (COUNTY_POINTS, PLACE_POINTS):
        for row in read_rows(directory, source):
            if row["Latitude"]:
                points[row["GEOID"]] = _point(row, source.name)
    return points


def mend_points(
    places: Mapping[str, PlaceRecord],
    gnis: Mapping[str, Point],
    zip_points: Mapping[str, Point],
    relations: Relations,
) -> list[str]:
    """Move the points of counties and municipalities that lie far off; the codes moved."""
    shares = {"county": relations.counties, "municipality": relations.places}
    centres = {
        kind: _centres(land, relations, zip_points, set(gnis)) for kind, land in shares.items()
    }
    moved = []
    for code, place in places.items():
        other, centre = gnis.get(code), centres.get(place.kind, {}).get(code)
        if other and _should_move((place.latitude, place.longitude), other, centre):
            place.latitude, place.longitude = other
            moved.append(code)
    return moved


def _should_move(own: Point, other: Point, centre: Point | None) -> bool:
    if distance_km(*own, *other) <= _DIFFERENT_KM:
        return False
    if centre is None:
        return True
    return distance_km(*own, *centre) >= _CLEARLY * distance_km(*other, *centre)


def _centres(
    land: Mapping[str, Mapping[str, float]],
    relations: Relations,
    zip_points: Mapping[str, Point],
    codes: set[str],
) -> dict[str, Point]:
    sums: dict[str, tuple[float, float, float]] = {}
    for zip_code, shared in land.items():
        total = relations.total(zip_code)
        lat, lon = zip_points[zip_code]
        for code, area in shared.items():
            if total > 0 and code in codes:
                share, (weight, north, east) = area / total, sums.get(code, (0.0, 0.0, 0.0))
                sums[code] = (weight + share, north + share * lat, east + share * lon)
    return {code: (lat / w, lon / w) for code, (w, lat, lon) in sums.items() if w > 0}


def _point(row: Row, name: str) -> Point:
    try:
        return float(row["Latitude"]), float(row["Longitude"])
    except ValueError as error:
        raise SourceError(f"{name} holds a point that is no number.") from error
