"""`freedomcities demo`: a filled site to look at."""

from __future__ import annotations

import argparse

from freedomcities.cli.answer import Answer
from freedomcities.cli.commands.serve import Server, add_address, address_of
from freedomcities.cli.site import found_site

HELP = "Make a filled site to look at, and serve it; what is there already is kept."
NEEDS_SITE = False


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--home", metavar="DIR", help="where the site lives (default ./var)")
    add_address(parser)
    parser.add_argument("--no-serve", action="store_true", help="make it, and do not serve it")
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Make it, say where to look, and serve."""
    url = address_of(args)
    server = None if args.no_serve else Server(args.host, args.port, args.workers)
    found_site(args.home)
    from freedomcities.cli.founding import (
        bring_up_to_date,
        found,
        open_starter_list,
        seat_people,
    )

    found(answer)
    open_starter_list(answer)
    seat_people(answer)
    bring_up_to_date()
    if server is None:
        _tell(url, answer)
        return
    server.serve(ready=lambda: _tell(url, answer))


def _tell(url: str, answer: Answer) -> None:
    from freedomcities.demo.people import describe_people
    from freedomcities.demo.seed import describe_demo

    described = describe_demo(url)
    answer.give(described)
    answer.say(f"\nThe site: {url}/")
    answer.say("Look at a place (Ann Arbor, 60148, San Francisco), the list, the rules.")
    answer.say("Nobody needs to sign in to read. To try an account, sign in as:")
    for each in describe_people().values():
        secret = each.get("totp_secret")
        answer.say(f"  {each['email']}, {each['role']}" + (f" ({secret})" if secret else ""))
    if described["outbox"]:
        answer.say(f"Mail falls into {described['outbox']}")
