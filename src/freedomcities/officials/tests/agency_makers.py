"""Lists of agencies for tests, and the atlas that ships as the matching sees it."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from freedomcities.accounts.operations import system_actor
from freedomcities.officials.agency_rows import Record
from freedomcities.officials.agency_summary import AgencySummary
from freedomcities.officials.choices import AgencyKind
from freedomcities.officials.matching import Listed, Match, match
from freedomcities.officials.matching_ground import CountyName, Gazetteer, Ground
from freedomcities.officials.operations import import_agencies
from freedomcities.officials.reading_agencies import LIST_COLUMNS, LIST_SUMS
from freedomcities.places.atlas.read import Edition, locality_values, name_values, place_values
from freedomcities.places.models import PlaceName
from freedomcities.places.names import normalise_name
from freedomcities.places.tests.makers import make_containment, make_place

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
COLUMNS = (*LIST_COLUMNS, *LIST_SUMS)
_GOVERNED = {"municipality", "town"}


def listed_row(ori: str, name: str, **overrides: str) -> dict[str, str]:
    """A row of the FBI's list: city police in Washtenaw County, Michigan, unless said otherwise."""
    row = {
        "ori": ori,
        "data_year": "2025",
        "pub_agency_name": name,
        "state_abbr": "MI",
        "county_name": "WASHTENAW",
        "agency_type_name": "City",
        "population": "1000",
        "officer_ct": "3",
        "civilian_ct": "1",
        **overrides,
    }
    total = int(row["officer_ct"]) + int(row["civilian_ct"])
    people = int(row["population"])
    row["total_pe_ct"] = str(total)
    row["pe_ct_per_1000"] = f"{1_000 * total / people:.2f}" if people else "NULL"
    return row | {name: text for name, text in overrides.items() if name in LIST_SUMS}


def as_csv(rows: Sequence[dict[str, str]], columns: Sequence[str] = COLUMNS) -> str:
    """The rows as the text of a file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def bring(text: str | bytes, folder: Path, **options: Any) -> AgencySummary:
    """Import the text of a file as the system."""
    path = folder / "agencies.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return import_agencies(path, actor=system_actor(), **{"now": NOW, **options})


def make_michigan() -> None:
    """One state with a county, three cities and a township, all under their names."""
    make_place("26", name="Michigan")
    county = make_place("26161", name="Washtenaw County", designation="County")
    for geoid, name, word in (
        ("2603000", "Ann Arbor", "city"),
        ("2689140", "Ypsilanti", "city"),
        ("2653500", "Saline", "city"),
        ("2616189160", "Ypsilanti charter township", "charter township"),
    ):
        full = name if word in name else f"{name} {word}"
        place = make_place(geoid, name=name, full_name=full, designation=word)
        make_containment(place, county)
        PlaceName.objects.create(key=normalise_name(name), place=place, weight=1)


def gazetteer_of(edition: Edition) -> tuple[Gazetteer, dict[str, str]]:
    """The look-up over an edition's tables, and the codes of the states; no database."""
    places = list(place_values(edition))
    codes = {row["geoid"]: row["same_as_id"] or row["geoid"] for row in places}
    counties: dict[str, set[str]] = defaultdict(set)
    for place, county, _share in edition.rows("containment"):
        counties[codes[place]].add(county)
    for code, place in codes.items():
        if code != place:
            counties[place].add(code)
    active = [row for row in places if not row["closed_on"]]
    gazetteer = Gazetteer(
        [
            Ground(
                row["geoid"], row["kind"], row["state"], row["population"],
                frozenset(counties[row["geoid"]]),
            )
            for row in active
            if row["kind"] in _GOVERNED and not row["same_as_id"]
        ],
        [(row["key"], row["place_id"]) for row in name_values(edition, places, [])],
        [
            CountyName(
                row["geoid"], row["state"], row["name"], row["full_name"], row["designation"],
                codes[row["geoid"]],
            )
            for row in active
            if row["kind"] == "county"
        ],
        [(row["state"], normalise_name(row["name"])) for row in locality_values(edition)],
    )  # fmt: skip
    states = [row for row in active if row["kind"] == "state"]
    return gazetteer, {row["state"]: codes[row["geoid"]] for row in states}


def listed_of(record: Record, kinds: dict[str, AgencyKind]) -> Listed:
    """A row of the list as the matching gets it."""
    cells = record.cells
    state = {"NB": "NE"}.get(cells["state_abbr"], cells["state_abbr"])
    population = int(cells["population"]) or None
    kind = kinds[cells["agency_type_name"]]
    return Listed(cells["pub_agency_name"], state, cells["county_name"], kind, population)


def match_city(
    name: str, state: str, county: str, population: int | None, ground: Gazetteer
) -> Match:
    """The match of a city's police."""
    return match(Listed(name, state, county, AgencyKind.CITY, population), ground, {state: "00"})
