"""Makers of a small country, of rows for imports, and of imported law."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from freedomcities.accounts.operations import system_actor
from freedomcities.adoption.import_summary import ImportSummary
from freedomcities.adoption.operations import import_instruments
from freedomcities.blueprints.models import Blueprint
from freedomcities.blueprints.tests.makers import make_blueprint, make_rule
from freedomcities.places.models import Place
from freedomcities.places.tests.makers import make_containment, make_place

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def make_country() -> dict[str, Place]:
    """Two states; one with a county, two municipalities and a town, one with a consolidated city,
    and a district that is its own state.
    """
    rows: list[tuple[str, str, dict[str, Any]]] = [
        ("us", "United States", {}),
        ("26", "Michigan", {"population": 10_000_000}),
        ("26161", "Washtenaw County", {"population": 370_000}),
        ("2603000", "Ann Arbor", {"population": 120_000}),
        ("2689140", "Ypsilanti", {"population": 20_000}),
        ("2616189160", "Ypsilanti charter township", {"population": 55_000}),
        ("08", "Colorado", {"state": "CO", "population": 5_800_000}),
        ("0820000", "Denver", {"state": "CO", "population": 710_000}),
        ("1150000", "Washington", {"state": "DC", "population": 680_000}),
    ]
    places = {geoid: make_place(geoid, name, **given) for geoid, name, given in rows}
    for geoid, name, state, same in (
        ("08031", "Denver County", "CO", "0820000"),
        ("11", "District of Columbia", "DC", "1150000"),
        ("11001", "District of Columbia", "DC", "1150000"),
    ):
        places[geoid] = make_place(geoid, name, state=state, same_as=places[same])
    for inside in ("2603000", "2689140", "2616189160"):
        make_containment(places[inside], places["26161"])
    make_containment(places["0820000"], places["08031"])
    return places


def make_nine() -> Blueprint:
    """A blueprint with three required rules and an optional one, by the name that is default."""
    blueprint = make_blueprint(slug="freedom-cities")
    for number in ("1", "2", "3"):
        make_rule(blueprint=blueprint, number=number)
    make_rule(blueprint=blueprint, number="1373", required=False)
    return blueprint


def finding_row(rule: str = "1", verdict: str = "meets", **overrides: Any) -> dict[str, Any]:
    return {"rule": rule, "verdict": verdict, "quote": "…", "confirmed": True, **overrides}


def instrument_row(
    id: str = "a2-ordinance",  # noqa: A002
    *findings: dict[str, Any],
    **overrides: Any,
) -> dict[str, Any]:
    """A row of an import file: an own law of Ann Arbor since 2017."""
    return {
        "id": id,
        "place": "2603000",
        "kind": "ordinance",
        "title": f"Title of {id}",
        "effective_on": "2017-04-03",
        "reach": "territory",
        "url": "https://example.org/law",
        "findings": list(findings or [finding_row()]),
        **overrides,
    }


def search_row(id: str = "look", **overrides: Any) -> dict[str, Any]:  # noqa: A002
    row = {"id": id, "place": "2603000", "kind": "search", "checked_on": "2026-01-01"}
    return {**row, "rules": ["1"], **overrides}


def import_rows(*rows: dict[str, Any], now: datetime = NOW, dry_run: bool = False) -> ImportSummary:
    """Import these rows as the system does."""
    lines: Sequence[str] = [json.dumps(row) for row in rows]
    return import_instruments(lines, actor=system_actor(), now=now, dry_run=dry_run)
