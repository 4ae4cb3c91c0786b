"""Rows of import files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def law(id_: str, place: str = "2603000", rule: str = "1", **overrides: Any) -> dict[str, Any]:
    """An ordinance in force since 2020 that meets one rule; the quote is not ASCII."""
    finding = {"rule": rule, "verdict": "meets", "quote": "Ningún señor …", "confirmed": True}
    row = {
        "id": id_,
        "place": place,
        "kind": "ordinance",
        "title": f"Ordinance {id_}",
        "adopted_on": "2020-01-01",
        "effective_on": "2020-01-01",
        "reach": "territory",
        "url": "https://example.org/law",
        "checked_on": "2026-01-01",
        "findings": [finding],
    }
    return row | overrides


def lines(laws: Iterable[Mapping[str, Any]]) -> str:
    """JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in laws)


def write_laws(path: Path, *laws: Mapping[str, Any]) -> Path:
    """An import file."""
    path.write_text(lines(laws), encoding="utf-8")
    return path
