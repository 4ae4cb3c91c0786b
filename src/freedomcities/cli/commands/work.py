"""`freedomcities work`: jobs that wait, and what time brings; `serve` runs one beside the web."""

from __future__ import annotations

import argparse
import os

from freedomcities.cli.answer import Answer

HELP = "Run the jobs that wait: letters, and what a new day changes. `serve` does so by itself."
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "--once", action="store_true", help="stop once no job waits, instead of waiting for more"
    )
    parser.add_argument(
        "--beside", metavar="PID", type=int, default=0, help="stop when this process is gone"
    )


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Work until stopped."""
    from freedomcities.cli.jobs import keep_time
    from freedomcities.lib.jobs import work

    if not args.once:
        keep_time(beside=args.beside or None)
    work(until_done=args.once, name=f"{os.getpid()}")
