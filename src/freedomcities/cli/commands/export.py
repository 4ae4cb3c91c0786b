"""`freedomcities export`: everything public, to take away."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from freedomcities.cli.answer import Answer

HELP = "Write all public data into an empty folder: CSV, GeoJSON and JSON lines, with a manifest."
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("directory", metavar="DIR", type=Path, help="a new or empty folder")
    parser.add_argument("--json", action="store_true", help="answer with the manifest")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Bring the standings to today, and write."""
    from freedomcities.adoption.operations import bring_up_to_date
    from freedomcities.api.export import export_all

    now = datetime.now(UTC)
    bring_up_to_date(now=now)
    manifest = export_all(
        args.directory, now=now, progress=lambda name: answer.progress(f"  {name}")
    )
    answer.give(manifest)
    for file in manifest["files"]:
        rows = f"{file['rows']:>9,} rows" if file["rows"] is not None else " " * 14
        answer.say(f"{rows}  {file['bytes']:>12,} bytes  {file['name']}")
    answer.say(f"All of it is in {args.directory}.")
