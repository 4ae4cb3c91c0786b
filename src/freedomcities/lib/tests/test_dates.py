from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freedomcities.lib.dates import (
    PartialDate,
    day_of,
    is_over,
    monday_of,
    parse_day,
    week_told,
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-04-03", date(2017, 4, 3), date(2017, 4, 3)),
    ],
)
def test_a_date_covers_the_days_that_it_could_mean(text: str, first: date, last: date) -> None:
    assert PartialDate.parse(text) == PartialDate(text, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "17",
        "2017-4-3",
        "2017-13",
        "2017-00",
        "2017-04-00",
        "２０１７",
        "2017-02-29",
        "0000",
        "2017-04-03T00:00",
        "２０１７x",
        " 2017",
    ],
)
def test_what_is_no_date_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^“.*\.$|YYYY-MM-DD\.$"):
        PartialDate.parse(text)


def test_a_whole_date_is_asked_for() -> None:
    assert parse_day("2017-04-03") == date(2017, 4, 3)
    for text in ("2017-04", "2017", "", "4 April", "2017-04-3"):
        with pytest.raises(ValueError, match="not a whole date: write YYYY-MM-DD"):
            parse_day(text)


@given(st.dates())
def test_every_day_reads_back(day: date) -> None:
    assert PartialDate.parse(day.isoformat()) == PartialDate.of(day)


@pytest.mark.parametrize(
    ("end", "over"),
    [("2026-11-20", True), ("2026-11-21", False), ("2026-11", False), ("2025", True), ("", False)],
)
def test_what_ends_is_over_after_the_last_day_it_could_mean(end: str, over: bool) -> None:
    assert is_over(end, day=date(2026, 11, 21)) is over


def test_a_day_is_that_of_one_zone() -> None:
    evening_in_detroit = datetime(2026, 11, 21, 20, tzinfo=timezone(timedelta(hours=-5)))
    assert day_of(evening_in_detroit) == date(2026, 11, 22)


@given(st.dates(min_value=date(1, 1, 8)))
def test_a_week_begins_on_its_monday(day: date) -> None:
    monday = monday_of(day)
    assert monday.weekday() == 0
    assert timedelta(0) <= day - monday < timedelta(days=7)
    assert week_told(day) == monday.isoformat()


def test_a_day_that_is_not_known_has_no_week() -> None:
    assert week_told(None) is None
