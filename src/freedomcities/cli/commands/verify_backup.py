"""`freedomcities verify-backup`: is a backup whole? It takes no site, and changes nothing."""

from __future__ import annotations

import argparse
from pathlib import Path

from freedomcities.cli.answer import Answer

HELP = "Say whether a backup is whole, part by part; on any machine, without a site."
NEEDS_SITE = False


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the backup")
    add_identity(parser)
    parser.add_argument("--json", action="store_true", help="answer with one object")


def add_identity(parser: argparse.ArgumentParser) -> None:
    """The argument that names the private key."""
    parser.add_argument(
        "--identity", metavar="KEY", type=Path, help="the private key of age, for an encrypted one"
    )


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Read all of it; a Refusal says what is wrong."""
    from freedomcities.privacy.backup_file import open_backup

    with open_backup(args.file, identity=args.identity) as backup:
        backup.check()
        manifest = backup.manifest
    parts = manifest["parts"]
    rows = sum(each.get("rows", 0) for each in parts)
    answer.give(
        {
            "whole": True,
            "made_on": manifest["made_on"],
            "version": manifest["version"],
            "rows": rows,
            "parts": len(parts),
        }
    )
    answer.say(
        f"Whole: {len(parts)} parts with {rows:,} rows, made on {manifest['made_on']} by version "
        f"{manifest['version']}."
    )
