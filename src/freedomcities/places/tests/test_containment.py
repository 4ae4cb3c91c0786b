from __future__ import annotations

from types import SimpleNamespace

import pytest

from freedomcities.places.containment import (
    Territory,
    common_counties,
    holds_wholly,
    nearest,
    people_covered,
)

NAPERVILLE = {"17043": 0.721, "17197": 0.279}
AURORA = {"17043": 0.294, "17089": 0.606, "17093": 0.025, "17197": 0.074}
WHEATON = {"17043": 1.0}


def test_counties_in_common_come_most_likely_first() -> None:
    assert common_counties([NAPERVILLE, AURORA]) == ["17043", "17197"]
    assert common_counties([WHEATON]) == ["17043"]
    assert common_counties([WHEATON, {"26161": 1.0}]) == []
    assert common_counties([]) == []


def test_a_county_holds_a_place_wholly_or_not() -> None:
    assert holds_wholly("17043", [WHEATON])
    assert not holds_wholly("17043", [WHEATON, NAPERVILLE])


def test_nearest_stops_at_the_limit_and_at_the_distance() -> None:
    things = [SimpleNamespace(latitude=42.0 + n / 10, longitude=-83.0, n=n) for n in range(9)]
    assert [t.n for t in nearest((42.0, -83.0), things, limit=3, km=40)] == [0, 1, 2]
    assert [t.n for t in nearest((42.0, -83.0), things, limit=8, km=40)] == [0, 1, 2, 3]


STATE = Territory("26", "state", "MI", 10_000)
COUNTY = Territory("26161", "county", "MI", 1_000)
CITY = Territory("2603000", "municipality", "MI", 400, {"26161": 1.0})
ASTRIDE = Territory("2653780", "municipality", "MI", 100, {"26161": 0.4, "26115": 0.6})
TOWNSHIP = Territory("2616152000", "town", "MI", 90, {"26161": 1.0})
VILLAGE = Territory("2650000", "municipality", "MI", 60, {"26161": 1.0}, {"2616152000": 0.5})


@pytest.mark.parametrize(
    ("covered", "people"),
    [
        ([], 0),
        ([CITY], 400),
        ([CITY, CITY], 400),
        ([STATE, COUNTY, CITY], 10_000),
        ([Territory("us", "nation", "", 99_999), STATE], 99_999),
        ([COUNTY, CITY], 1_000),
        # 60 of the 100 live in the county that is not covered.
        ([COUNTY, ASTRIDE], 1_060),
        ([COUNTY, TOWNSHIP], 1_000),
        # Half of the village's 60 people were counted in the township already.
        ([TOWNSHIP, VILLAGE], 120),
        ([CITY, Territory("39", "state", "OH", 5_000)], 5_400),
        # A township cannot have fewer than no people besides its villages.
        ([Territory("2616152000", "town", "MI", 10), VILLAGE], 60),
    ],
)
def test_nobody_is_counted_twice(covered: list[Territory], people: int) -> None:
    assert people_covered(covered) == people
