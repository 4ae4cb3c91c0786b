"""A blueprint on bicycle bells: nobody's subject, so that any other subject would show."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from freedomcities.accounts.operations import system_actor
from freedomcities.adoption.operations import import_instruments
from freedomcities.blueprints.models import Blueprint
from freedomcities.blueprints.tests.makers import make_blueprint, make_rule

SLUG = "bicycle-bells"
_RULES = {"1": "Ring twice", "2": "Polished brass", "7": "Quiet after dusk"}


def add_bells() -> Blueprint:
    """Three rules, the last optional, and law on them in two places."""
    bells = make_blueprint(slug=SLUG, order=4, title="Bicycle bells")
    for number, name in _RULES.items():
        make_rule(
            blueprint=bells,
            number=number,
            name=name,
            required=number != "7",
            pillars=["political-power"],
        )
    rows = [
        _row("bells-tn", "47", "statute", [("1", "contradicts")], preempts=True),
        _row("bells-ann-arbor", "2603000", "ordinance", [("1", "meets"), ("7", "partly")]),
        _row("bells-nashville", "4752006", "ordinance", [("1", "meets"), ("2", "meets")]),
        {"id": "bells-look", "place": "26161", "kind": "search", "checked_on": "2026-02-01",
         "blueprint": SLUG, "rules": ["1"]},
    ]  # fmt: skip
    import_instruments(
        [json.dumps(row) for row in rows], actor=system_actor(), now=datetime.now(UTC)
    )
    return bells


def _row(
    id_: str,
    place: str,
    kind: str,
    findings: list[tuple[str, str]],
    *,
    preempts: bool = False,
) -> dict[str, object]:
    return {
        "id": id_,
        "place": place,
        "kind": kind,
        "blueprint": SLUG,
        "title": f"An act on bells ({id_})",
        "adopted_on": "2024-05-01",
        "effective_on": "2024-06-01",
        "reach": "territory" if kind == "statute" else "own-agencies",
        "preempts": preempts,
        "findings": [
            {"rule": rule, "verdict": verdict, "quote": "Ting.", "confirmed": True}
            for rule, verdict in findings
        ],
    }
