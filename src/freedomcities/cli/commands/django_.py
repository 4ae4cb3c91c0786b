"""`freedomcities django …`: the framework's own commands, for who develops or debugs."""

from __future__ import annotations

import argparse

from freedomcities.cli.answer import Answer
from freedomcities.cli.site import configure

HELP = "Run one of Django's own commands, for instance “check --deploy” or “dbshell”."
NEEDS_SITE = False


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="the command and its arguments")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Hand over to Django."""
    configure()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["freedomcities django", *args.arguments])
