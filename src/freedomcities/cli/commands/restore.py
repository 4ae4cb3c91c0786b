"""`freedomcities restore`: a backup in the place of the site, all of it or nothing."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from freedomcities.cli.answer import Answer
from freedomcities.cli.commands.verify_backup import add_identity

HELP = "Put a backup in the place of the site, while it may run; whoever was erased stays erased."
NEEDS_SITE = False


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the backup")
    parser.add_argument(
        "--replace", action="store_true", help="though there is a site here that is in use"
    )
    add_identity(parser)
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Build it beside the site, put it in its place, and say what is in it."""
    from freedomcities.cli.site import configure

    configure()
    from freedomcities.privacy.restore import restore

    done = restore(
        args.file,
        replace=args.replace,
        identity=args.identity,
        now=datetime.now(UTC),
        progress=answer.progress,
    )
    answer.give(
        {
            "made_on": done.made_on,
            "rows": done.rows,
            "erased_again": done.erased_again,
            "ledger": "there" if done.ledger_is_there else "missing",
            "chain": "whole" if done.chain_is_whole else "broken",
        }
    )
    answer.say(f"The site is as it was on {done.made_on}: {done.rows:,} rows.")
    answer.say(f"{done.erased_again} people who were erased since then were erased again.")
    if not done.ledger_is_there:
        answer.say(
            "There was no ledger of erased people (erased.jsonl) beside the keys file: whoever was "
            "erased since this backup is back. Put the ledger there, and restore again."
        )
    if not done.chain_is_whole:
        answer.say("The audit chain was broken before this backup: ask “freedomcities doctor”.")
