"""The tables of the atlas: their columns, and how records become rows.

Points are whole ten-thousandths of a degree (about 11 m), land thousandths of a square
kilometre, shares thousandths. What follows from the name by habit (full name, address,
Open Civic Data id) is left out, and written only where it differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from freedomcities.places.atlas.codec import DIFFERENCE, NUMBER, Column, TableRow
from freedomcities.places.atlas.records import LocalityRecord, PlaceRecord, Shares
from freedomcities.places.names import slugify_name

POINT_SCALE = 10_000
LAND_SCALE = 1_000
SHARE_SCALE = 1_000
NONE = "-"

COLUMNS: dict[str, tuple[Column, ...]] = {
    "places": tuple(
        map(Column, ("geoid", "kind", "state", "name", "full_name", "designation", "path"))
    )
    + tuple(Column(name, NUMBER) for name in ("latitude", "longitude", "land", "population"))
    + tuple(map(Column, ("ocd_id", "time_zone", "same_as", "closed_on"))),
    "containment": (Column("place"), Column("county"), Column("share", NUMBER)),
    "overlaps": (Column("place"), Column("town"), Column("share", NUMBER)),
    "zips": (
        Column("code", DIFFERENCE),
        *(Column(name, NUMBER) for name in ("latitude", "longitude", "land")),
    ),
    "coverage": (Column("zip_code", DIFFERENCE), Column("place"), Column("share", NUMBER)),
    "localities": (
        *map(Column, ("geoid", "name", "state", "governed_by")),
        *(Column(name, NUMBER) for name in ("latitude", "longitude", "population")),
    ),
    "other_names": (Column("place"), Column("name")),
    "old_codes": (Column("code"), Column("place"), Column("reason")),
    "neighbours": (Column("place"), Column("neighbour")),
    "outlines": (Column("place"), Column("d")),
}


def default_full_name(name: str, kind: str, designation: str) -> str:
    """The full name where the place has no other: name and designation."""
    with_word = kind == "municipality" and designation
    return f"{name} {designation}" if with_word else name


def default_path(state: str, name: str) -> str:
    """The address where nothing else claims it."""
    return f"{state.lower()}/{slugify_name(name)}"


def default_division(kind: str, state: str, name: str) -> str:
    """The Open Civic Data id by the habit of the list, for municipalities and counties."""
    word, ending = ("county", " County") if kind == "county" else ("place", "")
    slug = slugify_name(name.removesuffix(ending)).replace("-", "_")
    return f"ocd-division/country:us/state:{state.lower()}/{word}:{slug}"


def place_rows(places: Iterable[PlaceRecord]) -> list[TableRow]:
    """Rows of the table of places."""
    return [
        (
            p.geoid,
            p.kind[0],
            p.state,
            p.name,
            _unless(p.full_name, default_full_name(p.name, p.kind, p.designation)),
            p.designation,
            _unless(p.path, default_path(p.state, p.name)),
            *_point(p),
            round(p.land_km2 * LAND_SCALE),
            p.population,
            _unless(p.ocd_id, default_division(p.kind, p.state, p.name)),
            p.time_zone,
            p.same_as,
            p.closed_on,
        )
        for p in places
    ]


def locality_rows(localities: Iterable[LocalityRecord]) -> list[TableRow]:
    """Rows of the table of localities."""
    return [(x.geoid, x.name, x.state, x.governed_by, *_point(x), x.population) for x in localities]


def share_rows(shares: Shares) -> list[TableRow]:
    """Rows of any of the tables of shares; a share that rounds to nothing stays the smallest."""
    return [
        (code, other, max(round(share * SHARE_SCALE), 1))
        for code, parts in sorted(shares.items())
        for other, share in sorted(parts.items())
    ]


def zip_rows(areas: Mapping[str, tuple[float, float, float]]) -> list[TableRow]:
    """Rows of the table of ZIP codes."""
    return [
        (code, round(lat * POINT_SCALE), round(lon * POINT_SCALE), round(land * LAND_SCALE))
        for code, (lat, lon, land) in sorted(areas.items())
    ]


def _point(record: PlaceRecord | LocalityRecord) -> tuple[int, int]:
    return round(record.latitude * POINT_SCALE), round(record.longitude * POINT_SCALE)


def _unless(value: str, default: str) -> str:
    return "" if value == default else value or NONE
