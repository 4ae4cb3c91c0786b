from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from freedomcities.adoption.tests.makers import finding_row, import_rows, instrument_row
from freedomcities.api.tests.conftest import Ask
from freedomcities.blueprints.models import Blueprint, Rule

COUNTY = {
    "id": "county-policy",
    "place": {"geoid": "26161", "name": "Washtenaw County", "kind": "county", "state": "MI"},
    "kind": "agency-policy",
    "title": "Title of county-policy",
    "citation": "",
    "number": "",
    "introduced_on": None,
    "adopted_on": "2019-06",
    "effective_on": None,
    "ended_on": "2021",
    "checked_on": None,
    "stayed": [],
    "reach": ["MI8100", "MI8101"],
    "preempts": False,
    "url": "https://example.org/law",
    "page_url": "http://127.0.0.1:8000/instruments/county-policy/",
}


def ids(answer: Any) -> list[str]:
    return [item["id"] for item in answer["items"]]


def test_the_list(country: Blueprint, ask: Ask) -> None:
    answer = ask("instruments")
    assert ids(answer) == ["a2-ordinance", "county-policy", "mi-act"]
    assert answer["items"][1] == COUNTY
    assert answer["total_items"] == 3


def test_one_with_its_findings(country: Blueprint, ask: Ask) -> None:
    version = {rule.number: rule.version for rule in Rule.objects.all()}
    assert ask("instruments/a2-ordinance") == {
        "id": "a2-ordinance",
        "place": {"geoid": "2603000", "name": "Ann Arbor", "kind": "municipality", "state": "MI"},
        "kind": "ordinance",
        "title": "Title of a2-ordinance",
        "citation": "Chapter 120",
        "number": "ORD-17-02",
        "introduced_on": "2017-03",
        "adopted_on": None,
        "effective_on": "2017-04-03",
        "ended_on": None,
        "checked_on": "2026-10-01",
        "stayed": [
            {"from": "2018-01-01", "to": "2018-02-01", "rules": []},
            {"from": "2019", "to": None, "rules": ["freedom-cities/2"]},
        ],
        "reach": "territory",
        "preempts": False,
        "url": "https://example.org/law",
        "page_url": "http://127.0.0.1:8000/instruments/a2-ordinance/",
        "note": "Read twice.",
        "findings": [
            {
                "blueprint": "freedom-cities",
                "rule": "1",
                "rule_version": version["1"],
                "verdict": "meets",
                "quote": "No officer shall.",
                "pinpoint": "sec. 2",
                "confirmed": True,
            },
            {
                "blueprint": "freedom-cities",
                "rule": "2",
                "rule_version": version["2"],
                "verdict": "partly",
                "quote": "…",
                "pinpoint": "",
                "confirmed": False,
            },
        ],
        "versions": 0,
    }


def test_earlier_versions_are_counted(country: Blueprint, ask: Ask) -> None:
    import_rows(instrument_row("mi-act", finding_row("2"), place="26", title="Mended"))
    answer = ask("instruments/mi-act")
    assert (answer["title"], answer["versions"]) == ("Mended", 1)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"place": "26"}, ["mi-act"]),
        ({"state": "MI"}, ["a2-ordinance", "county-policy", "mi-act"]),
        ({"state": "co"}, []),
        ({"kind": "statute"}, ["mi-act"]),
        ({"rule": "1"}, ["a2-ordinance", "county-policy"]),
        ({"rule": "2", "kind": "ordinance"}, ["a2-ordinance"]),
        ({"rule": "3"}, []),
        ({"blueprint": "freedom-cities"}, ["a2-ordinance", "county-policy", "mi-act"]),
        ({"in_force_on": "2017-04-02"}, []),
        ({"in_force_on": "2017-04-03"}, ["a2-ordinance"]),
        ({"in_force_on": "2018-01-01"}, []),
        ({"in_force_on": "2018-02-02"}, ["a2-ordinance"]),
        ({"in_force_on": "2019-06-29"}, ["a2-ordinance"]),
        ({"in_force_on": "2019-06-30"}, ["a2-ordinance", "county-policy"]),
        ({"in_force_on": "2020-12-30"}, ["a2-ordinance", "county-policy"]),
        ({"in_force_on": "2020-12-31"}, ["a2-ordinance", "county-policy", "mi-act"]),
        ({"in_force_on": "2021-01-01"}, ["a2-ordinance", "mi-act"]),
        ({"in_force_on": "2021-01-01", "rule": "2"}, ["mi-act"]),
    ],
)
def test_filters(country: Blueprint, ask: Ask, query: dict[str, str], expected: list[str]) -> None:
    assert ids(ask("instruments", **query)) == expected


def test_another_code_of_the_place_finds_the_same(country: Blueprint, ask: Ask) -> None:
    import_rows(instrument_row("denver-order", place="08031"))
    assert ids(ask("instruments", place="08031")) == ["denver-order"]
    assert ids(ask("instruments", place="0820000")) == ["denver-order"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"place": "99"}, "There is no place with the code “99”."),
        ({"blueprint": "x"}, "There is no blueprint “x”."),
        ({"rule": "x"}, "The blueprint “freedom-cities” has no rule “x”."),
        ({"in_force_on": "2017-04"}, "“2017-04” is not a whole date: write YYYY-MM-DD."),
    ],
)
def test_wrong_filters(country: Blueprint, ask: Ask, query: dict[str, str], sentence: str) -> None:
    assert ask("instruments", status=400, **query)["error"] == sentence


def test_one_that_there_is_not(country: Blueprint, ask: Ask) -> None:
    missing = {"error": "There is no instrument “none”.", "candidates": []}
    assert ask("instruments/none", status=404) == missing


def test_queries_do_not_grow(
    country: Blueprint, ask: Ask, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):  # the site's version, the count, the page
        ask("instruments", state="MI")
    with django_assert_num_queries(5):  # and the rule, and the stays
        ask("instruments", rule="1", in_force_on="2020-01-01")
    with django_assert_num_queries(4):  # the site's version, instrument, findings, versions
        ask("instruments/a2-ordinance")
