"""Writing an edition: every table, and the manifest that names them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from freedomcities.places.atlas import tables
from freedomcities.places.atlas.codec import TableRow, write_table
from freedomcities.places.atlas.gazetteer import WASHINGTON
from freedomcities.places.atlas.read import MANIFEST


def write_edition(
    out: Path,
    rows: Mapping[str, Sequence[TableRow]],
    maps: Mapping[str, list[object]],
    *,
    edition: str,
    sources: list[dict[str, str]],
) -> dict[str, object]:
    """Write the tables and the manifest that names them; returns the manifest.

    ``maps``: width, height and projection by state. The manifest's ``digest`` changes with
    anything in it.
    """
    out.mkdir(parents=True, exist_ok=True)
    listed = {
        name: {
            "rows": len(rows[name]),
            "sha256": write_table(out / f"{name}.xz", columns, rows[name]),
        }
        for name, columns in tables.COLUMNS.items()
    }
    manifest: dict[str, object] = {
        "edition": edition,
        "counts": count_kinds(rows),
        "tables": listed,
        "maps": dict(maps),
        "sources": sources,
    }
    manifest["digest"] = sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
    text = json.dumps(manifest, indent=1, sort_keys=True) + "\n"
    (out / MANIFEST).write_text(text, encoding="utf-8")
    return manifest


def count_kinds(rows: Mapping[str, Sequence[TableRow]]) -> dict[str, int]:
    """How many governments of each kind the atlas holds.

    Washington, the District of Columbia, is counted once, among the states; counties that
    closed are not counted, those of consolidated governments are.
    """
    kinds = [str(row[1]) for row in rows["places"] if not row[-1] and row[0] != WASHINGTON]
    return {
        "states": kinds.count("s"),
        "counties": kinds.count("c"),
        "municipalities": kinds.count("m"),
        "towns": kinds.count("t"),
        "zip_codes": len(rows["zips"]),
        "localities": len(rows["localities"]),
    }
