from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from freedomcities.accounts.operations import system_actor
from freedomcities.api.officials_shapes import HolderItem, OfficeOnRecord
from freedomcities.api.tests.conftest import Ask
from freedomcities.officials.operations import import_officials

pytestmark = pytest.mark.usefixtures("officials")

MAYOR, COUNCIL, PRECINCT = (
    "2603000-mayor",
    "2603000-council",
    "0820000-precinct-commander-district-1",
)


def ids(answer: Any) -> list[str]:
    return [item["id"] for item in answer["items"]]


def test_the_list(ask: Ask) -> None:
    assert ids(ask("offices")) == [PRECINCT, COUNCIL, MAYOR]


def test_one_with_those_whose_term_has_not_run_out(ask: Ask) -> None:
    answer = ask(f"offices/{MAYOR}")
    holders = answer.pop("holders")
    assert answer == {
        "id": MAYOR,
        "kind": "mayor",
        "title": "Mayor of Ann Arbor",
        "place": {
            "geoid": "2603000", "name": "Ann Arbor", "kind": "municipality", "state": "MI",
        },
        "area": "",
        "functions": [],
        "agency_id": "",
        "phone": "555-0100",
        "email": "mayor@example.org",
        **dict.fromkeys(("url", "address", "finder_url"), ""),
        **dict.fromkeys(("outreach_name", "outreach_phone", "outreach_email"), ""),
        "next_election": "2026-11-03",
        "source": "https://example.org/mayor",
        "checked_on": "2026-10-01",
        "bounced_on": None,
    }  # fmt: skip
    assert holders == [
        {
            "name": "Ada Lovelace",
            "role": "Mayor",
            "area": "",
            "term_start": "2022-11",
            "term_end": "2027-11",
            "phone": "",
            "email": "ada@example.org",
            "url": "",
            "source": "https://example.org/ada",
            "checked_on": "2026-10-01",
            "bounced_on": None,
        }
    ]
    assert set(answer) | {"holders"} == set(OfficeOnRecord.model_fields)
    assert set(holders[0]) == set(HolderItem.model_fields)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"state": "mi"}, [COUNCIL, MAYOR]),
        ({"kind": "council"}, [COUNCIL]),
        ({"place": "2603000"}, [COUNCIL, MAYOR]),
        ({"place": "08031"}, [PRECINCT]),
        ({"state": "MI", "kind": "precinct-commander"}, []),
    ],
)
def test_filters(ask: Ask, query: dict[str, str], expected: list[str]) -> None:
    assert ids(ask("offices", **query)) == expected


def test_those_of_a_place_without_closed_ones(ask: Ask) -> None:
    assert ids(ask("places/08031/offices")) == [PRECINCT]
    row = "kind,place,area,closed_on\nprecinct-commander,0820000,District 1,2026-01-01"
    import_officials(row.split("\n"), actor=system_actor(), now=datetime(2026, 11, 21, tzinfo=UTC))
    assert ids(ask("places/08031/offices")) == []
    assert ask(f"offices/{PRECINCT}", status=404)["error"] == f"There is no office “{PRECINCT}”."


def test_what_there_is_not(ask: Ask) -> None:
    assert ask("offices/none", status=404)["error"] == "There is no office “none”."
    assert ask("places/99/offices", status=404)["error"] == "There is no place with the code “99”."
    assert ask("offices", status=400, kind="king")["error"].startswith("“kind” is “king”: write")


def test_queries_do_not_grow(ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(4):  # the site's version, the count, the page, its people
        ask("offices")
