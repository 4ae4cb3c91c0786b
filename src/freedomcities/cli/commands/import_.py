"""`freedomcities import`: bring in what somebody read in the law, and lists of whom to meet."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from freedomcities.cli.answer import Answer

if TYPE_CHECKING:
    from freedomcities.adoption.import_summary import ImportSummary
    from freedomcities.officials.agency_summary import AgencySummary
    from freedomcities.officials.officials_summary import OfficialsSummary

HELP = "Import a file, all of it or nothing."
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    kinds = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    instruments = kinds.add_parser(
        "instruments", help="instruments, findings and searches, as JSON lines or CSV"
    )
    agencies = kinds.add_parser(
        "agencies", help="law-enforcement agencies: the FBI's list, or a CSV file of your own"
    )
    agreements = kinds.add_parser(
        "agreements", help="the public list of agreements, as a workbook or CSV"
    )
    officials = kinds.add_parser(
        "officials",
        help="offices and who holds them: CSV, Popolo JSON, or people files of Open States",
    )
    for parser_of_kind in (instruments, agencies, agreements, officials):
        parser_of_kind.add_argument("file", metavar="FILE", type=Path, help="see docs/imports.md")
        parser_of_kind.add_argument(
            "--dry-run", action="store_true", help="say what it would change, and change nothing"
        )
        parser_of_kind.add_argument("--json", action="store_true", help="answer with one object")
    for parser_of_list in (agencies, agreements):
        parser_of_list.add_argument(
            "--report",
            metavar="OUT",
            type=Path,
            help="write the rows of which nobody knows whose they are",
        )
        parser_of_list.add_argument(
            "--write-table",
            metavar="OUT",
            type=Path,
            help="make the table that ships, and change nothing",
        )
        parser_of_list.add_argument(
            "--complete",
            action="store_true",
            help="the list is whole, though much of what is known is missing from it",
        )
    agreements.add_argument(
        "--edition",
        metavar="YYYY-MM-DD",
        default="",
        help="the day of the list, where the file's name does not have it",
    )
    officials.add_argument(
        "--checked-on",
        metavar="YYYY-MM-DD",
        default="",
        help="the day of the last look, where the file does not say it",
    )


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Import what was asked."""
    kinds = {
        "instruments": _instruments,
        "agencies": _agencies,
        "agreements": _agreements,
        "officials": _officials,
    }
    kinds[args.what](args, answer)


def _instruments(args: argparse.Namespace, answer: Answer) -> None:
    from freedomcities.accounts.operations import system_actor
    from freedomcities.adoption.operations import import_instruments

    summary = import_instruments(
        args.file, actor=system_actor(), now=datetime.now(UTC), dry_run=args.dry_run
    )
    answer.give(summary.as_json())
    for line in _lines(summary):
        answer.say(line)


def _agencies(args: argparse.Namespace, answer: Answer) -> None:
    from freedomcities.accounts.operations import system_actor
    from freedomcities.officials.operations import import_agencies

    if args.write_table:
        _write_table(args, answer)
        return
    summary = import_agencies(
        args.file,
        actor=system_actor(),
        now=datetime.now(UTC),
        complete=args.complete,
        dry_run=args.dry_run,
        report=args.report,
    )
    answer.give(summary.as_json())
    for line in _agency_lines(summary):
        answer.say(line)


def _write_table(args: argparse.Namespace, answer: Answer) -> None:
    from freedomcities.officials.agencies_loading import write_shipped

    reading = write_shipped(args.file, args.write_table)
    answer.give({"agencies": len(reading.given), "edition": reading.edition})
    answer.say(f"{len(reading.given)} agencies of {reading.edition} are in {args.write_table}.")


def _agreements(args: argparse.Namespace, answer: Answer) -> None:
    from freedomcities.accounts.operations import system_actor
    from freedomcities.adoption.agreements_loading import write_shipped
    from freedomcities.adoption.operations import import_agreements

    if args.write_table:
        count = write_shipped(args.file, args.write_table)
        answer.give({"agreements": count})
        answer.say(f"{count} agreements are in {args.write_table}.")
        return
    summary = import_agreements(
        args.file,
        actor=system_actor(),
        now=datetime.now(UTC),
        edition=args.edition,
        complete=args.complete,
        dry_run=args.dry_run,
        report=args.report,
    )
    answer.give(summary.as_json())
    for line in _lines(summary):
        answer.say(line)
    answer.say(f"Ended since the last edition: {summary.ended}.")
    answer.say(f"Of {summary.unmatched} it is not known whose agency it is.")


def _officials(args: argparse.Namespace, answer: Answer) -> None:
    from freedomcities.accounts.operations import system_actor
    from freedomcities.officials.operations import import_officials

    summary = import_officials(
        args.file,
        actor=system_actor(),
        now=datetime.now(UTC),
        checked_on=args.checked_on,
        dry_run=args.dry_run,
    )
    answer.give(summary.as_json())
    for line in _official_lines(summary):
        answer.say(line)


def _official_lines(summary: OfficialsSummary) -> list[str]:
    offices = f"{summary.new_offices} new, {summary.replaced_offices} replaced"
    people = f"{summary.new} new, {summary.replaced} replaced, {summary.unchanged} unchanged"
    lines = [
        f"{summary.offices} offices: {offices}.",
        f"{summary.officials} people who hold them: {people}.",
    ]
    lines += [f"Not kept here: {words} ({count})." for words, count in summary.left_out_words()]
    if summary.ignored:
        lines.append(f"Passed over, since they mean nothing here: {', '.join(summary.ignored)}.")
    if summary.dry_run:
        lines.append("This was a dry run: nothing was changed.")
    return lines


def _agency_lines(summary: AgencySummary) -> list[str]:
    changed = f"{summary.new} new, {summary.replaced} replaced, {summary.unchanged} unchanged"
    lines = [f"{summary.agencies} agencies: {changed}, {summary.closed} closed."]
    lines += [
        f"  {placed:>6,} of {count:>6,}  {kind}"
        for kind, (placed, count) in summary.matched.items()
    ]
    lines.append(f"Of {len(summary.unmatched)} it is not known whom they serve.")
    if summary.ignored:
        lines.append(f"Passed over, since they mean nothing here: {', '.join(summary.ignored)}.")
    if summary.dry_run:
        lines.append("This was a dry run: nothing was changed.")
    return lines


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
