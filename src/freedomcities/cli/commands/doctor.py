"""`freedomcities doctor`: what is wrong with this installation, and the mend."""

from __future__ import annotations

import argparse
from typing import Any

from freedomcities.cli.answer import Answer
from freedomcities.cli.site import configure
from freedomcities.lib.errors import Refusal

HELP = "Say what is wrong with this installation, and how to mend it."
NEEDS_SITE = False


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Look at everything; exit 2 where something is wrong."""
    configure()
    from freedomcities.cli.examination import examine

    found = examine()
    for look in found:
        answer.say(f"{'ok  ' if look.is_well else 'ILL '} {look.subject}: {look.finding}")
        if look.mend:
            answer.say(f"      {look.mend}")
    ill: list[Any] = [look for look in found if not look.is_well]
    told = {"ok": not ill, "looked_at": [look.as_dict() for look in found]}
    if not ill:
        answer.give(told)
        return
    are = "thing is" if len(ill) == 1 else "things are"
    raise Refusal(f"{len(ill)} {are} wrong: {', '.join(look.subject for look in ill)}.", more=told)
