"""When letters of a pace leave: seven in the morning, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from freedomcities.notices.choices import Pace
from freedomcities.notices.paces import ZONE, due_at, morning_of, soonest


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("pace", "told", "due"),
    [
        (Pace.AT_ONCE, "2026-11-18T17:00", "2026-11-18T17:00"),
        (Pace.DAILY, "2026-11-18T11:59", "2026-11-18T12:00"),
        # At seven sharp, the letter of today has left.
        (Pace.DAILY, "2026-11-18T12:00", "2026-11-19T12:00"),
        (Pace.DAILY, "2026-11-18T17:00", "2026-11-19T12:00"),
        # In UTC it is the next day already.
        (Pace.DAILY, "2026-11-19T03:00", "2026-11-19T12:00"),
        (Pace.WEEKLY, "2026-11-18T17:00", "2026-11-23T12:00"),
        (Pace.WEEKLY, "2026-11-23T11:59", "2026-11-23T12:00"),
        (Pace.WEEKLY, "2026-11-23T12:00", "2026-11-30T12:00"),
        # The clocks go forward on 14 March 2027, and back on 1 November 2026.
        (Pace.DAILY, "2027-03-13T13:00", "2027-03-14T11:00"),
        (Pace.DAILY, "2027-03-14T06:59", "2027-03-14T11:00"),
        (Pace.DAILY, "2026-10-31T12:00", "2026-11-01T12:00"),
        (Pace.WEEKLY, "2026-10-28T12:00", "2026-11-02T12:00"),
    ],
)
def test_when_it_is_due(pace: Pace, told: str, due: str) -> None:
    assert due_at(pace, utc(told)) == utc(due)


def test_nothing_is_due_of_what_is_muted() -> None:
    assert due_at(Pace.MUTED, utc("2026-11-18T17:00")) is None


def test_every_hour_of_a_year_leads_to_the_next_morning_at_seven() -> None:
    told = utc("2026-06-01T00:30")
    for _hour in range(366 * 24):
        due = due_at(Pace.DAILY, told)
        assert due is not None
        assert due.astimezone(ZONE).hour == 7
        assert timedelta() < due - told <= timedelta(hours=25)
        told += timedelta(hours=1)


def test_the_soonest_counts() -> None:
    assert soonest([Pace.WEEKLY, Pace.AT_ONCE, Pace.MUTED]) is Pace.AT_ONCE
    assert soonest([Pace.MUTED, Pace.WEEKLY]) is Pace.WEEKLY
    assert soonest([]) is Pace.MUTED


def test_a_day_begins_with_its_letters() -> None:
    assert morning_of(utc("2026-11-18T11:59")) is None
    assert morning_of(utc("2026-11-18T12:00")) == date(2026, 11, 18)
    assert morning_of(utc("2026-11-19T04:59")) == date(2026, 11, 18)
    assert morning_of(utc("2026-11-19T05:00")) is None
