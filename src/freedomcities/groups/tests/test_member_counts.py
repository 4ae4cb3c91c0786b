"""What visitors are told about how many people a group has."""

from __future__ import annotations

import pytest

from freedomcities.groups.member_counts import count_words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, ""),
        (1, "fewer than 10 people"),
        (9, "fewer than 10 people"),
        (10, "10 or more people"),
        (14, "10 or more people"),
        (15, "15 or more people"),
        (1_234, "1,230 or more people"),
    ],
)
def test_no_number_gives_anybody_away(count: int, words: str) -> None:
    assert count_words(count) == words
