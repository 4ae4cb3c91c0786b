"""`freedomcities verify-audit`: is the log of operations whole?"""

from __future__ import annotations

import argparse

from freedomcities.cli.answer import Answer

HELP = "Verify that no entry of the audit chain was changed, removed or slipped in."
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Walk the chain."""
    from freedomcities.audit.operations import verify_chain

    entries = verify_chain()
    answer.give({"entries": entries, "whole": True})
    answer.say(f"The audit chain is whole: {entries} entries.")
