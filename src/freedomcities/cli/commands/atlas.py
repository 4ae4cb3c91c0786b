"""`freedomcities atlas`: what it holds, making the tables that ship, loading a newer edition."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from freedomcities.cli.answer import Answer
from freedomcities.cli.site import open_site
from freedomcities.lib.errors import Refusal

HELP = "Say what the atlas holds, make the tables that ship, or load a newer edition."
NEEDS_SITE = False


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    info = actions.add_parser("info", help="what the atlas holds, and of which date")
    info.add_argument("--json", action="store_true", help="answer with one object")
    build = actions.add_parser("build", help="make the tables that ship")
    build.add_argument("directory", metavar="DIR", type=Path, help="the published files")
    build.add_argument("out", metavar="OUT", type=Path, help="where the tables go")
    build.add_argument("--json", action="store_true", help="answer with one object")
    load = actions.add_parser("import", help="load a newer edition")
    load.add_argument("directory", metavar="DIR", type=Path, help="the published files")
    load.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Do what was asked."""
    {"info": _info, "build": _build, "import": _import}[args.action](args, answer)


def _info(args: argparse.Namespace, answer: Answer) -> None:
    open_site()
    from freedomcities.places.models import AtlasEdition

    edition = AtlasEdition.objects.order_by("-loaded_at").first()
    if edition is None:
        answer.say("No atlas is loaded: run “freedomcities init”.")
        answer.give({"edition": None, "counts": {}})
        return
    answer.give({"edition": edition.edition, "digest": edition.digest, "counts": edition.counts})
    answer.say(f"Edition {edition.edition}, loaded {edition.loaded_at:%Y-%m-%d}")
    for name, count in edition.counts.items():
        answer.say(f"  {count:>9,}  {name}")


def _build(args: argparse.Namespace, answer: Answer) -> None:
    from freedomcities.places.atlas.build import build
    from freedomcities.places.atlas.sources import SourceError

    try:
        manifest = build(args.directory, args.out, progress=answer.progress)
    except SourceError as error:
        raise Refusal(str(error)) from None
    except OSError as error:
        raise Refusal(f"The tables cannot be written to {args.out}: {error.strerror}.") from None
    answer.give(manifest)
    answer.say(f"The tables are in {args.out}.")


def _import(args: argparse.Namespace, answer: Answer) -> None:
    open_site()
    from freedomcities.accounts.operations import system_actor
    from freedomcities.adoption.operations import recompute_standings
    from freedomcities.places.operations import import_atlas

    now = datetime.now(UTC)
    loaded = import_atlas(args.directory, actor=system_actor(), now=now, progress=answer.progress)
    recompute_standings(now=now)
    answer.give({"edition": loaded.edition, "counts": loaded.counts})
    answer.say(f"Edition {loaded.edition} is loaded.")
