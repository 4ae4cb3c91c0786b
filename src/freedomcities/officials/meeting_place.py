"""The smallest place that holds everybody in the room. Pure.

A place lies wholly in a county where no other county has a part of it that the published
relation of places to counties knows: the shares of our atlas are estimates, and give what is
known to lie elsewhere a thousandth at least. So Chicago, of which the airport alone lies in
DuPage County, is asked about and not decided (`places.containment.WHOLLY`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from freedomcities.officials.exceptions_table import exception_at
from freedomcities.officials.states_table import state_row
from freedomcities.officials.who_answers import Reason, Why
from freedomcities.officials.who_facts import NATION, Asked, PlaceFacts, WhoFacts
from freedomcities.places.containment import common_counties, holds_wholly

Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """Where to act; `place` is None where people must be asked which of `candidates`."""

    place: PlaceFacts | None
    candidates: tuple[PlaceFacts, ...]
    why: tuple[Reason, ...]


def asked_places(question: Sequence[Asked], facts: WhoFacts) -> list[PlaceFacts]:
    """Each place that was asked about once, by name: the order of the people never matters."""
    places = {each.place: facts.places[each.place] for each in question}
    return sorted(places.values(), key=lambda place: (place.name, place.geoid))


def codes_beside(place: PlaceFacts) -> set[str]:
    """The codes of what an answer about this place may name besides it: its counties, state,
    the nation, and whoever patrols it or runs its jail. The facts need these places, with
    their agencies and offices; those of the counties' own rows are among them.
    """
    counties = set(place.shares())
    state = {place.geoid[:2]} if place.kind != "nation" else set()
    rows = [exception_at(code) for code in (place.geoid, *counties)]
    posts = [post for row in rows if row for post in (row.street, row.jail, row.courts)]
    others = {post.place for post in posts if post and post.place}
    return (counties | state | {NATION} | others) - {place.geoid}


def find_meeting_place(question: Sequence[Asked], facts: WhoFacts) -> MeetingPlace:
    """The one place, or the counties to choose from; ValueError where nobody is asked about."""
    places = asked_places(question, facts)
    if not places:
        raise ValueError("Whom to meet cannot be said of no place at all.")
    if len(places) == 1:
        return _alone(places[0], facts)
    states = {place.geoid[:2] for place in places}
    if len(states) > 1:
        names = sorted({place.state for place in places if place.state})
        return _at(facts.places[NATION], Reason(Why.SEVERAL_STATES, tuple(names)))
    state = facts.places[states.pop()]
    if state in places:
        return _at(state, Reason(Why.IN_STATE, (state.name,)))
    return _in_one_state(question, places, state, facts)


def has_office(county: PlaceFacts) -> bool:
    """Whether the county has anybody to meet: two states' have nobody, nor have some others."""
    row = state_row(county.state)
    return not (row.counties_without_office == ("all",) or row.is_without_office(county.geoid))


def _alone(place: PlaceFacts, facts: WhoFacts) -> MeetingPlace:
    state = facts.state_of(place)
    if place.kind == "county" and not has_office(place) and state is not None:
        return _at(state, Reason(Why.NO_OFFICE_IN_COUNTY, (place.name, state.name)))
    if place.kind == "nation":
        return _at(place, Reason(Why.IN_STATE))
    code = Why.IN_STATE if place.kind == "state" else Why.ONE_PLACE
    return _at(place, Reason(code, (place.name,)))


def _in_one_state(
    question: Sequence[Asked], places: list[PlaceFacts], state: PlaceFacts, facts: WhoFacts
) -> MeetingPlace:
    shares = [place.shares() for place in places]
    common = facts.known(common_counties(shares))
    if not common:
        return _at(state, Reason(Why.NO_COUNTY_IN_COMMON, (state.name,)))
    manned = [county for county in common if has_office(county)]
    if not manned:
        return _at(state, Reason(Why.NO_OFFICE_IN_COUNTY, (common[0].name, state.name)))
    for county in manned:
        if holds_wholly(county.geoid, shares):
            return _at(county, Reason(Why.ONE_COUNTY, (county.name,)))
    return _to_be_asked(question, manned, facts)


def _to_be_asked(
    question: Sequence[Asked], common: list[PlaceFacts], facts: WhoFacts
) -> MeetingPlace:
    """The counties in common, less those that the people's ZIP codes rule out."""
    codes = {county.geoid for county in common}
    narrowed = [_narrowed(each, facts.places[each.place].shares()) for each in question]
    ranked = [code for code in common_counties(narrowed) if code in codes]
    # Where the ZIP codes leave nothing in common, all the counties are open again.
    candidates = facts.known(ranked) or common
    why = [Reason(Why.WHICH_COUNTY, tuple(county.name for county in candidates))]
    if len(candidates) < len(common):
        why.append(Reason(Why.ZIP_NARROWED))
    return MeetingPlace(None, tuple(candidates), tuple(why))


def _narrowed(asked: Asked, shares: Shares) -> Shares:
    """A person's share of each county: of the ZIP code's land where one was given."""
    inside = {county: share for county, share in asked.zip_counties if county in shares}
    return inside or shares


def _at(place: PlaceFacts, reason: Reason) -> MeetingPlace:
    return MeetingPlace(place, (place,), (reason,))
