"""`freedomcities routes`: every address, and who may see it."""

from __future__ import annotations

import argparse

from freedomcities.cli.answer import Answer

HELP = "List every address of the site, with its methods, name and audience."
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--json", action="store_true", help="answer with one list")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """List them."""
    from freedomcities.lib.routes import all_routes

    routes = all_routes()
    answer.give([route.as_dict() for route in routes])
    for route in routes:
        answer.say(f"{route.audience:10} {','.join(route.methods):10} {route.path}  {route.name}")
