from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from freedomcities.events.clock import Span, city_of, last_day, read_span, read_time
from freedomcities.events.refusals import EndsTooLate, InThePast, NoSuchTime, TooFarAhead

DETROIT, PHOENIX = "America/Detroit", "America/Phoenix"
NOW = datetime(2026, 1, 15, tzinfo=UTC)


def test_a_time_is_of_the_clock_of_the_place() -> None:
    assert read_time(date(2026, 7, 1), time(18, 30), DETROIT) == datetime(
        2026, 7, 1, 22, 30, tzinfo=UTC
    )
    assert read_time(date(2026, 7, 1), time(18, 30), PHOENIX) == datetime(
        2026, 7, 2, 1, 30, tzinfo=UTC
    )


def test_an_hour_that_the_clocks_leave_out_is_refused_where_they_do() -> None:
    spring = date(2026, 3, 8)
    with pytest.raises(NoSuchTime):
        read_time(spring, time(2, 30), DETROIT)
    assert read_time(spring, time(3), DETROIT) == datetime(2026, 3, 8, 7, tzinfo=UTC)
    assert read_time(spring, time(2, 30), PHOENIX) == datetime(2026, 3, 8, 9, 30, tzinfo=UTC)


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    assert read_time(date(2026, 11, 1), time(1, 30), DETROIT) == datetime(
        2026, 11, 1, 5, 30, tzinfo=UTC
    )


def test_a_night_over_the_hour_that_comes_twice_ends_after_it_begins() -> None:
    span = read_span(date(2026, 11, 1), time(1, 45), time(1, 50), DETROIT, now=NOW)
    assert span.ends_at - span.starts_at == timedelta(minutes=5)


def test_an_end_that_is_not_later_is_of_the_next_day() -> None:
    span = read_span(date(2026, 2, 1), time(22), time(0), DETROIT, now=NOW)
    assert span.ends_at - span.starts_at == timedelta(hours=2)
    whole = read_span(date(2026, 2, 1), time(9), time(9), DETROIT, now=NOW)
    assert whole.ends_at - whole.starts_at == timedelta(days=1)


def test_what_ends_at_midnight_ends_on_the_day_before() -> None:
    span = read_span(date(2026, 2, 1), time(22), time(0), DETROIT, now=NOW)
    assert last_day(span) == date(2026, 2, 1)
    later = Span(span.starts_at, span.ends_at + timedelta(minutes=1), DETROIT)
    assert last_day(later) == date(2026, 2, 2)


def test_the_past_and_the_far_future_are_refused() -> None:
    with pytest.raises(InThePast):
        read_span(date(2026, 1, 14), time(18), time(20), DETROIT, now=NOW)
    with pytest.raises(TooFarAhead):
        read_span(date(2027, 8, 1), time(18), time(20), DETROIT, now=NOW)


def test_a_time_without_length_is_refused() -> None:
    from freedomcities.events.clock import check_span

    with pytest.raises(EndsTooLate):
        check_span(NOW + timedelta(days=1), NOW + timedelta(days=1), now=NOW)
    with pytest.raises(EndsTooLate):
        check_span(NOW + timedelta(days=1), NOW + timedelta(days=4), now=NOW)


@pytest.mark.parametrize(
    ("zone", "city"),
    [
        ("America/New_York", "New York"),
        ("America/Indiana/Indianapolis", "Indianapolis"),
        ("Pacific/Honolulu", "Honolulu"),
    ],
)
def test_a_zone_is_named_by_its_city(zone: str, city: str) -> None:
    assert city_of(zone) == city
