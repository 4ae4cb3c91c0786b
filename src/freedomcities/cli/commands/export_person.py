"""`freedomcities export-person`: all that is held on somebody, for themselves, into a file."""

from __future__ import annotations

import argparse
import json
import os
from datetime import UTC, datetime
from pathlib import Path

from freedomcities.cli.answer import Answer
from freedomcities.lib.errors import Refusal

HELP = "Write all that is held on somebody into a file, for themselves; the log says so."
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_person(parser)
    parser.add_argument("-o", dest="file", metavar="FILE", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="answer with one object")


def add_person(parser: argparse.ArgumentParser) -> None:
    """The argument that says who."""
    parser.add_argument("person", metavar="EMAIL|ID", help="an email address, or an account's id")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Write it; a file that is there already stays as it is."""
    from freedomcities.accounts.operations import system_actor
    from freedomcities.privacy.finding import find_person
    from freedomcities.privacy.operations import disclose

    person, now = find_person(args.person), datetime.now(UTC)
    try:
        handle = os.open(args.file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        raise Refusal(f"The file {args.file} cannot be written: {error.strerror}.") from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        held = disclose(person, actor=system_actor(), now=now, what="export-person")
        json.dump(held, file, ensure_ascii=False, indent=1)
    answer.give({"id": str(person.pk), "file": str(args.file)})
    answer.say(f"All that is held on them is in {args.file}.")
