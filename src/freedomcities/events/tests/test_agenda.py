"""How an agenda fills an event."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freedomcities.events.agenda import begins_at, spread

MINUTES = [10, 20, 30]


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        (60, [10, 20, 30]),
        (90, [10, 50, 30]),
        (45, [10, 15, 20]),
        (30, [5, 10, 15]),
        (15, [5, 5, 5]),
        (7, [1, 2, 4]),
        (3, [1, 1, 1]),
        (1, [0, 0, 1]),
    ],
)
def test_minutes_fill_the_whole(whole: int, expected: list[int]) -> None:
    assert spread(MINUTES, stretches=1, whole=whole) == expected


@given(st.lists(st.integers(1, 90), min_size=1, max_size=12), st.integers(1, 48 * 60), st.data())
def test_they_always_add_up_and_nothing_is_negative(
    minutes: list[int], whole: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(minutes) - 1))
    found = spread(minutes, stretches=at, whole=whole)
    assert sum(found) == whole
    assert len(found) == len(minutes)
    assert min(found) >= (1 if whole >= len(minutes) else 0)


def test_points_begin_by_the_clock_of_the_place() -> None:
    starts_at = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)
    begins = begins_at([10, 20, 30], starts_at, "America/Detroit")
    assert [f"{each:%H:%M}" for each in begins] == ["18:30", "18:40", "19:00"]


def test_a_night_when_clocks_go_back_has_its_hour_twice() -> None:
    starts_at = datetime(2026, 11, 1, 5, 0, tzinfo=UTC)
    begins = begins_at([60, 60, 60], starts_at, "America/Detroit")
    assert [f"{each:%H:%M %Z}" for each in begins] == ["01:00 EDT", "01:00 EST", "02:00 EST"]
