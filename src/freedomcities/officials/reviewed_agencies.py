"""What somebody looked up of single agencies of the list, where their name does not say it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REVIEWED = Path(__file__).parent / "data" / "agencies_reviewed.csv"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Codes of the places served, () for none; a `name` of its own or ""; and the reason."""

    places: tuple[str, ...]
    name: str
    why: str


@cache
def reviewed_agencies() -> Mapping[str, Reviewed]:
    """By ORI, from the table that ships."""
    with REVIEWED.open(encoding="utf-8", newline="") as file:
        return {
            row["ori"]: Reviewed(
                tuple(filter(None, row["places"].split(";"))), row["name"], row["why"]
            )
            for row in csv.DictReader(file)
        }
