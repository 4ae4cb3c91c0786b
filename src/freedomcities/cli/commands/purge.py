"""`freedomcities purge`: what is past its time goes, and its bytes with it."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from freedomcities.cli.answer import Answer
from freedomcities.lib.errors import Refusal

HELP = "Remove all that is past its time, and its bytes from the files of the database."
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "--now", metavar="ISO", help="as if it were this moment: 2026-12-31 or 2026-12-31T12:00Z"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would go")
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Do it, and say how many of each kind went."""
    now = _moment(args.now)
    from freedomcities.media.sweeping import sweep
    from freedomcities.privacy.raw_bytes import scrub
    from freedomcities.privacy.retention import RETENTION, forget, what_is_due

    gone = what_is_due(now=now) if args.dry_run else forget(now=now)
    for kind in RETENTION:
        answer.say(f"{gone[kind.name]:>7}  {kind.what} ({kind.kept})")
    if not args.dry_run:
        # What a crash left of pictures.
        sweep(now=now)
    left = [] if args.dry_run else scrub()
    told = {"now": now.isoformat(), "dry_run": args.dry_run, "gone": dict(gone), "left": left}
    if left:
        raise Refusal(
            f"What is past its time is gone, but not its bytes, since {', '.join(left)} "
            "was in use all the time: run this again.",
            more=told,
        )
    answer.give(told)
    if not args.dry_run:
        answer.say("No byte of it is left in the files of the database.")


def _moment(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal(f"--now “{text}” is no moment: write 2026-12-31T12:00Z.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
