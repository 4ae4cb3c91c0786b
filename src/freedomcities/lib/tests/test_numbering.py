from __future__ import annotations

import pytest

from freedomcities.lib.numbering import numbered


@pytest.mark.parametrize(
    ("number", "name", "said"),
    [
        ("3", "Police stops", "3. Police stops"),
        ("1373", "1373 rule", "1373 rule"),
        ("1373", "Regla 1373", "Regla 1373"),
        ("1", "1373 rule", "1. 1373 rule"),
        ("1", "Rule 12b", "1. Rule 12b"),
        ("1", "Rule 1 of the list", "1. Rule 1 of the list"),
        ("12b", "Rule 12b", "Rule 12b"),
    ],
)
def test_a_number_is_said_once(number: str, name: str, said: str) -> None:
    assert numbered(number, name) == said


def test_what_stands_between() -> None:
    assert numbered("3", "Police stops", between=" ") == "3 Police stops"
