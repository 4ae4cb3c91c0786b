"""How far apart two spellings are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freedomcities.places.spelling import count_slips, nearest, slips_allowed


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("springfield", "springfield", 0),
        ("sprngfield", "springfield", 1),
        ("springfeild", "springfield", 1),
        ("springgfield", "springfield", 1),
        ("sprangfield", "springfield", 1),
        ("spngfield", "springfield", 2),
        ("ab", "ba", 1),
        ("", "ab", 2),
    ],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert count_slips(one, other, 2) == slips
    assert count_slips(other, one, 2) == slips


def test_counting_stops_at_the_most() -> None:
    assert count_slips("spngfield", "springfield", 1) is None
    assert count_slips("ann arbor", "detroit", 2) is None


def test_short_names_allow_fewer_slips() -> None:
    assert slips_allowed("troy") == 1
    assert slips_allowed("ann arbor") == 2


def test_the_near_ones_are_found_without_the_name_itself() -> None:
    keys = ["ann arbor", "anna", "ann harbor", "detroit"]
    assert nearest("anne arbor", keys) == {"ann arbor": 1, "ann harbor": 2}
    assert nearest("anna", keys) == {}


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_no_more_slips_than_letters(one: str, other: str) -> None:
    slips = count_slips(one, other, 6)
    assert slips is not None
    assert abs(len(one) - len(other)) <= slips <= max(len(one), len(other))
    assert (slips == 0) == (one == other)
