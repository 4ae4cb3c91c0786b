"""`freedomcities corrections`: what people sent in about offices, and deciding on it."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from freedomcities.cli.answer import Answer

if TYPE_CHECKING:
    from freedomcities.officials.models import Correction

HELP = "Show the corrections that people sent in, or accept or decline one."
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    decision = parser.add_mutually_exclusive_group()
    decision.add_argument(
        "--accept", metavar="N", type=int, help="it was right, and an import brought it in"
    )
    decision.add_argument(
        "--decline", metavar="N", type=int, help="it was not; what was written is dropped"
    )
    parser.add_argument("--note", metavar="TEXT", default="", help="what came of it, for later")
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """List the open ones, or decide on one."""
    if args.accept is not None or args.decline is not None:
        _decide(args, answer)
        return
    from freedomcities.officials.models import Correction

    waiting = Correction.objects.open().select_related("office__place", "agency", "place")
    shown = [_shown(each) for each in waiting]
    answer.give({"corrections": shown})
    for each in shown:
        answer.say(f"{each['number']}  {each['submitted_at']}  {each['about']}\n    {each['text']}")
    if not shown:
        answer.say("No correction waits for a decision.")


def _decide(args: argparse.Namespace, answer: Answer) -> None:
    from freedomcities.accounts.operations import system_actor
    from freedomcities.officials.corrections import decide_correction

    is_accepted = args.accept is not None
    decided = decide_correction(
        args.accept if is_accepted else args.decline,
        accept=is_accepted,
        note=args.note,
        actor=system_actor(),
        now=datetime.now(UTC),
    )
    answer.give({"number": decided.pk, "state": decided.state, "note": decided.note})
    answer.say(f"Correction {decided.pk} is {decided.state}.")


def _shown(correction: Correction) -> dict[str, object]:
    from freedomcities.officials.office_words import row_title

    about = correction.office_id or correction.agency_id or correction.place_id
    label = row_title(correction.office) if correction.office else ""
    return {
        "number": correction.pk,
        "submitted_at": correction.submitted_at.date().isoformat(),
        "about": label or str(correction.agency or correction.place),
        "id": about,
        "text": correction.text,
    }
