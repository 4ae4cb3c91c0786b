from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from freedomcities.adoption.scorecard import standing_of, status_payload
from freedomcities.api.shapes import Status
from freedomcities.api.tests.conftest import Ask
from freedomcities.blueprints.models import Blueprint
from freedomcities.blueprints.tests.makers import make_blueprint
from freedomcities.places.models import OldCode, Place

ANN_ARBOR = {
    "geoid": "2603000",
    "name": "Ann Arbor",
    "kind": "municipality",
    "state": "MI",
    "full_name": "Ann Arbor",
    "population": 120_000,
    "latitude": 42.2755,
    "longitude": -83.7312,
    "ocd_id": "",
    "url": "http://127.0.0.1:8000/places/mi/ann-arbor/",
}
KINDS = "'nation', 'state', 'county', 'municipality' or 'town'"


def codes(answer: Any) -> list[str]:
    return [item["geoid"] for item in answer["items"]]


def test_the_list_has_each_government_once(country: Blueprint, ask: Ask) -> None:
    answer = ask("places")
    assert codes(answer) == [
        *("08", "0820000", "1150000", "26", "2603000", "26161", "2616189160", "2689140", "us"),
    ]
    assert answer["items"][4] == ANN_ARBOR
    assert {key: answer[key] for key in answer if key != "items"} == {
        "page": 1,
        "per_page": 50,
        "total_items": 9,
        "total_pages": 1,
        "next": None,
        "previous": None,
    }


def test_filters_narrow_together(country: Blueprint, ask: Ask) -> None:
    assert codes(ask("places", state="mi", kind="municipality")) == ["2603000", "2689140"]
    assert codes(ask("places", kind="nation")) == ["us"]
    assert codes(ask("places", state="DC")) == ["1150000"]


def test_the_beginning_of_a_name(country: Blueprint, ask: Ask) -> None:
    # The town has more people; it stands under two names and yet in the list once.
    assert codes(ask("places", q="Ypsi")) == ["2616189160", "2689140"]
    assert codes(ask("places", q="Ypsi", kind="municipality")) == ["2689140"]
    assert codes(ask("places", q="arbor")) == []


def test_another_code_of_a_government_is_found_under_the_code_it_goes_by(
    country: Blueprint, ask: Ask
) -> None:
    assert codes(ask("places", q="denver co")) == ["0820000"]


def test_places_by_standing(country: Blueprint, ask: Ask) -> None:
    assert codes(ask("places", standing="adopted", rule="1")) == ["2603000"]
    assert codes(ask("places", standing="none", rule="3", blueprint="freedom-cities")) == [
        "2689140"
    ]
    in_force = codes(ask("places", standing="adopted", rule="2", state="MI"))
    assert in_force == ["26", "2603000", "26161", "2616189160", "2689140"]


def test_unknown_places_are_those_without_any_other_standing(country: Blueprint, ask: Ask) -> None:
    unknown = codes(ask("places", standing="unknown", rule="1", state="MI"))
    assert unknown == ["26", "26161", "2616189160"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            {"kind": "village"},
            f"“kind” is “village”: write one of {KINDS}.",
        ),
        ({"state": "ZZ"}, "There is no state “ZZ”: write a postal code such as MI."),
        ({"standing": "adopted"}, "Beside “standing” say which “rule” is meant."),
        ({"rule": "1"}, "Beside “rule” and “blueprint” say which “standing” is meant."),
        ({"standing": "adopted", "rule": "99"}, "The blueprint “freedom-cities” has no rule “99”."),
        ({"standing": "adopted", "rule": "1", "blueprint": "x"}, "There is no blueprint “x”."),
        ({"q": "—"}, "“q” has no letter or digit in it."),
        ({"q": "a\0"}, "“q” has a NUL character in it."),
        ({"q": "a" * 201}, f"“q” is “{'a' * 201}”: write 200 characters at most."),
    ],
)
def test_a_filter_that_makes_no_sense(
    country: Blueprint, ask: Ask, query: dict[str, str], sentence: str
) -> None:
    assert ask("places", status=400, **query)["error"] == sentence


def test_wrong_rules_and_blueprints_come_with_the_right_ones(country: Blueprint, ask: Ask) -> None:
    wrong_rule = ask("places", status=400, standing="adopted", rule="99")
    assert wrong_rule["candidates"] == [
        {"blueprint": "freedom-cities", "number": number} for number in ("1", "2", "3", "1373")
    ]
    wrong_blueprint = ask("places", status=400, standing="adopted", rule="1", blueprint="x")
    assert wrong_blueprint["candidates"] == [{"blueprint": "freedom-cities"}]


def test_the_list_costs_few_queries(
    country: Blueprint, ask: Ask, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):  # the site's version, the count, the page
        ask("places", state="MI", q="ypsi")
    with django_assert_num_queries(4):  # and the rule
        ask("places", standing="unknown", rule="1")


def test_a_place_with_the_governments_around_it(country: Blueprint, ask: Ask) -> None:
    closed = Place.objects.create(
        geoid="26999", kind="county", name="Old", full_name="Old", state="MI", path="old",
        latitude=0, longitude=0, cell=0, land_km2=1, closed_on=date(2022, 1, 1),
    )  # fmt: skip
    closed.contents.create(place_id="2603000", share=1, main=False)
    assert ask("places/2603000") == ANN_ARBOR | {
        "designation": "",
        "land_km2": 73.0,
        "other_codes": [],
        "closed_on": None,
        "parents": [
            {"geoid": "26", "name": "Michigan", "kind": "state", "state": "MI"},
            {"geoid": "us", "name": "United States", "kind": "nation", "state": ""},
        ],
        "counties": [
            {
                "geoid": "26161",
                "name": "Washtenaw County",
                "kind": "county",
                "state": "MI",
                "share": 1.0,
                "main": True,
            }
        ],
    }
    assert ask("places/26999")["closed_on"] == "2022-01-01"


def test_who_is_above_whom(country: Blueprint, ask: Ask) -> None:
    def above(geoid: str) -> list[str]:
        return [parent["geoid"] for parent in ask(f"places/{geoid}")["parents"]]

    assert above("us") == []
    assert above("26") == ["us"]
    assert above("26161") == ["26", "us"]
    assert above("1150000") == ["us"]


def test_every_code_of_a_government_leads_to_it(country: Blueprint, ask: Ask) -> None:
    OldCode.objects.create(code="0899999", place_id="0820000", reason="merged")
    for code in ("0820000", "08031", "0899999"):
        answer = ask(f"places/{code}")
        assert (answer["geoid"], answer["other_codes"]) == ("0820000", ["08031"])


def test_one_place_costs_few_queries(
    country: Blueprint, ask: Ask, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    # The site's version, the code's meaning and place, other codes, parents, counties.
    with django_assert_max_num_queries(7):
        ask("places/2603000")


@pytest.mark.parametrize("address", ["places/9999999", "places/9999999/standings", "places/%00"])
def test_a_place_that_there_is_not(country: Blueprint, ask: Ask, address: str) -> None:
    answer = ask(address, status=404)
    assert answer.keys() == {"error", "candidates"}
    if "9" in address:
        assert answer == {"error": "There is no place with the code “9999999”.", "candidates": []}


def test_standings_of_a_place_are_the_status(country: Blueprint, ask: Ask) -> None:
    day = date(2020, 6, 1)
    card = standing_of(Place.objects.get(pk="2603000"), country, on=day)
    answer = ask("places/2603000/standings", on="2020-06-01")
    assert answer == status_payload(card)
    assert [rule["standing"] for rule in answer["rules"]] == [
        *("adopted", "unknown", "unknown", "unknown"),
    ]
    assert answer["on"] == "2020-06-01"


def test_the_description_has_every_key_of_the_status(country: Blueprint, ask: Ask) -> None:
    answer = ask("places/2603000/standings")
    assert Status.model_validate(answer).model_dump(mode="json") == answer
    assert answer["rules"][0]["basis"]


def test_standings_of_another_blueprint(country: Blueprint, ask: Ask) -> None:
    make_blueprint(slug="other")
    assert ask("places/2603000/standings", blueprint="other")["rules"] == []
    wrong = ask("places/2603000/standings", status=404, blueprint="none")
    assert wrong == {
        "error": "There is no blueprint “none”.",
        "candidates": [{"blueprint": "freedom-cities"}, {"blueprint": "other"}],
    }


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("2020", "“2020” is not a whole date: write YYYY-MM-DD."),
        ("2020-02-30", "“2020-02-30” is not a day of the calendar."),
        ("yesterday", "“yesterday” is not a whole date: write YYYY-MM-DD."),
    ],
)
def test_a_date_that_is_none(country: Blueprint, ask: Ask, given: str, sentence: str) -> None:
    answer = ask("places/2603000/standings", status=400, on=given)
    assert answer == {"error": sentence, "candidates": []}


def test_standings_of_a_place_cost_the_same_however_much_there_is(
    country: Blueprint, ask: Ask, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(14):
        ask("places/2603000/standings")
