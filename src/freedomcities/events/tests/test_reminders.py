"""When reminders are due: pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from freedomcities.events.clock import zone_of
from freedomcities.events.reminders import DAY_BEFORE, FARTHEST, ON_THE_DAY, reminders_due

ZONE = "America/Detroit"


def at(day: int, hour: int, minute: int = 0, *, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=zone_of(ZONE)).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at(9, 9, 59), 0),
        (at(9, 10), DAY_BEFORE),
        (at(10, 7, 59), DAY_BEFORE),
        (at(10, 8), ON_THE_DAY),
        (at(10, 18), ON_THE_DAY),
    ],
)
def test_ten_the_day_before_and_eight_on_the_day(now: datetime, due: int) -> None:
    assert reminders_due(at(10, 18, 30), ZONE, now=now) == due


def test_hours_are_those_of_the_event() -> None:
    # 10 a.m. in Honolulu is 3 p.m. in Detroit.
    start = datetime(2026, 12, 10, 18, tzinfo=zone_of("Pacific/Honolulu")).astimezone(UTC)
    assert reminders_due(start, "Pacific/Honolulu", now=at(9, 14, 59)) == 0
    assert reminders_due(start, "Pacific/Honolulu", now=at(9, 15)) == DAY_BEFORE


def test_nobody_is_woken_for_the_morning() -> None:
    assert reminders_due(at(10, 8, 30), ZONE, now=at(10, 8, 29)) == DAY_BEFORE
    assert reminders_due(at(10, 9), ZONE, now=at(10, 8)) == ON_THE_DAY


def test_none_is_due_before_the_farthest_look_when_the_clocks_are_put_back() -> None:
    late = datetime(2026, 11, 1, 23, 59, tzinfo=zone_of(ZONE)).astimezone(UTC)
    first = next(
        late - timedelta(minutes=each)
        for each in range(int(FARTHEST.total_seconds() // 60) + 600, 0, -1)
        if reminders_due(late, ZONE, now=late - timedelta(minutes=each))
    )
    assert first.astimezone(zone_of(ZONE)).isoformat() == "2026-10-31T10:00:00-04:00"
    assert late - first <= FARTHEST
