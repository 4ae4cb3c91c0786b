from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from freedomcities.api.tests.conftest import Ask
from freedomcities.blueprints.models import Blueprint, Rule

STANDINGS = "'adopted', 'partial', 'proposed', 'contradicted', 'preempted', 'none' or 'unknown'"


def cells(answer: Any) -> list[tuple[str, str, str]]:
    return [(row["place"]["geoid"], row["rule"], row["standing"]) for row in answer["items"]]


def test_the_table_of_today(country: Blueprint, ask: Ask) -> None:
    answer = ask("standings")
    assert answer["on"] == "2026-11-21"
    assert cells(answer) == [
        ("26", "2", "adopted"),
        ("2603000", "1", "adopted"),
        ("2603000", "2", "adopted"),
        ("26161", "2", "adopted"),
        ("2616189160", "2", "adopted"),
        ("2689140", "1", "none"),
        ("2689140", "2", "adopted"),
        ("2689140", "3", "none"),
    ]
    assert answer["items"][2] == {
        "place": {"geoid": "2603000", "name": "Ann Arbor", "kind": "municipality", "state": "MI"},
        "blueprint": "freedom-cities",
        "rule": "2",
        "standing": "adopted",
        "since": "2020",
        "reported": False,
        "inherited_from": "26",
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"rule": "1"}, [("2603000", "1", "adopted"), ("2689140", "1", "none")]),
        ({"place": "26"}, [("26", "2", "adopted")]),
        ({"state": "CO"}, []),
        ({"standing": "none"}, [("2689140", "1", "none"), ("2689140", "3", "none")]),
        ({"standing": "none", "rule": "3", "state": "MI"}, [("2689140", "3", "none")]),
        ({"standing": "unknown"}, []),
        ({"blueprint": "freedom-cities", "place": "26161"}, [("26161", "2", "adopted")]),
    ],
)
def test_filters(
    country: Blueprint, ask: Ask, query: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    assert cells(ask("standings", **query)) == expected


def test_rules_that_are_no_longer_held_are_left_out(country: Blueprint, ask: Ask) -> None:
    Rule.objects.filter(number="2").update(retired_on=date(2026, 11, 1))
    expected = [("2603000", "1"), ("2689140", "1"), ("2689140", "3")]
    assert [cell[:2] for cell in cells(ask("standings"))] == expected
    assert [cell[:2] for cell in cells(ask("standings", blueprint="freedom-cities"))] == expected


def test_pages(country: Blueprint, ask: Ask) -> None:
    answer = ask("standings", rule="2", per_page="2", page="2")
    assert cells(answer) == [("26161", "2", "adopted"), ("2616189160", "2", "adopted")]
    root = "http://127.0.0.1:8000/api/v1/standings?rule=2&per_page=2&page="
    assert (answer["previous"], answer["next"]) == (f"{root}1", f"{root}3")
    assert (answer["total_items"], answer["total_pages"]) == (5, 3)
    assert ask("standings", rule="2", per_page="2", page="3")["next"] is None


@pytest.mark.parametrize("page", ["4", "99999999999999999999999999"])
def test_a_page_past_the_end_is_empty(country: Blueprint, ask: Ask, page: str) -> None:
    answer = ask("standings", rule="2", per_page="2", page=page)
    assert (answer["items"], answer["next"]) == ([], None)
    assert answer["previous"].endswith("page=3")
    nothing = ask("standings", state="CO", page=page)
    assert (nothing["total_pages"], nothing["previous"]) == (0, None)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"page": "0"}, "“page” is “0”: write 1 or more."),
        ({"page": "two"}, "“page” is “two”: write a whole number."),
        ({"per_page": "101"}, "“per_page” is “101”: write 100 or less."),
        (
            {"standing": "maybe"},
            f"“standing” is “maybe”: write one of {STANDINGS}.",
        ),
        ({"blueprint": "x"}, "There is no blueprint “x”."),
        ({"place": "x"}, "There is no place with the code “x”."),
    ],
)
def test_wrong_questions(
    country: Blueprint, ask: Ask, query: dict[str, str], sentence: str
) -> None:
    assert ask("standings", status=400, **query)["error"] == sentence


def test_queries_do_not_grow(
    country: Blueprint, ask: Ask, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # The site's version, the day, the count, the page, its places and its rules.
    with django_assert_num_queries(6):
        ask("standings", state="MI")
