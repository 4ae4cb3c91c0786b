"""Who can make it law at a place: council, mayor, county board, school board, legislature. Pure."""

from __future__ import annotations

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.exceptions_table import exception_at
from freedomcities.officials.states_table import board_words, mayor_words, state_row
from freedomcities.officials.street_and_jail import considerable_counties
from freedomcities.officials.who_answers import OfficeToMeet
from freedomcities.officials.who_facts import Function, PlaceFacts, WhoFacts, Words, with_recorded

Offices = list[OfficeToMeet]

_MUNICIPAL = frozenset({"municipality"})
_CONGRESS = Words("Your members of Congress", "Quienes te representan en el Congreso")


def deciders_at(place: PlaceFacts, facts: WhoFacts) -> Offices:
    """Those who decide at the place, the nearest first; never nobody."""
    if place.kind == "nation":
        return [_office(OfficeKind.LEGISLATURE, place, facts, Function.LAW, words=_CONGRESS)]
    if place.kind == "state":
        return _of_state(place, facts)
    state = facts.state_of(place)
    found = _of_town(place, facts) if place.is_local else _of_county(place, facts)
    found.append(_schools(place, facts))
    if state is not None and state.kind == "state":
        found.append(_legislature(state, facts))
    return found


def _of_town(place: PlaceFacts, facts: WhoFacts) -> Offices:
    exception = exception_at(place.geoid)
    words = (exception and exception.board) or board_words(place)
    found = [_office(OfficeKind.COUNCIL, place, facts, Function.LAW, words=words)]
    if _has_mayor(place, facts):
        mayor = (exception and exception.mayor) or mayor_words(place)
        found.append(_office(OfficeKind.MAYOR, place, facts, Function.LAW, words=mayor))
    if exception is not None and exception.attorney_general is not None:
        found.append(
            _office(
                OfficeKind.ATTORNEY_GENERAL, place, facts, Function.STATE_LAW,
                words=exception.attorney_general,
            )
        )  # fmt: skip
    for county in considerable_counties(place, facts):
        if county.kind == "county":
            # Where the two are one government, its council is the county's board as well.
            found += [board for board in _board(county, facts) if board.words != words]
    return found


def _has_mayor(place: PlaceFacts, facts: WhoFacts) -> bool:
    if place.kind not in _MUNICIPAL:
        return False
    if facts.offices_of(place.geoid, OfficeKind.MAYOR):
        return True
    exception = exception_at(place.geoid)
    if exception is not None and not exception.has_mayor:
        return False
    return place.designation not in state_row(place.state).without_mayor


def _of_county(county: PlaceFacts, facts: WhoFacts) -> Offices:
    found = _board(county, facts)
    exception = exception_at(county.geoid)
    mayor = exception.mayor if exception else None
    if mayor is not None or state_row(county.state).has_county_mayor:
        found.append(_office(OfficeKind.MAYOR, county, facts, Function.LAW, words=mayor))
    return found


def _board(county: PlaceFacts, facts: WhoFacts) -> Offices:
    row, exception = state_row(county.state), exception_at(county.geoid)
    words = (exception and exception.board) or row.county_board
    if words is None or row.is_without_office(county.geoid):
        return []
    return [_office(OfficeKind.COUNTY_BOARD, county, facts, Function.LAW, words=words)]


def _of_state(state: PlaceFacts, facts: WhoFacts) -> Offices:
    return [
        _legislature(state, facts),
        _office(OfficeKind.GOVERNOR, state, facts, Function.STATE_LAW),
        _office(OfficeKind.ATTORNEY_GENERAL, state, facts, Function.STATE_LAW),
    ]


def _legislature(state: PlaceFacts, facts: WhoFacts) -> OfficeToMeet:
    words = state_row(state.state).legislature
    functions = (Function.LAW, Function.STATE_LAW)
    return _office(OfficeKind.LEGISLATURE, state, facts, *functions, words=words)


def _schools(place: PlaceFacts, facts: WhoFacts) -> OfficeToMeet:
    """Its own school board; its county's where schools are run by counties."""
    row, county, whose = state_row(place.state), facts.county_of(place), place
    has_own = place.geoid in row.own_schools or facts.offices_of(
        place.geoid, OfficeKind.SCHOOL_BOARD
    )  # fmt: skip
    if row.has_county_schools and county is not None and not has_own:
        whose = county
    words = row.own_schools.get(whose.geoid, row.schools)
    return _office(OfficeKind.SCHOOL_BOARD, whose, facts, Function.SCHOOLS, words=words)


def _office(
    kind: OfficeKind,
    place: PlaceFacts,
    facts: WhoFacts,
    *functions: Function,
    words: Words | None = None,
) -> OfficeToMeet:
    on_record = next(iter(facts.offices_of(place.geoid, kind)), None)
    url = on_record.finder_url if on_record else ""
    return OfficeToMeet(
        kind,
        place.ref,
        with_recorded(functions, on_record),
        words=words,
        on_record=on_record,
        finder_url=url,
    )
