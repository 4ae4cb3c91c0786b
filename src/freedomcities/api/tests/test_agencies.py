from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from freedomcities.api.officials_shapes import AgencyDetail
from freedomcities.api.tests.conftest import Ask

pytestmark = pytest.mark.usefixtures("agencies")

ANN_ARBOR = {
    "id": "MI8121800",
    "ori": "MI8121800",
    "name": "Ann Arbor Police Department",
    "listed_name": "Ann Arbor Police Department",
    "kind": "city",
    "state": "MI",
    "county": "WASHTENAW",
    "population": 120_000,
    "officers": 117,
    "civilians": None,
    "places": ["2603000"],
    "edition": "",
    "checked_on": "2025",
    "closed_on": None,
}
KINDS = "'city', 'county', 'state', 'university', 'other-state', 'tribal', 'federal' or 'other'"


def ids(answer: Any) -> list[str]:
    return [item["id"] for item in answer["items"]]


def test_the_list(ask: Ask) -> None:
    answer = ask("agencies")
    assert ids(answer) == ["MI8100000", "MI8121800", "guard", "joint", "old"]
    assert answer["items"][1] == ANN_ARBOR
    assert answer["items"][4]["closed_on"] == "2020-01-01"
    assert answer["total_items"] == 5


def test_one(ask: Ask) -> None:
    answer = ask("agencies/MI8121800")
    assert answer == ANN_ARBOR | {
        "serves": [
            {
                "geoid": "2603000",
                "name": "Ann Arbor",
                "kind": "municipality",
                "state": "MI",
                "main": True,
                "how": "by-hand",
            }
        ],
        "why_nobody": "",
        "phone": "+1 734 555 0100",
        **dict.fromkeys(("email", "url", "address"), ""),
        **dict.fromkeys(("outreach_name", "outreach_phone", "outreach_email"), ""),
        "source": "https://example.org/list",
    }
    assert set(answer) == set(AgencyDetail.model_fields)


def test_one_that_serves_nobody(ask: Ask) -> None:
    answer = ask("agencies/guard")
    assert (answer["serves"], answer["why_nobody"], answer["state"]) == ([], "by-hand", "FS")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"state": "mi"}, ["MI8100000", "MI8121800", "joint"]),
        ({"state": "MI", "kind": "city"}, ["MI8121800", "joint"]),
        ({"kind": "county"}, ["MI8100000"]),
        ({"q": "  ann   arbor "}, ["MI8121800"]),
        ({"q": "POLICE"}, ["MI8121800", "joint", "old"]),
        ({"q": "%"}, []),
        ({"place": "2616189160"}, ["joint"]),
        # Another code of the same government.
        ({"place": "08031"}, ["old"]),
        ({"closed": "true"}, ["old"]),
        ({"closed": "false", "q": "police"}, ["MI8121800", "joint"]),
        ({"per_page": "1", "page": "2"}, ["MI8121800"]),
    ],
)
def test_filters(ask: Ask, query: dict[str, str], expected: list[str]) -> None:
    assert ids(ask("agencies", **query)) == expected


def test_those_of_a_place(ask: Ask) -> None:
    assert ids(ask("places/2689140/agencies")) == ["joint"]
    # The closed one is left out, and another code is as good.
    assert ids(ask("places/08031/agencies")) == []
    assert ask("places/26/agencies")["total_items"] == 0


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"place": "99"}, "There is no place with the code “99”."),
        ({"kind": "x"}, f"“kind” is “x”: write one of {KINDS}."),
        ({"state": "ZZ"}, "There is no state “ZZ”: write a postal code such as MI."),
    ],
)
def test_wrong_filters(ask: Ask, query: dict[str, str], sentence: str) -> None:
    assert ask("agencies", status=400, **query)["error"] == sentence


def test_what_there_is_not(ask: Ask) -> None:
    assert ask("agencies/none", status=404)["error"] == "There is no agency “none”."
    assert ask("places/99/agencies", status=404)["error"] == "There is no place with the code “99”."


def test_queries_do_not_grow(ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(4):  # the site's version, the count, the page, its services
        ask("agencies")
    with django_assert_num_queries(3):  # the site's version, the agency, its services
        ask("agencies/MI8121800")
