"""`freedomcities rotate-keys`: fresh keys for what is sealed, while the site runs."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from freedomcities.cli.answer import Answer

HELP = "Seal what is personal with fresh keys, and forget the old ones; the site runs on."
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Do it, and say how many rows were sealed anew."""
    from freedomcities.accounts.operations import system_actor
    from freedomcities.accounts.resealing import rotate_keys

    rows = rotate_keys(actor=system_actor(), now=datetime.now(UTC), progress=answer.progress)
    answer.give({"rows": rows})
    answer.say(f"The keys are changed; {rows} rows were sealed anew.")
