"""The folded way of many places gives what the engine gives for each."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from freedomcities.adoption.facts import Government, Reach
from freedomcities.adoption.in_force import case_of, standing_on
from freedomcities.adoption.loading import Facts
from freedomcities.adoption.standings import Row, World, standings
from freedomcities.adoption.territories import PlaceCode, Territory, territories
from freedomcities.adoption.tests.facts_makers import CITY, COUNTY, NATION, OTHER_RULE, RULE, STATE
from freedomcities.adoption.tests.facts_strategies import days, instruments, searches

GOVERNMENTS = [
    Territory("2603000", CITY),
    Territory("26161", COUNTY),
    Territory("26", STATE),
    Territory("us", NATION),
    Territory("2689140", Government(frozenset({"2689140"}), ("26", "us"))),
]
worlds = st.builds(
    Facts,
    st.lists(instruments(reach=st.sampled_from([*Reach, Reach.TERRITORY])), max_size=7).map(tuple),
    st.lists(searches, max_size=2).map(tuple),
)


@settings(max_examples=400)
@given(facts=worlds, day=days)
def test_the_same_answers(facts: Facts, day: date) -> None:
    expected = {}
    for territory in GOVERNMENTS:
        for rule in (RULE, OTHER_RULE):
            case = case_of(territory.government, rule, facts.instruments, facts.searches)
            result = standing_on(case, day)
            if result.reported or result.standing != "unknown":
                expected[territory.code, rule] = Row(
                    result.standing, result.since or "", result.reported, result.inherited_from
                )
    assert dict(standings(GOVERNMENTS, facts, day)) == expected


@given(facts=worlds, day=days)
def test_the_same_line(facts: Facts, day: date) -> None:
    world = World.of(facts)
    for territory in GOVERNMENTS:
        for quick in world.own_cases(territory):
            case = case_of(territory.government, quick.rule, facts.instruments, facts.searches)
            assert quick.line_on(day) is standing_on(case, day).line


def test_each_government_once_with_what_is_above_it() -> None:
    rows = [
        PlaceCode("us", "nation", "", ""),
        PlaceCode("08", "state", "CO", ""),
        PlaceCode("0820000", "municipality", "CO", ""),
        PlaceCode("08031", "county", "CO", "0820000"),
        PlaceCode("11", "state", "DC", "1150000"),
        PlaceCode("1150000", "municipality", "DC", ""),
    ]
    found = {each.code: each.government for each in territories(rows)}
    assert found == {
        "us": Government(frozenset({"us"})),
        "08": Government(frozenset({"08"}), ("us",)),
        "0820000": Government(frozenset({"0820000", "08031"}), ("08", "us")),
        "1150000": Government(frozenset({"1150000", "11"}), ("us",)),
    }
