"""`freedomcities status`: where a place stands on each rule, and what decided."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from freedomcities.cli.answer import Answer
from freedomcities.lib.dates import parse_day
from freedomcities.lib.errors import Refusal
from freedomcities.lib.numbering import numbered

if TYPE_CHECKING:
    from freedomcities.adoption.answers import Result
    from freedomcities.adoption.models import Instrument
    from freedomcities.adoption.scorecard import RuleCard, Scorecard
    from freedomcities.blueprints.models import Blueprint

HELP = "Say where a place stands on each rule of a blueprint, today or on any day, and why."
NEEDS_SITE = True

_DEFAULT = "freedom-cities"


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "place",
        metavar="PLACE",
        help='"Ann Arbor, MI", a code (five digits are a county), or zip:48104',
    )
    parser.add_argument(
        "--blueprint", default=_DEFAULT, metavar="SLUG", help=f"default: {_DEFAULT}"
    )
    parser.add_argument("--on", metavar="YYYY-MM-DD", help="the day (default: today, UTC)")
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Ask the engine, and say its answer."""
    from freedomcities.adoption.operations import today
    from freedomcities.adoption.scorecard import standing_of, status_payload
    from freedomcities.places.questions import find_place

    on = _day(args.on) if args.on is not None else today(datetime.now(UTC))
    blueprint = _blueprint(args.blueprint)
    card = standing_of(find_place(args.place, five_digits="county"), blueprint, on=on)
    answer.give(status_payload(card))
    for line in _lines(card):
        answer.say(line)


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise Refusal(str(error)) from None


def _blueprint(slug: str) -> Blueprint:
    from freedomcities.blueprints.models import Blueprint

    found = Blueprint.objects.filter(slug=slug).first()
    if found is None:
        slugs = Blueprint.objects.current().values_list("slug", flat=True)
        raise Refusal(
            f"There is no blueprint “{slug}”.", candidates=[{"blueprint": each} for each in slugs]
        )
    return found


def _lines(card: Scorecard) -> list[str]:
    texts = card.blueprint.text("en")
    place = card.place
    state = f", {place.state}" if place.kind not in {"nation", "state"} else ""
    head = f"{place.name}{state} ({place.geoid}) · {texts['title']} · {card.on.isoformat()}"
    width = max((len(_name(each)) for each in card.rules), default=0)
    rules = [_line(each, card, width) for each in card.rules]
    foot = f"{card.adopted} of {card.required} required rules in force."
    return [head, *rules, foot]


def _name(rule: RuleCard) -> str:
    return numbered(rule.rule.number, str(rule.rule.text("en")["name"]), between=" ")


def _line(rule: RuleCard, card: Scorecard, width: int) -> str:
    """One rule: the letter of its mark, its name, the words, since when, and what decided."""
    from freedomcities.ui.marks import shape_of

    result = rule.effective
    shape = shape_of(result.standing.value)
    is_unknown = result.standing.value == "unknown"
    said = "reported, not confirmed" if result.reported and is_unknown else str(shape.words)
    if result.since:
        said += f" since {result.since}"
    if result.reported and not is_unknown:
        said += ", yet reported and not confirmed"
    if result.inherited_from:
        said += f", from {_origin(rule, result.inherited_from)}"
    named = "; ".join(_named(result, card.instruments))
    return f"  {shape.letter}  {_name(rule):{width}}  {said}" + (f": {named}" if named else "")


def _origin(rule: RuleCard, code: str) -> str:
    if rule.state and rule.state.place.geoid == code:
        return rule.state.place.name
    return "the nation" if code == "us" else code


def _named(result: Result, instruments: Mapping[str, Instrument]) -> list[str]:
    """What decided; or else, where something is only reported, the reports."""
    from freedomcities.adoption.answers import Role

    grounds = [
        ground
        for ground in result.basis
        if ground.role is Role.DECIDED or (result.reported and not ground.finding.confirmed)
    ]
    acts = dict.fromkeys(ground.instrument.id for ground in grounds)
    searches = [f"search {each.id}" for each in result.searches]
    return [f"{instruments[id_].name} ({id_})" for id_ in acts] + searches
