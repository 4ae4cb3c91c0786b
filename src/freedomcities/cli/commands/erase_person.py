"""`freedomcities erase-person`: somebody goes, as if they had left by themselves."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from freedomcities.cli.answer import Answer
from freedomcities.cli.commands.export_person import add_person
from freedomcities.lib.errors import Refusal

HELP = "Erase somebody for good: the id alone stays, for what they did in public."
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_person(parser)
    parser.add_argument("--yes", action="store_true", help="it is meant; nobody can bring it back")
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Do it, and cut off the journal that still shows them."""
    from freedomcities.accounts.operations import system_actor
    from freedomcities.privacy.finding import find_person
    from freedomcities.privacy.operations import erase
    from freedomcities.privacy.raw_bytes import cut_journal

    person = find_person(args.person)
    if not args.yes:
        raise Refusal(f"Account {person.pk} would be erased for good: say --yes if it is meant.")
    erase(person, actor=system_actor(), now=datetime.now(UTC))
    cut_journal()
    answer.give({"id": str(person.pk), "erased": True})
    answer.say(f"Account {person.pk} is erased.")
