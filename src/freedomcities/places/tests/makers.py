"""Places for tests, and small editions of an atlas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from freedomcities.places.atlas import tables
from freedomcities.places.atlas.codec import TableRow
from freedomcities.places.atlas.records import PlaceRecord
from freedomcities.places.atlas.write import write_edition
from freedomcities.places.geometry import cell_of
from freedomcities.places.models import Containment, Place
from freedomcities.places.names import slugify_name

_KINDS = {2: "state", 5: "county", 7: "municipality", 10: "town"}


def make_place(geoid: str = "2603000", name: str = "", **overrides: Any) -> Place:
    """A place in the database; the kind follows from the code, the address from the name."""
    values: dict[str, Any] = {
        "kind": _KINDS.get(len(geoid), "state") if geoid != "us" else "nation",
        "name": name or f"Place {geoid}",
        "state": "" if geoid == "us" else "MI",
        "latitude": 42.2755,
        "longitude": -83.7312,
        "land_km2": 73.0,
        "population": 1_000,
        "time_zone": "America/Detroit",
        **overrides,
    }
    state = values["state"].lower()
    is_inside = values["kind"] not in {"nation", "state"}
    path = f"{state}/{slugify_name(values['name'])}" if is_inside else state
    derived = {
        "full_name": values["name"],
        "path": path or "us",
        "cell": cell_of(values["latitude"], values["longitude"]),
    }
    return Place.objects.create(geoid=geoid, **{**derived, **values})


def make_containment(place: Place, county: Place, **overrides: Any) -> Containment:
    """That a place lies in a county, wholly unless said otherwise."""
    values = {"share": 1.0, "main": True, **overrides}
    return Containment.objects.create(place=place, county=county, **values)


def make_record(geoid: str = "2603000", **overrides: Any) -> PlaceRecord:
    """A place on its way into an edition."""
    values: dict[str, Any] = {
        "kind": _KINDS.get(len(geoid), "nation"),
        "full_name": overrides.get("name", f"Place {geoid}"),
        "name": f"Place {geoid}",
        "state": "MI",
        "latitude": 42.2755,
        "longitude": -83.7312,
        "land_km2": 73.0,
        "population": 1_000,
        "time_zone": "America/Detroit",
        **overrides,
    }
    values.setdefault("path", f"{values['state'].lower()}/{slugify_name(values['name'])}")
    return PlaceRecord(geoid=geoid, **values)


def make_edition(
    out: Path,
    records: list[PlaceRecord],
    *,
    edition: str = "2025",
    rows: Mapping[str, Sequence[TableRow]] | None = None,
) -> Path:
    """A folder of tables with these places; the other tables empty unless given in ``rows``."""
    all_rows: dict[str, Sequence[TableRow]] = {name: [] for name in tables.COLUMNS}
    all_rows |= {
        "places": tables.place_rows(sorted(records, key=lambda record: record.geoid)),
        "zips": [(48104, 422644, -837187, 1000)],
        "localities": [],
        **(rows or {}),
    }
    write_edition(out, all_rows, {}, edition=edition, sources=[])
    return out
