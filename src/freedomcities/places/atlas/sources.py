"""Reading the published files, and refusing the ones that are missing, cut or not what they say.

A folder holds ``census/``, ``ocd/`` and ``map/``; docs/imports.md says where each file is
published. Every refusal is one sentence that names the file.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# Postal codes of the 50 states, the District of Columbia and Puerto Rico.
STATE_CODES = (
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA",
    "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM",
    "NY", "NC", "ND", "OH", "OK", "OR", "PA", "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA",
    "WA", "WV", "WI", "WY",
)  # fmt: skip

Row = dict[str, str]


class SourceError(ValueError):
    """An input that the atlas cannot be built from; one sentence."""


@dataclass(frozen=True, slots=True)
class Source:
    """One published file: where it lies, the columns needed, the fewest rows to believe it.

    The floors are about two hundredths below the editions of 2020 to 2025. ``path`` may be
    a pattern, because publishers put the year into the name; the newest file is taken.
    """

    path: str
    columns: tuple[str, ...]
    fewest: int
    delimiter: str = ","

    @property
    def name(self) -> str:
        """The file's own name, for messages."""
        return self.path.rsplit("/", 1)[-1].replace("[0-9]", "?")

    def find(self, directory: Path) -> Path:
        """The file in the folder, the newest where several years lie there."""
        found = sorted(directory.glob(self.path))
        if not found:
            raise SourceError(f"{self.path.replace('[0-9]', '?')} is missing in {directory}.")
        return found[-1]


_POINT = ("INTPTLAT", "INTPTLONG")
COUNTIES = Source(
    "census/20[0-9][0-9]_Gaz_counties_national.txt",
    ("USPS", "GEOID", "NAME", "ALAND", *_POINT),
    3_160,
    "|",
)
PLACES = Source(
    "census/20[0-9][0-9]_Gaz_place_national.txt",
    ("USPS", "GEOID", "NAME", "LSAD", "FUNCSTAT", "ALAND", *_POINT),
    31_700,
    "|",
)
SUBDIVISIONS = Source(
    "census/20[0-9][0-9]_Gaz_cousubs_national.txt",
    ("USPS", "GEOID", "NAME", "FUNCSTAT", "ALAND", *_POINT),
    35_700,
    "|",
)
ZIPS = Source("census/20[0-9][0-9]_Gaz_zcta_national.txt", ("GEOID", "ALAND", *_POINT), 33_100, "|")
PAIRS_2023 = Source("census/rel2023_place_counties.csv", ("Place GEOID", "County GEOID"), 32_600)
PAIRS_2020 = Source("census/rel2020_place_counties.csv", ("Place GEOID", "County GEOID"), 115_000)
ZIP_COUNTIES = Source(
    "census/rel2020_zcta_counties.csv", ("ZCTA5", "County GEOID", "Land Area"), 46_000
)
ZIP_PLACES = Source(
    "census/rel2020_zcta_places.csv", ("ZCTA5", "Place GEOID", "Land Area"), 133_000
)
ZIP_SUBDIVISIONS = Source(
    "census/rel2020_zcta_county_subdivisions.csv",
    ("ZCTA5", "County Subdivision GEOID", "Land Area"),
    107_000,
)
COUNTY_POINTS = Source(
    "census/rel2020_counties.csv", ("GEOID", "Latitude", "Longitude", "Time Zone"), 3_160
)
PLACE_POINTS = Source("census/rel2023_places.csv", ("GEOID", "Latitude", "Longitude"), 31_700)
STATES = Source("census/rel2020_states.csv", ("Name", "Code", "FIPS"), 52)
DIVISIONS = Source("ocd/us_census_places.csv", ("id", "census_geoid"), 38_400)

PLACE_PEOPLE = Source("census/place_20[0-9][0-9].json", ("B01003_001E", "state", "place"), 31_600)
COUNTY_PEOPLE = Source("census/county_20[0-9][0-9].json", ("B01003_001E", "state", "county"), 3_160)
SUBDIVISION_PEOPLE = Source(
    "census/county_subdivision_20[0-9][0-9].json",
    ("B01003_001E", "state", "county", "county subdivision"),
    35_700,
)
OUTLINES = Source("map/cb_20[0-9][0-9]_us_county_20m.geojson", (), 3_160)

ALL_SOURCES = (
    COUNTIES, PLACES, SUBDIVISIONS, ZIPS, PAIRS_2023, PAIRS_2020, ZIP_COUNTIES, ZIP_PLACES,
    ZIP_SUBDIVISIONS, COUNTY_POINTS, PLACE_POINTS, STATES, DIVISIONS, PLACE_PEOPLE,
    COUNTY_PEOPLE, SUBDIVISION_PEOPLE, OUTLINES,
)  # fmt: skip


def check_files(directory: Path) -> None:
    """Refuse a folder in which a file is missing, before any long work."""
    for source in ALL_SOURCES:
        source.find(directory)


def read_rows(directory: Path, source: Source) -> list[Row]:
    """The rows of a table as dictionaries. SourceError where it is cut or another file."""
    text = _text(directory, source)
    if not text.endswith("\n"):
        raise SourceError(f"{source.name} is cut short: its last line does not end.")
    reader = csv.reader(text.splitlines(), delimiter=source.delimiter)
    header = [name.strip() for name in next(reader, [])]
    _need_columns(source, header)
    rows = list(_rows(source, header, reader))
    _need_rows(source, len(rows))
    if "USPS" in header:
        _need_states(source, {row["USPS"] for row in rows})
    return rows


def read_answers(directory: Path, source: Source) -> list[Row]:
    """The rows of a file as the Census API answers: a list of lists, the first one names."""
    try:
        header, *answers = json.loads(_text(directory, source))
    except (ValueError, TypeError) as error:
        raise SourceError(f"{source.name} is not a complete JSON file.") from error
    _need_columns(source, header)
    _need_rows(source, len(answers))
    return [dict(zip(header, answer, strict=True)) for answer in answers]


def read_features(directory: Path) -> list[dict[str, object]]:
    """The features of the file of county outlines."""
    try:
        features = json.loads(_text(directory, OUTLINES))["features"]
    except (ValueError, TypeError, KeyError) as error:
        raise SourceError(f"{OUTLINES.name} is not a complete GeoJSON file.") from error
    _need_rows(OUTLINES, len(features))
    return list(features)


def _text(directory: Path, source: Source) -> str:
    try:
        text = source.find(directory).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{source.name} cannot be read as UTF-8 text.") from error
    # One spelling of accents: some files write letter and accent apart.
    return unicodedata.normalize("NFC", text)


def _rows(source: Source, header: Sequence[str], reader: Iterator[list[str]]) -> Iterator[Row]:
    for number, values in enumerate(reader, start=2):
        if len(values) != len(header):
            raise SourceError(f"{source.name} is cut or damaged at line {number}.")
        yield {name: value.strip() for name, value in zip(header, values, strict=True)}


def _need_columns(source: Source, header: Sequence[str]) -> None:
    missing = [name for name in source.columns if name not in header]
    if missing:
        raise SourceError(f"{source.name} has no column {missing[0]}.")


def _need_rows(source: Source, count: int) -> None:
    if count < source.fewest:
        raise SourceError(
            f"{source.name} is incomplete: {count:,} rows, where at least "
            f"{source.fewest:,} are expected."
        )


def _need_states(source: Source, found: set[str]) -> None:
    missing = [code for code in STATE_CODES if code not in found]
    if missing:
        raise SourceError(f"{source.name} is incomplete: it holds nothing of {missing[0]}.")
