"""Questions of whom to meet over the atlas and the list of agencies that ship."""

from __future__ import annotations

from freedomcities.officials.known_agencies import known_agencies
from freedomcities.officials.tests.who_atlas import real_places
from freedomcities.officials.who import WhoAnswer, ask_who
from freedomcities.officials.who_facts import AgencyFacts, WhoFacts


def geoids(*codes: str) -> list[str]:
    """Codes as people type them, none taken for a ZIP code."""
    return [f"geoid:{code}" for code in codes]


def ask(*queries: str, chosen: str = "") -> WhoAnswer:
    return ask_who(queries, chosen=chosen)


def everything() -> WhoFacts:
    """Every place and every open agency that there is, read another way than questions do."""
    rows = known_agencies().values()
    agencies = [
        AgencyFacts(
            row.id, row.name, row.kind, row.places, row.ori, row.population, row.officers,
            row.checked_on,
        )
        for row in rows
        if not row.closed_on
    ]  # fmt: skip
    return WhoFacts(real_places(), tuple(agencies))
