"""`freedomcities import`: bring in what somebody read in the law."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from freedomcities.cli.answer import Answer

if TYPE_CHECKING:
    from freedomcities.adoption.import_summary import ImportSummary

HELP = "Import a file, all of it or nothing."
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    kinds = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    instruments = kinds.add_parser(
        "instruments", help="instruments, findings and searches, as JSON lines or CSV"
    )
    instruments.add_argument("file", metavar="FILE", type=Path, help="see docs/imports.md")
    instruments.add_argument(
        "--dry-run", action="store_true", help="say what it would change, and change nothing"
    )
    instruments.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Import what was asked."""
    {"instruments": _instruments}[args.what](args, answer)


def _instruments(args: argparse.Namespace, answer: Answer) -> None:
    from freedomcities.accounts.operations import system_actor
    from freedomcities.adoption.operations import import_instruments

    summary = import_instruments(
        args.file, actor=system_actor(), now=datetime.now(UTC), dry_run=args.dry_run
    )
    answer.give(summary.as_json())
    for line in _lines(summary):
        answer.say(line)


def _lines(summary: ImportSummary) -> list[str]:
    held = f"{summary.instruments} instruments, {summary.findings} findings"
    changed = f"{summary.new} new, {summary.replaced} replaced, {summary.unchanged} unchanged"
    lines = [
        f"{held}, {summary.searches} searches: {changed}.",
        f"Findings that count on the importer's word: {summary.confirmed}.",
        f"Standings of today that differ: {summary.standings}.",
    ]
    if summary.ignored:
        lines.append(f"Passed over, since they mean nothing here: {', '.join(summary.ignored)}.")
    if summary.dry_run:
        lines.append("This was a dry run: nothing was changed.")
    return lines
