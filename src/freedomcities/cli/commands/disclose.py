"""`freedomcities disclose`: exactly what is held on somebody, and nothing finer than the week."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime

from freedomcities.cli.answer import Answer
from freedomcities.cli.commands.export_person import add_person

HELP = "Show exactly what is held on somebody, when it is demanded; the log says so."
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_person(parser)
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Show it."""
    from freedomcities.accounts.operations import system_actor
    from freedomcities.privacy.finding import find_person
    from freedomcities.privacy.operations import disclose

    held = disclose(find_person(args.person), actor=system_actor(), now=datetime.now(UTC))
    answer.give(held)
    for line in _lines(held, depth=0):
        answer.say(line)


def _lines(held: object, *, depth: int) -> Iterator[str]:
    """Names and what they say, a line each; what is within something stands further in."""
    space = "  " * depth
    if isinstance(held, dict):
        for name, value in held.items():
            words = str(name).replace("_", " ")
            if isinstance(value, dict | list) and value:
                yield f"{space}{words}:"
                yield from _lines(value, depth=depth + 1)
            else:
                yield f"{space}{words}: {_word(value)}"
    elif isinstance(held, list):
        for each in held:
            if isinstance(each, dict):
                said = (f"{str(k).replace('_', ' ')}: {_word(v)}" for k, v in each.items())
                yield f"{space}- {'; '.join(said)}"
            else:
                yield f"{space}- {_word(each)}"


def _word(value: object) -> str:
    if value is None or value in ("", [], {}):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
