"""`freedomcities routes`: every address, and who may see it."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from freedomcities.cli.answer import Answer
from freedomcities.cli.site import configure
from freedomcities.lib.keys import make_keys

HELP = "List every address of the site, with its methods, name and audience."
NEEDS_SITE = False

_KEYS_FILE = "FREEDOMCITIES_KEYS_FILE"


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--json", action="store_true", help="answer with one list")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """List them."""
    _configure()
    from freedomcities.lib.routes import all_routes

    routes = all_routes()
    answer.give([route.as_dict() for route in routes])
    for route in routes:
        answer.say(f"{route.audience:10} {','.join(route.methods):10} {route.path}  {route.name}")


def _configure() -> None:
    """Set Django up without a site: addresses are the same everywhere, and nothing is signed."""
    with tempfile.TemporaryDirectory(prefix="freedomcities-") as folder:
        keys = Path(folder) / "keys.json"
        make_keys(keys)
        given = os.environ.get(_KEYS_FILE)
        os.environ[_KEYS_FILE] = str(keys)
        try:
            configure()
        finally:
            del os.environ[_KEYS_FILE]
            if given is not None:
                os.environ[_KEYS_FILE] = given
