"""The entry of the `freedomcities` command.

Exit 0 on success; 2 on a wrong question, with one sentence on standard error and, with
``--json``, an object on standard output.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn, Protocol, cast

from freedomcities.cli.answer import Answer
from freedomcities.lib.errors import Refusal


class Command(Protocol):
    """What a module in ``commands`` holds."""

    HELP: str
    NEEDS_SITE: bool

    def describe(self, parser: argparse.ArgumentParser) -> None:
        """Add the arguments."""

    def run(self, args: argparse.Namespace, answer: Answer) -> None:
        """Do it, and say what came of it."""


# In the order in which an operator meets them.
COMMANDS = {
    "demo": "demo",
    "init": "init",
    "serve": "serve",
    "work": "work",
    "who": "who",
    "status": "status",
    "atlas": "atlas",
    "import": "import_",
    "corrections": "corrections",
    "export": "export",
    "backup": "backup",
    "restore": "restore",
    "verify-backup": "verify_backup",
    "purge": "purge",
    "disclose": "disclose",
    "export-person": "export_person",
    "erase-person": "erase_person",
    "take-factors": "take_factors",
    "demands": "demands",
    "rotate-keys": "rotate_keys",
    "routes": "routes",
    "doctor": "doctor",
    "verify-audit": "verify_audit",
    "django": "django_",
}


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are one sentence."""

    def error(self, message: str) -> NoReturn:
        raise Refusal(f"{self.prog}: {message}.")


def load(name: str) -> Command:
    """The module of a command."""
    return cast("Command", import_module(f"freedomcities.cli.commands.{COMMANDS[name]}"))


def make_parser() -> argparse.ArgumentParser:
    """The whole command line, for the help and for the reference in docs/."""
    parser = _Parser(
        prog="freedomcities",
        description="Where every town stands on model local law, and how to win the rest.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = load(name)
        command = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.describe(command)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    answer = Answer(as_json="--json" in given)
    try:
        return _answered(given, answer)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Somebody read the beginning and closed the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _answered(given: Sequence[str], answer: Answer) -> int:
    try:
        _run(given, answer)
    except Refusal as refusal:
        answer.refuse(refusal)
        return 2
    return 0


def _run(given: Sequence[str], answer: Answer) -> None:
    args = make_parser().parse_args(given)
    module = load(args.command)
    if module.NEEDS_SITE:
        from freedomcities.cli.site import open_site

        open_site()
    from django.db import OperationalError

    try:
        module.run(args, answer)
    except OperationalError as error:
        raise Refusal(
            f"The database cannot be used now ({str(error).splitlines()[0]}), and nothing was "
            "changed: try again, and if it stays so, ask “freedomcities doctor”."
        ) from None


if __name__ == "__main__":
    sys.exit(main())
