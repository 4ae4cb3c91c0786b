"""Laws that hold for any group of people whatever, on invented geographies and on real places."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.exceptions_table import exception_rows
from freedomcities.officials.meeting_place import codes_beside
from freedomcities.officials.offices_at import offices_at
from freedomcities.officials.tests.who_atlas import real_facts, real_places
from freedomcities.officials.who_answers import Answer, OfficeToMeet
from freedomcities.officials.who_facts import (
    NATION,
    AgencyFacts,
    Asked,
    CountyShare,
    Function,
    PlaceFacts,
    WhoFacts,
)
from freedomcities.officials.who_loading import oris_of_tables
from freedomcities.officials.who_to_meet import who_to_meet
from freedomcities.places.containment import WHOLLY

# States of every sort in the table: full sheriffs, jails of the state, no counties at all.
STATES = {"26": "MI", "25": "MA", "09": "CT", "42": "PA", "02": "AK", "51": "VA", "50": "VT"}
ENFORCEMENT = {Function.STREET, Function.JAIL, Function.COURTS}
SIZES = {"town": 0, "municipality": 0, "county": 1, "state": 2, "nation": 3}


@st.composite
def worlds(draw: st.DrawFn) -> WhoFacts:
    """A few states with a few counties, and towns that lie in one or two of them."""
    places = [PlaceFacts(NATION, "United States", "nation", "")]
    agencies: list[AgencyFacts] = []
    for fips in draw(st.sets(st.sampled_from(sorted(STATES)), min_size=1, max_size=3)):
        state = STATES[fips]
        places.append(PlaceFacts(fips, f"State {fips}", "state", state))
        counties = [f"{fips}9{number:02}" for number in range(draw(st.integers(1, 3)))]
        places += [PlaceFacts(code, f"County {code}", "county", state) for code in counties]
        for number in range(draw(st.integers(1, 4))):
            inside = draw(st.lists(st.sampled_from(counties), min_size=1, max_size=2, unique=True))
            code = f"{fips}0{number:04}"
            people = draw(st.sampled_from([None, 300, 30_000, 900_000]))
            shares = tuple(CountyShare(county, 1 / len(inside)) for county in inside)
            places.append(
                PlaceFacts(code, f"Town {code}", "municipality", state, "city", people, shares)
            )
            if draw(st.booleans()):
                agencies.append(AgencyFacts(f"P{code}", f"Police {code}", "city", (code,)))
        agencies += [AgencyFacts(f"S{code}", f"Sheriff {code}", "county", (code,))
                     for code in counties if draw(st.booleans())]  # fmt: skip
    return WhoFacts({place.geoid: place for place in places}, tuple(agencies))


@st.composite
def groups(draw: st.DrawFn, most: int = 6) -> tuple[WhoFacts, list[Asked]]:
    """A world and people from its places, some of whom gave a ZIP code."""
    facts = draw(worlds())
    codes = sorted(code for code in facts.places if code != NATION)
    chosen = draw(st.lists(st.sampled_from(codes), min_size=1, max_size=most))
    return facts, [_person(draw, facts.places[code]) for code in chosen]


def _person(draw: st.DrawFn, place: PlaceFacts) -> Asked:
    zips = draw(st.lists(st.sampled_from(place.counties), max_size=1)) if place.counties else []
    return Asked(place.geoid, zip_counties=tuple(zips), zip_code="00000" if zips else "")


def size(answer: Answer) -> int:
    return SIZES[answer.meet_at.kind] if answer.meet_at else SIZES["county"]


def contains(code: str, place: PlaceFacts, *, wholly: bool) -> bool:
    if code in {NATION, place.geoid}:
        return True
    if len(code) == 2:
        return place.geoid.startswith(code)
    return place.shares().get(code, 0.0) >= (WHOLLY if wholly else 0.0001)


def every_office(answer: Answer) -> list[OfficeToMeet]:
    return [*answer.offices, *answer.also]


@given(group=groups(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_people_never_matters(
    group: tuple[WhoFacts, list[Asked]], random: Random
) -> None:
    facts, question = group
    shuffled = [*question]
    random.shuffle(shuffled)
    assert who_to_meet(shuffled, facts) == who_to_meet(question, facts)


@given(group=groups())
def test_the_same_town_twice_is_the_same_town(group: tuple[WhoFacts, list[Asked]]) -> None:
    facts, question = group
    assert who_to_meet([*question, question[0]], facts) == who_to_meet(question, facts)


@given(group=groups(most=7))
def test_adding_a_person_never_makes_the_place_smaller(
    group: tuple[WhoFacts, list[Asked]],
) -> None:
    facts, question = group
    for number in range(1, len(question)):
        before = who_to_meet(question[:number], facts)
        after = who_to_meet(question[: number + 1], facts)
        assert size(after) >= size(before)
        if before.meet_at and after.meet_at and size(after) == size(before):
            assert after.meet_at == before.meet_at


@settings(max_examples=200)
@given(group=groups())
def test_the_answer_contains_everyone(group: tuple[WhoFacts, list[Asked]]) -> None:
    facts, question = group
    answer = who_to_meet(question, facts)
    assert answer.candidates
    for asked in question:
        place = facts.places[asked.place]
        for candidate in answer.candidates:
            assert contains(candidate.geoid, place, wholly=answer.meet_at is not None)


@given(group=groups())
def test_people_are_asked_only_where_no_county_holds_all(
    group: tuple[WhoFacts, list[Asked]],
) -> None:
    facts, question = group
    answer = who_to_meet(question, facts)
    if answer.meet_at is None:
        places = [facts.places[asked.place] for asked in question]
        assert {one.kind for one in answer.candidates} == {"county"}
        for candidate in answer.candidates:
            assert not all(contains(candidate.geoid, place, wholly=True) for place in places)


@given(group=groups())
def test_every_answer_has_street_custody_and_law(group: tuple[WhoFacts, list[Asked]]) -> None:
    answer = who_to_meet(group[1], group[0])
    functions = {each for office in every_office(answer) for each in office.functions}
    assert {Function.STREET, Function.JAIL, Function.LAW} <= functions
    if answer.meet_at is not None and answer.meet_at.kind != "nation":
        own = {each for office in answer.offices for each in office.functions}
        assert {Function.STREET, Function.JAIL} <= own


@given(group=groups())
def test_offices_are_law_enforcement_and_no_door_comes_twice(
    group: tuple[WhoFacts, list[Asked]],
) -> None:
    answer = who_to_meet(group[1], group[0])
    keys = [office.key for office in every_office(answer)]
    assert len(keys) == len(set(keys))
    assert all(ENFORCEMENT & set(office.functions) for office in answer.offices)
    assert not any(ENFORCEMENT & set(office.functions) for office in answer.deciders)


@given(group=groups(most=1))
def test_an_agency_on_the_list_needs_no_confirmation(
    group: tuple[WhoFacts, list[Asked]],
) -> None:
    facts, question = group
    place = facts.places[question[0].place]
    listed = facts.agencies_at(place.geoid, "city")
    for office in who_to_meet(question, facts).offices:
        if listed and office.kind is OfficeKind.POLICE_CHIEF:
            assert office.agency == listed[0]
            assert not office.to_be_confirmed


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_real_places_keep_these_laws(data: st.DataObject) -> None:
    facts, codes = real_facts(), REAL_CODES
    people = data.draw(st.lists(st.sampled_from(codes), min_size=1, max_size=4))
    # Neighbours, since towns drawn at random are in no county together.
    near = data.draw(st.integers(1, 30))
    people += [codes[min(codes.index(people[0]) + near, len(codes) - 1)]]
    question = [Asked(code) for code in people]
    answer = who_to_meet(question, facts)
    assert answer == who_to_meet(question[::-1], facts)
    assert size(answer) >= size(who_to_meet(question[:-1], facts))
    for code in people:
        for candidate in answer.candidates:
            wholly = answer.meet_at is not None
            assert contains(candidate.geoid, facts.places[code], wholly=wholly)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_what_lies_beside_the_places_is_all_that_an_answer_needs(data: st.DataObject) -> None:
    """Also for those with exceptions, of which few are drawn otherwise."""
    every, sample = real_facts(), st.sampled_from(REAL_CODES)
    codes = data.draw(st.lists(sample | st.sampled_from(sorted(exception_rows())), min_size=1,
                               max_size=3))  # fmt: skip
    needed = set(codes).union(*(codes_beside(every.places[code]) for code in codes))
    places = {code: every.places[code] for code in needed if code in every.places}
    named = oris_of_tables(needed)
    agencies = tuple(
        each for each in every.agencies if needed & set(each.places) or each.ori in named
    )
    question = [Asked(code) for code in codes]
    assert who_to_meet(question, WhoFacts(places, agencies)) == who_to_meet(question, every)


def test_every_real_place_has_street_custody_and_law() -> None:
    facts = real_facts()
    for place in real_places().values():
        if place.kind == "nation":
            continue
        doors = offices_at(place, facts)
        functions = {each for office in doors.all for each in office.functions}
        lacks = {Function.STREET, Function.JAIL, Function.LAW} - functions
        assert not lacks, (place.geoid, place.name, lacks)


REAL_CODES = sorted(code for code in real_places() if len(code) in {5, 7, 10})
