"""`freedomcities demands`: who demanded to know something on people, and what they were told."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime

from freedomcities.cli.answer import Answer
from freedomcities.lib.errors import Refusal

HELP = (
    "Show or write down demands for data on people; only this command does, "
    "and /about/transparency/ shows them."
)
NEEDS_SITE = True
_SENDERS = ("court", "police", "immigration", "government", "lawyer", "other")
_ANSWERS = ("pending", "refused", "nothing-held", "in-part", "answered")


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--from", dest="sender", choices=_SENDERS, help="write one down: who it was")
    what.add_argument("--number", metavar="N", type=int, help="one that was written down before")
    parser.add_argument("--answer", choices=_ANSWERS, help="what they were told (pending)")
    parser.add_argument("--month", metavar="YYYY-MM", help="when it came (this month)")
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Write down what is given, and show all of them."""
    from freedomcities.accounts.operations import system_actor
    from freedomcities.privacy.choices import DemandAnswer, DemandFrom
    from freedomcities.privacy.demands import answer_demand, record_demand
    from freedomcities.privacy.models import Demand

    now, said = datetime.now(UTC), DemandAnswer(args.answer or "pending")
    if args.sender:
        month = _month(args.month, now)
        record_demand(
            sender=DemandFrom(args.sender), answer=said, month=month, actor=system_actor(), now=now
        )
    elif args.number is not None:
        answer_demand(args.number, answer=said, actor=system_actor(), now=now)
    shown = [
        {
            "number": each.pk,
            "month": f"{each.month:%Y-%m}",
            "from": each.sender,
            "answer": each.answer,
        }
        for each in Demand.objects.order_by("-month", "-pk")
    ]
    answer.give({"demands": shown})
    for each in shown:
        answer.say(f"{each['number']:>4}  {each['month']}  {each['from']}: {each['answer']}")
    if not shown:
        answer.say("No demand was written down.")


def _month(text: str | None, now: datetime) -> date:
    try:
        return date.fromisoformat(f"{text}-01") if text else now.date()
    except ValueError:
        raise Refusal(f"--month “{text}” is no month: write 2026-11.") from None
