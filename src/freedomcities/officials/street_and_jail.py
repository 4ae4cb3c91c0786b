"""Who patrols a place and who runs the jail its people are taken to. Pure.

The agencies on the list are evidence. Where a place has none, the table says what is usual for
a place of its kind and size in its state, and the office is marked *to be confirmed*.
"""

from __future__ import annotations

from dataclasses import replace

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.exceptions_table import Post, exception_at, precincts_at
from freedomcities.officials.states_table import JailRunner, SheriffRole, StateRow, state_row
from freedomcities.officials.who_answers import OfficeToMeet
from freedomcities.officials.who_facts import (
    AgencyFacts,
    Function,
    PlaceFacts,
    WhoFacts,
    Words,
    with_recorded,
)

Offices = list[OfficeToMeet]

BIG_CITY = 250_000
"""The people from which a city's precinct is a better door than its chief."""

# The custody side of a city, and the county's law, are those of every county that holds so much.
_CONSIDERABLE = 0.1


def street_offices(place: PlaceFacts, facts: WhoFacts) -> Offices:
    """Who patrols the place, the best door first; never nobody."""
    found = _by_exception(place, facts, Function.STREET)
    if not found:
        found = _town_street(place, facts) if place.is_local else _county_street(place, facts)
    return _with_precincts(place, facts, found)


def jail_offices(place: PlaceFacts, facts: WhoFacts) -> Offices:
    """Who runs the jails that the place's people are taken to, its main county's first."""
    found = _by_exception(place, facts, Function.JAIL)
    if found or not place.is_local:
        return found or _county_jail(place, facts)
    for county in considerable_counties(place, facts):
        found += _by_exception(county, facts, Function.JAIL) or _county_jail(county, facts)
    return found


def considerable_counties(place: PlaceFacts, facts: WhoFacts) -> list[PlaceFacts]:
    """The counties that hold a good part of the place, the main one first; at least that one."""
    shares = place.shares()
    counties = sorted(shares, key=lambda county: (-shares[county], county))
    held = [county for county in counties if shares[county] >= _CONSIDERABLE]
    return facts.known(held or counties[:1])


def court_offices(place: PlaceFacts, facts: WhoFacts) -> Offices:
    """A sheriff who neither patrols nor runs the jail: met last, if at all."""
    row, exception = state_row(place.state), exception_at(place.geoid)
    if exception:
        post = exception.courts
        return [_post_office(post, place, facts, Function.COURTS)] if post else []
    if place.kind != "county" and not place.is_county_too:
        return []
    # Beside county police a sheriff is left with the jail, or with the courts alone.
    is_beside_police = (
        row.sheriff is SheriffRole.FULL
        and row.jail is not JailRunner.SHERIFF
        and _own_police(place, facts) is not None
    )
    if row.sheriff is SheriffRole.COURT or is_beside_police:
        return [_sheriff(place, facts, Function.COURTS)]
    return []


def state_police(state: PlaceFacts, facts: WhoFacts) -> Offices:
    """The state's police; nothing where there is none."""
    words = state_row(state.state).state_police
    if words is None:
        return []
    agency = next(iter(facts.agencies_at(state.geoid, "state")), None)
    kind = OfficeKind.STATE_POLICE
    return [_office(kind, state, facts, Function.STREET, words=words, agency=agency)]


def state_jail(state: PlaceFacts, facts: WhoFacts) -> OfficeToMeet:
    """The state's own prisons, and its jails where it runs these too."""
    row = state_row(state.state)
    words = row.jail_words if row.jail is JailRunner.STATE else None
    return _office(OfficeKind.JAIL, state, facts, Function.JAIL, words=words)


def _by_exception(place: PlaceFacts, facts: WhoFacts, function: Function) -> Offices:
    row = exception_at(place.geoid)
    if row is None:
        return []
    posts = (row.street, row.beside) if function is Function.STREET else (row.jail,)
    return [_post_office(post, place, facts, function) for post in posts if post]


def _post_office(
    post: Post, place: PlaceFacts, facts: WhoFacts, function: Function
) -> OfficeToMeet:
    whose = facts.places.get(post.place, place)
    agency = facts.agency_named(post.ori) or _agency_for(post.kind, whose, facts)
    return _office(post.kind, whose, facts, function, words=post.words, agency=agency)


def _agency_for(kind: OfficeKind, place: PlaceFacts, facts: WhoFacts) -> AgencyFacts | None:
    agencies = facts.agencies_at(place.geoid, "city", "county")
    if kind is OfficeKind.SHERIFF:
        return next((each for each in agencies if each.is_sheriff), None)
    if kind is OfficeKind.POLICE_CHIEF:
        return next((each for each in agencies if not each.is_sheriff), None)
    return None


def _town_street(place: PlaceFacts, facts: WhoFacts) -> Offices:
    police = _own_police(place, facts)
    if police is not None:
        return [police]
    county, agencies = facts.county_of(place), facts.agencies_at(place.geoid, "city", "county")
    # A sheriff who is said to serve the town: it has a contract, and needs no confirmation.
    if agencies and county is not None and not place.is_county_too:
        return [_office(OfficeKind.SHERIFF, county, facts, Function.STREET, agency=agencies[0])]
    return _usual_street(place, county, facts)


def _usual_street(place: PlaceFacts, county: PlaceFacts | None, facts: WhoFacts) -> Offices:
    row, found = state_row(place.state), Offices()
    if row.usually_has_police(place) or (county is not None and place.is_county_too):
        found = [_unsure(_office(OfficeKind.POLICE_CHIEF, place, facts, Function.STREET))]
        if place.is_county_too or (place.population or 0) >= BIG_CITY:
            return found
    return found + _patrol(row, county, place, facts)


def _patrol(
    row: StateRow, county: PlaceFacts | None, place: PlaceFacts, facts: WhoFacts
) -> Offices:
    """The county's police or sheriff, the state's police, or both, as the state has it."""
    found, state = Offices(), facts.state_of(place)
    if county is not None:
        found = _by_exception(county, facts, Function.STREET) or _county_patrol(county, facts)
    if state is not None and (row.patrol == "state-police" or not found):
        found = [*found, *state_police(state, facts)]
        found.sort(key=lambda office: office.kind is OfficeKind.SHERIFF)
    return [_unsure(each) for each in found]


def _county_street(county: PlaceFacts, facts: WhoFacts) -> Offices:
    row, state = state_row(county.state), facts.state_of(county)
    found = _county_patrol(county, facts)
    if not found and row.usually_has_police(county):
        found = [_unsure(_office(OfficeKind.POLICE_CHIEF, county, facts, Function.STREET))]
    if state is not None and (row.patrol == "state-police" or not found):
        found += state_police(state, facts)
    return found


def _county_patrol(county: PlaceFacts, facts: WhoFacts) -> Offices:
    """The county's own police, else its sheriff where sheriffs patrol."""
    is_full = state_row(county.state).sheriff is SheriffRole.FULL
    sheriff = [_sheriff(county, facts, Function.STREET)] if is_full else []
    police = _own_police(county, facts)
    if police is None:
        return sheriff
    # A few officers beside a larger sheriff's office do not patrol the county alone.
    larger = [each for each in sheriff if _officers(each) > _officers(police)]
    return [police, *map(_unsure, larger)]


def _own_police(place: PlaceFacts, facts: WhoFacts) -> OfficeToMeet | None:
    agency = _agency_for(OfficeKind.POLICE_CHIEF, place, facts)
    if agency is None and not facts.offices_of(place.geoid, OfficeKind.POLICE_CHIEF):
        return None
    return _office(OfficeKind.POLICE_CHIEF, place, facts, Function.STREET, agency=agency)


def _officers(office: OfficeToMeet) -> int:
    return (office.agency.officers or 0) if office.agency else 0


def _county_jail(county: PlaceFacts, facts: WhoFacts) -> Offices:
    row = state_row(county.state)
    if row.jail in {JailRunner.SHERIFF, JailRunner.SHERIFF_OR_REGIONAL}:
        unsure = row.jail is not JailRunner.SHERIFF
        return [_sheriff(county, facts, Function.JAIL, unsure=unsure)]
    if row.jail is JailRunner.STATE:
        state = facts.state_of(county)
        return [state_jail(state, facts)] if state is not None else []
    return [
        _office(
            OfficeKind.JAIL, county, facts, Function.JAIL, words=row.jail_words,
            unsure=row.jail is JailRunner.VARIES,
        )
    ]  # fmt: skip


def _sheriff(
    county: PlaceFacts, facts: WhoFacts, *functions: Function, unsure: bool = False
) -> OfficeToMeet:
    agency = _agency_for(OfficeKind.SHERIFF, county, facts)
    return _office(OfficeKind.SHERIFF, county, facts, *functions, agency=agency, unsure=unsure)


def _with_precincts(place: PlaceFacts, facts: WhoFacts, street: Offices) -> Offices:
    """The precinct's commander before the chief, in a city that is big or has precincts."""
    row, choices = precincts_at(place.geoid), facts.offices_of(
        place.geoid, OfficeKind.PRECINCT_COMMANDER
    )  # fmt: skip
    is_big = place.kind == "municipality" and (place.population or 0) >= BIG_CITY
    if not (row or choices or is_big) or not street:
        return street
    addresses = [row.finder_url if row else "", *(each.finder_url for each in choices)]
    commander = OfficeToMeet(
        OfficeKind.PRECINCT_COMMANDER,
        place.ref,
        (Function.STREET,),
        words=row.title if row else None,
        agency=street[0].agency,
        choices=tuple(choices),
        finder_url=next(filter(None, addresses), ""),
        # A big city has precincts as a rule; that this one has stands in no table.
        unsure=() if row or choices else (Function.STREET,),
    )
    return [commander, *street]


def _unsure(office: OfficeToMeet) -> OfficeToMeet:
    """The same, to be confirmed; an office on record patrols a town no more surely for that."""
    return replace(office, unsure=(Function.STREET,))


def _office(
    kind: OfficeKind,
    place: PlaceFacts,
    facts: WhoFacts,
    *functions: Function,
    words: Words | None = None,
    agency: AgencyFacts | None = None,
    unsure: bool = False,
) -> OfficeToMeet:
    """An office, with what is on record for it, its further functions among that."""
    on_record = next(iter(facts.offices_of(place.geoid, kind)), None)
    if on_record is not None:
        agency = facts.agency_named(on_record.agency) or agency
    return OfficeToMeet(
        kind,
        place.ref,
        with_recorded(functions, on_record),
        words=words,
        agency=agency,
        on_record=on_record,
        finder_url=on_record.finder_url if on_record else "",
        unsure=functions if unsure and on_record is None else (),
    )
