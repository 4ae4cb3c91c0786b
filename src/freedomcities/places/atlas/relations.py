"""What ZIP codes share with counties, places and subdivisions: land, in square kilometres.

The relations are of 2020 and know codes of that year; here they are turned into those of
today. All keys are ZIP code, then the other code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from freedomcities.places.atlas import connecticut
from freedomcities.places.atlas.sources import (
    ZIP_COUNTIES,
    ZIP_PLACES,
    ZIP_SUBDIVISIONS,
    Row,
    Source,
    SourceError,
    read_rows,
)

Land = dict[str, dict[str, float]]
_KM2_PER_SQUARE_MILE = 2.589988


@dataclass(slots=True)
class Relations:
    """Shared land by ZIP code with counties, places and county subdivisions."""

    counties: Land = field(default_factory=dict)
    legacy_counties: Land = field(default_factory=dict)
    places: Land = field(default_factory=dict)
    subdivisions: Land = field(default_factory=dict)
    legacy_of: dict[str, str] = field(default_factory=dict)

    def total(self, zip_code: str) -> float:
        """All land of the ZIP code, as the counties share it."""
        return sum(self.counties.get(zip_code, {}).values())


def read_relations(directory: Path, known: Iterable[str], subdivisions: list[Row]) -> Relations:
    """Read the three files, keeping the rows whose codes are ``known`` today."""
    codes = set(known)
    counties = read_rows(directory, ZIP_COUNTIES)
    places = read_rows(directory, ZIP_PLACES)
    parts = read_rows(directory, ZIP_SUBDIVISIONS)
    legacy_of = connecticut.legacy_town_codes(parts)
    parts = _todays_towns(parts, subdivisions)
    relations = Relations(
        counties=_by_zip(counties, ZIP_COUNTIES, codes),
        places=_by_zip(places, ZIP_PLACES, codes),
        subdivisions=_by_zip(parts, ZIP_SUBDIVISIONS, {row["GEOID"] for row in subdivisions}),
        legacy_counties=_by_zip(counties, ZIP_COUNTIES, set(connecticut.LEGACY_NAMES)),
        legacy_of=legacy_of,
    )
    _add_regions(relations)
    return relations


def add_stand_ins(relations: Relations, places: Iterable[str]) -> None:
    """Give a place that no relation knows the land of the subdivision with its own code."""
    known = {code for shared in relations.places.values() for code in shared}
    unknown = set(places) - known
    for zip_code, shared in relations.subdivisions.items():
        for subdivision, land in shared.items():
            code = subdivision[:2] + subdivision[5:]
            if code in unknown:
                parts = relations.places.setdefault(zip_code, {})
                parts[code] = parts.get(code, 0.0) + land


def _todays_towns(parts: list[Row], subdivisions: Iterable[Row]) -> list[Row]:
    column = ZIP_SUBDIVISIONS.columns[1]
    today = connecticut.town_codes_today(subdivisions)
    return [
        {**row, column: today.get(row[column][5:], row[column])}
        if row[column].startswith(connecticut.FIPS)
        else row
        for row in parts
    ]


def _add_regions(relations: Relations) -> None:
    # The relations know Connecticut's counties only; its towns give the regions' land.
    for zip_code, shared in relations.subdivisions.items():
        for code, land in shared.items():
            if code.startswith(connecticut.FIPS):
                regions = relations.counties.setdefault(zip_code, {})
                regions[code[:5]] = regions.get(code[:5], 0.0) + land


def _by_zip(rows: Iterable[Row], source: Source, codes: set[str]) -> Land:
    zip_column, code_column, land_column = source.columns
    shared: Land = defaultdict(dict)
    try:
        for row in rows:
            if row[code_column] in codes:
                shared[row[zip_column]][row[code_column]] = (
                    float(row[land_column]) * _KM2_PER_SQUARE_MILE
                )
    except ValueError as error:
        raise SourceError(f"{source.name} holds a land area that is no number.") from error
    return dict(shared)


def turned(land: Mapping[str, Mapping[str, float]]) -> Land:
    """The same relation with the other code first."""
    other: Land = defaultdict(dict)
    for zip_code, shared in land.items():
        for code, area in shared.items():
            other[code][zip_code] = area
    return dict(other)
