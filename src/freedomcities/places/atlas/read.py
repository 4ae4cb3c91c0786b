"""Reading an edition's tables back, ready for the database. Only the standard library."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from freedomcities.places.atlas import tables
from freedomcities.places.atlas.codec import TableError, read_table
from freedomcities.places.geometry import cell_of
from freedomcities.places.names import name_variants, normalise_name

MANIFEST = "manifest.json"
KINDS = {word[0]: word for word in ("nation", "state", "county", "municipality", "town")}
Values = dict[str, Any]
"""One row as the arguments of its model."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The manifest of a folder of tables, and the way to their rows."""

    directory: Path
    name: str
    digest: str
    counts: Mapping[str, int]
    maps: Mapping[str, tuple[int, int, dict[str, float]]]
    sources: tuple[Mapping[str, str], ...]
    digests: Mapping[str, str]

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table in the order of its columns; TableError where it is damaged."""
        path = self.directory / f"{table}.xz"
        columns = read_table(path, digest=self.digests[table])
        return zip(*columns.values(), strict=True)


def read_edition(directory: Path) -> Edition:
    """The edition in a folder; TableError where there is none that is complete."""
    try:
        manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        digests = {name: manifest["tables"][name]["sha256"] for name in tables.COLUMNS}
        return Edition(
            directory,
            manifest["edition"],
            manifest["digest"],
            manifest["counts"],
            {state: tuple(drawing) for state, drawing in manifest["maps"].items()},
            tuple(manifest["sources"]),
            digests,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableError(f"There is no complete atlas in {directory}.") from error


def place_values(edition: Edition) -> Iterator[Values]:
    """Every place, as the arguments of the model Place."""
    for row in edition.rows("places"):
        (geoid, letter, state, name, full, word, path, lat, lon, land, people, ocd, zone, same,
         closed) = row  # fmt: skip
        kind = KINDS[letter]
        latitude, longitude = lat / tables.POINT_SCALE, lon / tables.POINT_SCALE
        yield {
            "geoid": geoid,
            "kind": kind,
            "name": name,
            "full_name": full or tables.default_full_name(name, kind, word),
            "designation": word,
            "state": state,
            "path": path or tables.default_path(state, name),
            "latitude": latitude,
            "longitude": longitude,
            "cell": cell_of(latitude, longitude),
            "land_km2": land / tables.LAND_SCALE,
            "population": people,
            "ocd_id": _else_default(ocd, tables.default_division(kind, state, name)),
            "time_zone": zone,
            "same_as_id": same or None,
            "closed_on": date.fromisoformat(closed) if closed else None,
        }


def containment_values(edition: Edition, closed: set[str]) -> Iterator[Values]:
    """Which counties places lie in; ``closed`` counties are never the main one."""
    largest: dict[str, tuple[int, str]] = {}
    rows = list(edition.rows("containment"))
    for place, county, share in rows:
        if county not in closed and share > largest.get(place, (0, ""))[0]:
            largest[place] = (share, county)
    for place, county, share in rows:
        yield {
            "place_id": place,
            "county_id": county,
            "share": share / tables.SHARE_SCALE,
            "main": largest[place][1] == county,
        }


def overlap_values(edition: Edition) -> Iterator[Values]:
    """Which towns villages lie in."""
    for place, town, share in edition.rows("overlaps"):
        yield {"place_id": place, "town_id": town, "share": share / tables.SHARE_SCALE}


def zip_values(edition: Edition) -> Iterator[Values]:
    """Every ZIP code."""
    for code, lat, lon, land in edition.rows("zips"):
        yield {
            "code": f"{code:05}",
            "latitude": lat / tables.POINT_SCALE,
            "longitude": lon / tables.POINT_SCALE,
            "land_km2": land / tables.LAND_SCALE,
        }


def coverage_values(edition: Edition) -> Iterator[Values]:
    """What every ZIP code covers."""
    for code, place, share in edition.rows("coverage"):
        yield {
            "zip_code_id": f"{code:05}",
            "place_id": place,
            "share": share / tables.SHARE_SCALE,
        }


def locality_values(edition: Edition) -> Iterator[Values]:
    """Every census-designated place."""
    for geoid, name, state, governed_by, lat, lon, people in edition.rows("localities"):
        yield {
            "geoid": geoid,
            "name": name,
            "state": state,
            "governed_by_id": governed_by,
            "latitude": lat / tables.POINT_SCALE,
            "longitude": lon / tables.POINT_SCALE,
            "population": people,
        }


def name_values(
    edition: Edition, places: list[Values], localities: list[Values]
) -> Iterator[Values]:
    """The keys that lead to places and localities; second codes lead to the government."""
    other: dict[str, list[str]] = {}
    for geoid, name in edition.rows("other_names"):
        other.setdefault(geoid, []).append(name)
    seen: set[tuple[str, str]] = set()
    by_code = {place["geoid"]: place for place in places}
    for place in places:
        geoid = place["same_as_id"] or place["geoid"]
        weight = by_code[geoid]["population"] or 0
        for key in _keys(place, other.get(place["geoid"], [])):
            if not place["closed_on"] and (key, geoid) not in seen:
                seen.add((key, geoid))
                yield {"key": key, "place_id": geoid, "locality_id": None, "weight": weight}
    for locality in localities:
        key, weight = normalise_name(locality["name"]), locality["population"] or 0
        yield {"key": key, "place_id": None, "locality_id": locality["geoid"], "weight": weight}


def old_code_values(edition: Edition) -> Iterator[Values]:
    """Other codes of the places."""
    for code, place, reason in edition.rows("old_codes"):
        yield {"code": code, "place_id": place, "reason": reason}


def neighbour_values(edition: Edition) -> Iterator[Values]:
    """Counties that share a border."""
    for place, neighbour in edition.rows("neighbours"):
        yield {"place_id": place, "neighbour_id": neighbour}


def outline_values(edition: Edition) -> Iterator[Values]:
    """Counties and states as path data."""
    for place, d in edition.rows("outlines"):
        yield {"place_id": place, "d": d}


def map_values(edition: Edition) -> Iterator[Values]:
    """The drawings of the states."""
    for state, (width, height, projection) in edition.maps.items():
        yield {"state_id": state, "width": width, "height": height, "projection": projection}


def _keys(place: Values, other: list[str]) -> list[str]:
    variants = name_variants(
        name=place["name"],
        full_name=place["full_name"],
        kind=place["kind"],
        designation=place["designation"],
    )
    return list(dict.fromkeys(filter(None, map(normalise_name, [*variants, *other]))))


def _else_default(value: str, default: str) -> str:
    return default if value == "" else value.removeprefix(tables.NONE)
