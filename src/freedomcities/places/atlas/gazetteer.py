"""Which records of the Gazetteer are governments, and what they are.

FUNCSTAT, the Census Bureau's functional status, decides. Of the *places*:

- ``A`` active, ``B`` partly consolidated (Baton Rouge, Lafayette LA) and ``F`` (eight
  "balance" records of consolidated governments: Nashville, Indianapolis, ...) are
  municipalities: 19,469 + 2 + 8 = 19,479;
- ``N`` is Washington, which is kept, and three cities whose government became a county's
  or another code's (Houma, Louisville, Tribune), which are not;
- ``I`` is inactive, ``S`` is a census-designated place (see localities).

Washington is the District of Columbia, and counted once: among the 52 states.
Of the *county subdivisions* only ``A`` governs; ``F``, ``C`` and ``B`` are the municipality
of that name under another code.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from freedomcities.places.atlas.records import LocalityRecord, PlaceRecord
from freedomcities.places.atlas.sources import (
    COUNTIES,
    PLACES,
    STATE_CODES,
    STATES,
    SUBDIVISIONS,
    Row,
    SourceError,
    read_rows,
)

WASHINGTON = "1150000"
NATION = "us"
_MUNICIPAL = frozenset("ABF")


def is_municipality(row: Row) -> bool:
    """Whether a place of the Gazetteer is a municipal government."""
    return row["FUNCSTAT"] in _MUNICIPAL or row["GEOID"] == WASHINGTON


def read_municipalities(rows: Iterable[Row]) -> dict[str, PlaceRecord]:
    """The municipalities among the Gazetteer's places, by code."""
    return {row["GEOID"]: _record(row, "municipality") for row in rows if is_municipality(row)}


def read_localities(rows: Iterable[Row]) -> dict[str, LocalityRecord]:
    """The census-designated places (FUNCSTAT S), by code, named without their suffix."""
    found = {}
    for row in rows:
        if row["FUNCSTAT"] == "S":
            record = _record(row, "locality")
            found[record.geoid] = LocalityRecord(
                record.geoid,
                row["NAME"].removesuffix(" CDP").removesuffix(" comunidad")
                .removesuffix(" zona urbana"),
                record.state,
                record.latitude,
                record.longitude,
                record.land_km2,
            )  # fmt: skip
    return found


def read_towns(rows: Iterable[Row]) -> dict[str, PlaceRecord]:
    """The towns and townships that govern themselves, by code."""
    return {row["GEOID"]: _record(row, "town") for row in rows if row["FUNCSTAT"] == "A"}


def read_ungoverned(rows: Iterable[Row]) -> dict[str, PlaceRecord]:
    """The county subdivisions that no town governs: unorganized, inactive, or without people."""
    return {row["GEOID"]: _record(row, "ungoverned") for row in rows if row["FUNCSTAT"] in "SIN"}


def read_counties(directory: Path) -> dict[str, PlaceRecord]:
    """Every county and county-equivalent, by code."""
    return {row["GEOID"]: _record(row, "county") for row in read_rows(directory, COUNTIES)}


def read_place_rows(directory: Path) -> list[Row]:
    """The Gazetteer's places: municipalities, localities and the inactive."""
    return read_rows(directory, PLACES)


def read_subdivision_rows(directory: Path) -> list[Row]:
    """The Gazetteer's county subdivisions, governments or not."""
    return read_rows(directory, SUBDIVISIONS)


def make_states(directory: Path, counties: dict[str, PlaceRecord]) -> dict[str, PlaceRecord]:
    """The 50 states, the District of Columbia and Puerto Rico, summed from their counties."""
    states = {}
    for row in read_rows(directory, STATES):
        if row["Code"] in STATE_CODES:
            parts = [county for county in counties.values() if county.fips == row["FIPS"]]
            states[row["FIPS"]] = _whole(row["FIPS"], "state", row["Name"], row["Code"], parts)
    if len(states) != len(STATE_CODES):
        raise SourceError(f"{STATES.name} does not hold all {len(STATE_CODES)} states.")
    return states


def make_nation(states: dict[str, PlaceRecord]) -> PlaceRecord:
    """The nation, as the sum of the states, with the District and Puerto Rico."""
    return _whole(NATION, "nation", "United States", "", list(states.values()))


def _whole(geoid: str, kind: str, name: str, state: str, parts: list[PlaceRecord]) -> PlaceRecord:
    land = sum(part.land_km2 for part in parts)
    # Beyond the date line longitudes are positive; measured westward they can be averaged.
    west = [part.longitude - 360 if part.longitude > 0 else part.longitude for part in parts]
    return PlaceRecord(
        geoid,
        kind,
        name,
        state,
        sum(part.latitude * part.land_km2 for part in parts) / land,
        sum(lon * part.land_km2 for lon, part in zip(west, parts, strict=True)) / land,
        land,
    )


def _record(row: Row, kind: str) -> PlaceRecord:
    try:
        return PlaceRecord(
            row["GEOID"],
            kind,
            row["NAME"],
            row["USPS"],
            float(row["INTPTLAT"]),
            float(row["INTPTLONG"]),
            int(row["ALAND"]) / 1e6,
        )
    except ValueError as error:
        raise SourceError(f"The Gazetteer's record of {row['GEOID']} is damaged.") from error
