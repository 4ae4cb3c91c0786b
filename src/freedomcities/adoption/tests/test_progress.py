"""Places and people over time, each counted once."""

from __future__ import annotations

from datetime import date

import pytest

from freedomcities.adoption.coverage import Area, people_covered
from freedomcities.adoption.progress import progress
from freedomcities.adoption.tests.makers import (
    finding_row,
    import_rows,
    instrument_row,
    make_country,
    make_nine,
)

AREAS = {
    area.code: area
    for area in (
        Area("26", "state", "MI", 1_000),
        Area("26161", "county", "MI", 300),
        Area("26163", "county", "MI", 400),
        Area("a", "municipality", "MI", 100, [("26161", 1.0)]),
        Area("b", "municipality", "MI", 80, [("26161", 0.25), ("26163", 0.75)]),
        Area("t", "town", "MI", 350, [("26163", 1.0)]),
        Area("08", "state", "CO", 2_000),
        Area("d", "municipality", "CO", 700),
    )
}


@pytest.mark.parametrize(
    ("covered", "people"),
    [
        ([], 0),
        (["a"], 100),
        (["a", "b"], 180),
        (["26161"], 300),
        (["26161", "a"], 300),
        (["26161", "b"], 360),
        (["26161", "26163", "a", "b", "t"], 700),
        (["b", "t"], 420),
        (["d"], 700),
        (["26"], 0),
        (["nowhere"], 0),
    ],
)
def test_people_are_counted_once(covered: list[str], people: int) -> None:
    assert people_covered(AREAS, covered) == people


def test_a_state_that_covers_everyone_counts_whole() -> None:
    assert people_covered(AREAS, ["26", "26161", "a", "d"], whole_states=["MI"]) == 1_700


@pytest.mark.django_db
def test_how_the_list_grew() -> None:
    make_country()
    nine = make_nine()
    import_rows(
        instrument_row("a2", finding_row("1"), effective_on="2016-05-01"),
        instrument_row("all", *map(finding_row, "123"), place="0820000", effective_on="2017"),
        instrument_row("agencies", place="26", reach="own-agencies", effective_on="2017-02-01"),
        instrument_row("statute", place="26", effective_on="2018-02-01", ended_on="2019-06-01"),
    )
    days = [date(year, 12, 31) for year in (2015, 2016, 2017, 2018, 2019)]
    found = progress(nine, days=days)
    assert [count.day for count in found] == days
    assert [(count.rules["1"].total, count.rules["1"].people) for count in found] == [
        (0, 0),
        (1, 120_000),
        (3, 830_000),
        (6, 10_710_000),
        (3, 830_000),
    ]
    assert found[3].rules["1"].places == {"state": 1, "county": 1, "municipality": 3, "town": 1}
    assert [(count.any_rule.total, count.all_rules.total) for count in found] == [
        (0, 0),
        (1, 0),
        (3, 1),
        (6, 1),
        (3, 1),
    ]
    assert found[2].all_rules.people == 710_000
    assert found[2].rules["1373"].total == 0
