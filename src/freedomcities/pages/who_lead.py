"""The answer at a glance: where, whom first, whom then; and what else may be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from freedomcities.officials.meeting_place import find_meeting_place
from freedomcities.officials.offices_at import offices_at
from freedomcities.officials.reasons import sentence
from freedomcities.officials.titles import office_title
from freedomcities.officials.who import WhoAnswer
from freedomcities.officials.who_answers import Answer, Why
from freedomcities.officials.who_facts import NATION, Asked, PlaceRef
from freedomcities.pages.who_forms import WhoQuestion
from freedomcities.pages.who_people import Link, label_of_ref
from freedomcities.places.choices import Kind
from freedomcities.places.questions import Answer as Town

MOST_STEPS = 8
"""For so many towns the page tells how the place grew."""
MOST_ELSEWHERE = 8
_FAR = frozenset({Kind.STATE.value, Kind.NATION.value})


@dataclass(frozen=True, slots=True)
class Lead:
    """Where to act and the doors there by name.

    `place` is "" where people must be asked: then they choose among `candidates`. `holds` says
    why this is the place; `outside` that none of the towns lies in it, else it is "". `is_far`
    where each town's own is much nearer. `unchosen` leads back to the place that holds
    everybody, or to the choice where none does (`is_held` says which); else it is "".
    """

    place: str
    first: str
    then: str
    holds: str
    outside: str
    is_far: bool
    candidates: tuple[Link, ...]
    unchosen: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One more town, and the smallest place that holds it with those before."""

    town: str
    place: str


def lead_of(found: WhoAnswer, question: WhoQuestion) -> Lead:
    """The answer at a glance."""
    answer, at = found.answer, found.answer.meet_at
    doors = [office_title(each) for each in (*answer.offices, *answer.deciders[:1])]
    is_chosen = any(reason.code is Why.CHOSEN for reason in answer.why)
    return Lead(
        place=label_of_ref(at) if at else "",
        first=doors[0] if doors else "",
        then=" · ".join(doors[1:]),
        holds=sentence(answer.why[0]) if answer.why else "",
        outside="".join(sentence(each) for each in answer.why if each.code is Why.CHOSEN_OUTSIDE),
        is_far=at is not None and at.kind in _FAR and bool(answer.own),
        candidates=() if at else _candidates(answer, found, question),
        unchosen=question.at("").address if is_chosen else "",
        is_held=_is_held(found),
    )


def _is_held(found: WhoAnswer) -> bool:
    """Whether there is one place that holds everybody."""
    asked = [Asked(each.place.geoid) for each in found.asked]
    return find_meeting_place(asked, found.facts).place is not None


def _candidates(answer: Answer, found: WhoAnswer, question: WhoQuestion) -> tuple[Link, ...]:
    return tuple(_candidate(each, found, question) for each in answer.candidates)


def _candidate(place: PlaceRef, found: WhoAnswer, question: WhoQuestion) -> Link:
    """A county to choose, with the first door that people would find there."""
    doors = offices_at(found.facts.places[place.geoid], found.facts).all
    title = office_title(doors[0]) if doors else ""
    return Link(label_of_ref(place), question.at(place.geoid).address, title)


def steps_of(towns: Sequence[Town], found: WhoAnswer) -> tuple[Step, ...]:
    """How the place grew, town by town; nothing for one town, or for too many."""
    once = list({town.place.geoid: town for town in towns}.values())
    if not 1 < len(once) <= MOST_STEPS:
        return ()
    steps = []
    for count, town in enumerate(once, start=1):
        asked = [Asked(each.place.geoid) for each in once[:count]]
        where = find_meeting_place(asked, found.facts)
        steps.append(Step(town.place.name, " / ".join(each.name for each in where.candidates)))
    return tuple(steps)


def elsewhere(found: WhoAnswer, question: WhoQuestion) -> tuple[Link, ...]:
    """The counties and the state around the towns, where a group may as well choose to act."""
    facts, meet_at = found.facts, found.answer.meet_at
    if meet_at is None:
        return ()
    asked = facts.known(each.place.geoid for each in found.asked)
    counties = [code for place in asked for code in place.shares()]
    states = [place.geoid[:2] for place in asked if place.kind != NATION]
    codes = [code for code in dict.fromkeys((*counties, *states)) if code != meet_at.geoid]
    towns = {place.geoid for place in asked}
    return tuple(
        Link(label_of_ref(place.ref), question.at(place.geoid).address)
        for place in facts.known(code for code in codes if code not in towns)
    )[:MOST_ELSEWHERE]
