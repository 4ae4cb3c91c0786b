"""`freedomcities backup`: the whole site in one file, while it runs."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from freedomcities.cli.answer import Answer

HELP = "Write the whole site into one file while it runs; the keys are never in it."
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, help="where; it may be an older backup")
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Write it, and say what is in it."""
    from freedomcities.accounts.operations import system_actor
    from freedomcities.privacy.backup import write_backup

    now = datetime.now(UTC)
    with answer.step("The tables and media") as tell:
        done = write_backup(args.file, actor=system_actor(), now=now, progress=tell)
    rows = sum(done.rows.values())
    answer.give(
        {
            "file": str(args.file),
            "bytes": done.bytes,
            "rows": rows,
            "tables": dict(done.rows),
            "media": done.media,
            "encrypted": done.is_encrypted,
        }
    )
    answer.say(f"{args.file}: {rows:,} rows, {done.media} files, {done.bytes:,} bytes.")
    if not done.is_encrypted:
        answer.say("It is not encrypted: set BACKUP_RECIPIENT to the public key of an age key.")
