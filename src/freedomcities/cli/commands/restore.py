"""`freedomcities restore`: a backup in the place of the site, all of it or nothing."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from freedomcities.cli.answer import Answer
from freedomcities.cli.commands.verify_backup import add_identity
from freedomcities.lib.errors import Refusal

HELP = "Put a backup in the place of the site, while it may run; whoever was erased stays erased."
NEEDS_SITE = False


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the backup")
    parser.add_argument(
        "--replace", action="store_true", help="though there is a site here that is in use"
    )
    parser.add_argument(
        "--home",
        metavar="DIR",
        help="into another home, with SQLite in it, to try a backup beside the site; "
        "copy keys.json and erased.jsonl there first",
    )
    add_identity(parser)
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Build it beside the site, put it in its place, and say what is in it."""
    from freedomcities.cli.site import configure

    if args.home is not None:
        _go_to(Path(args.home))
    configure()
    from freedomcities.cli.founding import collect_static
    from freedomcities.privacy.restore import restore

    with answer.step("The site beside") as tell:
        done = restore(
            args.file,
            replace=args.replace,
            identity=args.identity,
            now=datetime.now(UTC),
            progress=tell,
        )
    # They are in no backup: a home that is new has none.
    with answer.step("Styles and scripts"):
        collect_static()
    answer.give(
        {
            "made_on": done.made_on,
            "rows": done.rows,
            "erased_again": done.erased_again,
            "ledger": "there" if done.ledger_is_there else "missing",
            "chain": "whole" if done.chain_is_whole else "broken",
        }
    )
    answer.say(f"The site is as it was on {done.made_on}: {done.rows:,} rows.")
    if done.ledger_is_there:
        answer.say(f"Erased again, since they had left or were erased: {done.erased_again} people.")
    else:
        _warn_of_the_ledger(done.made_on, answer)
    if not done.chain_is_whole:
        answer.say("The audit chain was broken before this backup: ask “freedomcities doctor”.")


def _go_to(home: Path) -> None:
    """Another home, and nothing of the site that the environment names: it may be running."""
    if not (home / "keys.json").is_file():
        raise Refusal(
            f"There is no keys.json in {home}: copy keys.json and erased.jsonl of the site there, "
            "and restore again."
        )
    for name in ("DATABASE_URL", "FREEDOMCITIES_KEYS_FILE"):
        os.environ.pop(name, None)
    os.environ["FREEDOMCITIES_HOME"] = str(home)


def _warn_of_the_ledger(made_on: str, answer: Answer) -> None:
    """On standard error: a program that reads the answer shows it to somebody all the same."""
    from freedomcities.privacy.erasures import the_ledger

    answer.progress(
        f"WARNING: {the_ledger()} was missing, the list of people who were erased. Whoever left "
        f"since {made_on} is back on this site, with all that was erased. Let nobody in yet: copy "
        "erased.jsonl of the site there, from beside its keys file, and restore again with "
        "--replace. If it is lost, erase whoever you know of with “freedomcities erase-person”."
    )
