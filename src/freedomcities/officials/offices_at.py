"""Which offices a place has, in the order in which to meet them, and why so. Pure.

Law enforcement first: who patrols, then who runs the jail, then a sheriff of the courts alone.
Where nobody at a county patrols but the state's police, the jail is the common door and goes
before them: the street side is each town's own. After that those who decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.deciders import deciders_at
from freedomcities.officials.exceptions_table import exception_at
from freedomcities.officials.states_table import state_row
from freedomcities.officials.street_and_jail import (
    court_offices,
    jail_offices,
    state_jail,
    state_police,
    street_offices,
)
from freedomcities.officials.who_answers import Doors, OfficeToMeet, Reason, Why
from freedomcities.officials.who_facts import Function, PlaceFacts, WhoFacts

# Where four or more tribal police departments stand on the FBI's list of 2025. The atlas does not
# know which land is a nation's own.
_WITH_TRIBAL_POLICE = frozenset(
    ["AZ", "CA", "ID", "KS", "MI", "MN", "MT", "ND", "NM", "NV", "OK", "OR", "SD", "WA", "WI"]
)
_AT_THE_STATE = OfficeKind.STATE_POLICE


def offices_at(place: PlaceFacts, facts: WhoFacts) -> Doors:
    """The doors of one place. The nation has no law enforcement that a town could meet."""
    enforcement: tuple[OfficeToMeet, ...] = ()
    if place.kind == "state":
        enforcement = _of_state(place, facts)
    elif place.kind != "nation":
        enforcement = _of_place(place, facts)
    deciders = tuple(deciders_at(place, facts))
    return Doors(place.ref, enforcement, deciders, _why(place, enforcement))


def _of_place(place: PlaceFacts, facts: WhoFacts) -> tuple[OfficeToMeet, ...]:
    street, jail = street_offices(place, facts), jail_offices(place, facts)
    if place.kind == "county" and street and street[0].kind is _AT_THE_STATE:
        street, jail = jail, street
    return merge([*street, *jail, *court_offices(place, facts)])


def _of_state(state: PlaceFacts, facts: WhoFacts) -> tuple[OfficeToMeet, ...]:
    row = state_row(state.state)
    found = [*state_police(state, facts), state_jail(state, facts)]
    if row.state_sheriff is not None:
        courts = (Function.COURTS,)
        found.append(OfficeToMeet(OfficeKind.SHERIFF, state.ref, courts, words=row.state_sheriff))
    return merge(found)


def merge(offices: Iterable[OfficeToMeet]) -> tuple[OfficeToMeet, ...]:
    """Each office once, at its first place, with all that it does; sure of what it once is."""
    found: dict[tuple[str, str], OfficeToMeet] = {}
    for office in offices:
        held = found.get(office.key)
        if held is None:
            found[office.key] = office
            continue
        functions = tuple(dict.fromkeys((*held.functions, *office.functions)))
        found[office.key] = replace(
            held,
            functions=functions,
            agency=held.agency or office.agency,
            unsure=_unsure(held, office),
        )
    return tuple(found.values())


def _unsure(*offices: OfficeToMeet) -> tuple[Function, ...]:
    """The functions that none of these is sure of."""
    sure = {each for office in offices for each in office.functions if each not in office.unsure}
    unsure = (each for office in offices for each in office.unsure if each not in sure)
    return tuple(dict.fromkeys(unsure))


def _why(place: PlaceFacts, enforcement: tuple[OfficeToMeet, ...]) -> tuple[Reason, ...]:
    if place.kind == "nation":
        return ()
    exception, found = exception_at(place.geoid), []
    if any(office.kind is OfficeKind.PRECINCT_COMMANDER for office in enforcement):
        found.append(Reason(Why.PRECINCT_FIRST, (place.name,)))
    words = exception.reason if exception else state_row(place.state).reason
    found.append(Reason(Why.TABLE, words=words))
    if place.kind == "county" and place.state in _WITH_TRIBAL_POLICE:
        found.append(Reason(Why.TRIBAL_LAND, (place.name,)))
    own = [each for each in enforcement if each.kind is not OfficeKind.PRECINCT_COMMANDER]
    if any(Function.STREET in office.unsure for office in own):
        found.append(Reason(Why.NOT_ON_THE_LIST, (place.name,)))
    return tuple(found)
