"""The starter list: real instruments that ship, so that the list is not empty on the first day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from freedomcities.accounts.models import Person
from freedomcities.adoption.import_summary import ImportSummary
from freedomcities.adoption.operations import import_instruments

STARTER_LIST = Path(__file__).parent / "data" / "starter.jsonl"


def load_starter_list(*, actor: Person, now: datetime) -> ImportSummary:
    """Import the starter list; what is there already and unchanged stays as it is."""
    return import_instruments(STARTER_LIST, actor=actor, now=now)
