"""Engine 1: the towns of the people in the room; where to act, whom to meet there, and why.

Pure: the question and the facts come in, the answer goes out. The order of the people never
matters, adding a person never makes the place smaller, and the place, or each of the counties
to choose from, holds a part of every town. It recommends and never decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from freedomcities.officials.meeting_place import MeetingPlace, asked_places, find_meeting_place
from freedomcities.officials.offices_at import offices_at
from freedomcities.officials.who_answers import Answer, Doors, OfficeToMeet, Reason, Why
from freedomcities.officials.who_facts import Asked, Function, PlaceFacts, WhoFacts


def who_to_meet(question: Sequence[Asked], facts: WhoFacts, *, chosen: str = "") -> Answer:
    """The answer; ValueError where nobody is asked about, KeyError where a place is no fact.

    `chosen` is the code of the place that people chose: one of the counties they were asked
    about, or any other, for a group may choose and say why.
    """
    where = (
        _chosen_place(chosen, question, facts) if chosen else find_meeting_place(question, facts)
    )
    towns = [place for place in asked_places(question, facts) if place != where.place]
    own = tuple(offices_at(town, facts) for town in towns)
    refs = tuple(place.ref for place in where.candidates)
    if where.place is None:
        why = (*where.why, *_closing(question, facts, (), (), own))
        return Answer(None, refs, own=own, why=why)
    doors = offices_at(where.place, facts)
    closing = _closing(question, facts, doors.enforcement, doors.deciders, own)
    return Answer(
        where.place.ref,
        refs,
        doors.enforcement,
        doors.deciders,
        own,
        (*where.why, *_first(doors), *doors.why, *closing),
    )


def _chosen_place(chosen: str, question: Sequence[Asked], facts: WhoFacts) -> MeetingPlace:
    place = facts.places[chosen]
    why = [Reason(Why.CHOSEN, (place.name,))]
    if not any(_touch(place, town) for town in asked_places(question, facts)):
        why.append(Reason(Why.CHOSEN_OUTSIDE, (place.name,)))
    return MeetingPlace(place, (place,), tuple(why))


def _touch(one: PlaceFacts, other: PlaceFacts) -> bool:
    """Whether one of two places may hold a part of the other, as far as the atlas says."""
    if "nation" in {one.kind, other.kind}:
        return True
    if "state" in {one.kind, other.kind}:
        return one.geoid[:2] == other.geoid[:2]
    if "town" in {one.kind, other.kind}:
        # Which villages lie in a township is not known: they lie in one county, at least.
        return bool(one.shares().keys() & other.shares().keys())
    return one == other or other.geoid in one.shares() or one.geoid in other.shares()


def _first(doors: Doors) -> tuple[Reason, ...]:
    return (Reason(Why.LAW_ENFORCEMENT_FIRST),) if doors.enforcement else ()


def _closing(
    question: Sequence[Asked],
    facts: WhoFacts,
    offices: Sequence[OfficeToMeet],
    deciders: Sequence[OfficeToMeet],
    own: Sequence[Doors],
) -> tuple[Reason, ...]:
    """What holds for every answer: the other side, each town's own, the unsure, who makes law."""
    found: list[Reason] = []
    if _is_custody_apart(offices):
        found.append(Reason(Why.CUSTODY_BESIDE_STREET))
    if own:
        found.append(Reason(Why.OWN_OFFICES))
    unsure = {facts.places[each.place] for each in question if each.others}
    found += [Reason(Why.CONFIRM_ZIP, (place.name,)) for place in sorted(unsure, key=_by_name)]
    if deciders:
        found.append(Reason(Why.WHO_MAKES_LAW))
    return tuple(found)


def _is_custody_apart(offices: Sequence[OfficeToMeet]) -> bool:
    jail = {office.key for office in offices if Function.JAIL in office.functions}
    street = {office.key for office in offices if Function.STREET in office.functions}
    return bool(jail - street) and bool(street - jail)


def _by_name(place: PlaceFacts) -> tuple[str, str]:
    return place.name, place.geoid
