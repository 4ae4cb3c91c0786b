"""After a take-down a place's page says so, and not that nobody has looked."""

from __future__ import annotations

import pytest
from django.test import Client

from freedomcities.adoption.scorecard import standing_of, status_payload
from freedomcities.adoption.tests.makers import (
    NOW,
    finding_row,
    import_rows,
    instrument_row,
    make_country,
    make_nine,
    search_row,
)
from freedomcities.blueprints.models import Blueprint
from freedomcities.moderation.choices import Direction, Ground
from freedomcities.moderation.taking_down import ask, confirm
from freedomcities.moderation.tests.makers import make_moderator
from freedomcities.places.models import Place

pytestmark = pytest.mark.django_db
PAGE = "/places/mi/ann-arbor/"
SENTENCE = "An entry that spoke on this rule was taken down by two moderators."


@pytest.fixture
def blueprint() -> Blueprint:
    make_country()
    return make_nine()


def move(subject: str = "a2-ordinance", *, back: bool = False) -> None:
    ann, bob = (make_moderator(f"{name}{subject}{back}") for name in ("ann", "bob"))
    direction = Direction.PUT_BACK if back else Direction.TAKE_DOWN
    ground = Ground.MISTAKE if back else Ground.UNTRUE
    asked = ask("instrument", subject, direction, ground=ground, actor=ann, now=NOW)
    confirm(asked.pk, actor=bob, now=NOW)


def row_of(number: str, page: str) -> str:
    """What stands under a rule."""
    return page.split(f'id="rule-{number}"')[1].split("</details>", maxsplit=1)[0]


def test_it_says_that_an_entry_was_taken_down_and_where_the_reason_stands(
    blueprint: Blueprint,
) -> None:
    import_rows(instrument_row("a2-ordinance", finding_row("1")))
    client = Client()
    assert SENTENCE not in client.get(PAGE).text
    move()
    page = client.get(PAGE).text
    row = row_of("1", page)
    assert SENTENCE in row
    assert 'href="/about/decisions/"' in row
    assert "Nothing else is known yet." in row
    assert "Nobody has looked" not in row
    assert "an entry was taken down, nothing else known" in page
    assert "What was known here was taken down." in page
    assert "Nobody has looked here yet." not in page
    assert "Title of a2-ordinance" not in page, "what it said is not repeated"
    assert SENTENCE not in row_of("2", page)
    assert "Nobody has looked yet." in row_of("2", page)
    spanish = row_of("1", client.get(f"/es{PAGE}").text)
    assert 'href="/es/about/decisions/"' in spanish
    assert SENTENCE not in spanish
    assert "Nadie ha mirado" not in spanish


def test_what_else_is_known_stands_beside_it(blueprint: Blueprint) -> None:
    import_rows(
        instrument_row("a2-ordinance", finding_row("1"), finding_row("2")),
        instrument_row("a2-other", finding_row("2", verdict="partly")),
        search_row(),
    )
    move()
    page = Client().get(PAGE).text
    for number, why in (("1", "A reader looked and found nothing."),
                        ("2", "Part of the rule is in force.")):  # fmt: skip
        assert SENTENCE in row_of(number, page)
        assert why in row_of(number, page)


def test_what_is_put_back_counts_again_and_nothing_is_said(blueprint: Blueprint) -> None:
    import_rows(instrument_row("a2-ordinance", finding_row("1")))
    move()
    move(back=True)
    page = Client().get(PAGE).text
    assert SENTENCE not in page
    assert "It is in force here by its own law." in row_of("1", page)


def test_what_programs_read_is_as_it_always_was(blueprint: Blueprint) -> None:
    import_rows(instrument_row("a2-ordinance", finding_row("1")))
    place = Place.objects.get(pk="2603000")
    keys = set(status_payload(standing_of(place, blueprint, on=NOW.date())))
    move()
    payload = status_payload(standing_of(place, blueprint, on=NOW.date()))
    assert set(payload) == keys
    rule = payload["rules"][0]  # type: ignore[index]
    assert (rule["standing"], rule["basis"], rule["reported"]) == ("unknown", [], False)
    assert "taken" not in str(payload)
