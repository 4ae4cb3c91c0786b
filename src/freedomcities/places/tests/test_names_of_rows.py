from __future__ import annotations

import pytest

from freedomcities.places.tests.makers import make_place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("geoid", "name", "said"),
    [
        ("26", "Michigan", "Michigan"),
        ("us", "United States", "United States"),
        ("26161", "Washtenaw County", "Washtenaw County, MI"),
        ("2603000", "Ann Arbor", "Ann Arbor, MI"),
    ],
)
def test_a_place_says_its_state_unless_it_is_one(geoid: str, name: str, said: str) -> None:
    assert str(make_place(geoid, name)) == said
