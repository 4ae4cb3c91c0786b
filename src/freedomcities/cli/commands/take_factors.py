"""`freedomcities take-factors`: for who has lost the second step, where no staff can help."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from freedomcities.cli.answer import Answer
from freedomcities.cli.commands.export_person import add_person

HELP = (
    "Take away somebody's second step, and their roles with it: for who has lost it and the "
    "recovery codes. First make sure that it is them."
)
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_person(parser)
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Take it; and say how the next of the staff comes, where nobody is left."""
    from freedomcities.accounts.models import Person
    from freedomcities.accounts.operations import system_actor
    from freedomcities.accounts.roles import take_factors
    from freedomcities.privacy.finding import find_person

    person = find_person(args.person)
    taken = take_factors(person.pk, actor=system_actor(), now=datetime.now(UTC))
    is_staffed = Person.objects.get_queryset().filter(is_staff=True, is_active=True).exists()
    answer.give({"id": str(taken.pk), "is_staffed": is_staffed})
    answer.say(f"Account {taken.pk} signs in by email alone now, and has no role. They are told.")
    if not is_staffed:
        answer.say("Nobody is of the staff: “freedomcities init --staff-link” gives them a link.")
