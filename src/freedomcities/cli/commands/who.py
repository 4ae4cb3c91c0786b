"""`freedomcities who`: from the towns of the people in the room to whom they meet."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from freedomcities.cli.answer import Answer

if TYPE_CHECKING:
    from freedomcities.officials.who import AskedShown, WhoAnswer
    from freedomcities.officials.who_answers import OfficeToMeet
    from freedomcities.officials.who_facts import PlaceRef

HELP = "Say whom people from these towns meet, and where: the smallest place that holds them all."
NEEDS_SITE = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "places",
        metavar="PLACE",
        nargs="*",
        help='"Ann Arbor, MI", 48104 (five digits are a ZIP code), or geoid:26161',
    )
    parser.add_argument(
        "--meet-at", default="", metavar="CODE", help="the place that the people chose"
    )
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Ask the engine, and say its answer."""
    from freedomcities.officials.who import ask_who
    from freedomcities.officials.who_payload import who_payload

    found = ask_who(args.places, chosen=args.meet_at)
    answer.give(who_payload(found))
    for line in _lines(found):
        answer.say(line)


def _lines(found: WhoAnswer) -> Iterator[str]:
    from freedomcities.officials.reasons import sentences

    yield from dict.fromkeys(map(_taken_for, found.asked))
    yield ""
    if found.answer.meet_at:
        yield f"Meet at {_named(found.answer.meet_at)}"
        yield from _numbered(found.answer.offices)
    else:
        yield "Which county? Ask again with one of these behind --meet-at:"
        yield from (f"  {place.geoid}  {_named(place)}" for place in found.answer.candidates)
    yield ""
    yield from sentences(found.answer.why)
    if found.answer.also:
        yield ""
        yield "Other doors"
        yield from (f"  {_office(office)}" for office in found.answer.also)


def _taken_for(asked: AskedShown) -> str:
    """The place that a text was taken for, and what else it may mean."""
    via = f" for {asked.via}" if asked.via else ""
    others = "; ".join(map(_named, asked.others))
    return f"{asked.query}: {_named(asked.place)}{via}" + (f" (or {others})" if others else "")


def _named(place: PlaceRef) -> str:
    is_within_a_state = place.kind not in {"nation", "state"}
    return f"{place.name}, {place.state}" if is_within_a_state else place.name


def _numbered(offices: Sequence[OfficeToMeet]) -> list[str]:
    return [f"  {number}. {_office(office)}" for number, office in enumerate(offices, 1)]


def _office(office: OfficeToMeet) -> str:
    """An office in one line: title, agency, what it does, whether that is sure, the finder."""
    from freedomcities.officials.reasons import does_words
    from freedomcities.officials.titles import office_title

    does = ", ".join(does_words(office))
    agency = f" ({office.agency.name})" if office.agency else ""
    unsure = " [to be confirmed]" if office.to_be_confirmed else ""
    finder = f" Find yours: {office.finder_url}" if office.finder_url else ""
    return f"{office_title(office)}{agency}: {does}{unsure}{finder}"
