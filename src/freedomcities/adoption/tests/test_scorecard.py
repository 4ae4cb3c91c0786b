"""Where a place stands on any day, with its columns, its story and the answer for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from freedomcities.adoption.scorecard import (
    RuleCard,
    Scorecard,
    declarations,
    standing_of,
    status_payload,
    story,
)
from freedomcities.adoption.tests.makers import (
    finding_row,
    import_rows,
    instrument_row,
    make_country,
    make_nine,
    search_row,
)
from freedomcities.blueprints.models import Blueprint, Rule
from freedomcities.places.models import Place
from freedomcities.places.tests.makers import make_containment, make_place

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def nine() -> Blueprint:
    make_country()
    return make_nine()


def card_of(geoid: str, nine: Blueprint, on: date = DAY) -> Scorecard:
    return standing_of(Place.objects.get(pk=geoid), nine, on=on)


def first_rule(geoid: str, nine: Blueprint, on: date = DAY) -> RuleCard:
    return card_of(geoid, nine, on).rules[0]


def test_columns_of_state_county_and_city(nine: Blueprint) -> None:
    import_rows(
        instrument_row("state", place="26", kind="statute", reach="own-agencies"),
        instrument_row("county", finding_row(verdict="partly"), place="26161"),
        instrument_row("city", finding_row(verdict="contradicts")),
    )
    card = first_rule("2603000", nine)
    assert card.state is not None
    assert card.county is not None
    assert (card.state.place.name, card.state.own.standing) == ("Michigan", "adopted")
    assert (card.county.place.name, card.county.own.standing) == ("Washtenaw County", "partial")
    assert (card.own.standing, card.effective.standing) == ("contradicted", "contradicted")


def test_own_and_effective(nine: Blueprint) -> None:
    import_rows(instrument_row("state", place="26", kind="statute"))
    card = first_rule("2603000", nine)
    assert (card.own.standing, card.effective.standing) == ("unknown", "adopted")
    assert card.effective.inherited_from == "26"
    assert card.county is not None
    assert (card.county.own.standing, card.county.effective.standing) == ("unknown", "adopted")


def test_the_main_county_comes_first(nine: Blueprint) -> None:
    city, wayne = Place.objects.get(pk="2603000"), make_place("26163", "Wayne County")
    make_containment(city, wayne, share=0.1, main=False)
    counties = [column.place.name for column in first_rule("2603000", nine).counties]
    assert counties == ["Washtenaw County", "Wayne County"]


def test_a_state_and_the_nation_have_no_columns_beside_them(nine: Blueprint) -> None:
    import_rows(instrument_row("federal", place="us", kind="statute"))
    for geoid in ("26", "us"):
        card = first_rule(geoid, nine)
        assert (card.state, card.counties, card.effective.standing) == (None, (), "adopted")
    assert first_rule("26", nine).effective.inherited_from == "us"
    assert first_rule("us", nine).effective.inherited_from is None


def test_a_consolidated_city_is_its_own_county_under_every_code(nine: Blueprint) -> None:
    import_rows(instrument_row("denver", place="08031", reach="own-agencies"))
    for code in ("0820000", "08031"):
        card = card_of(code, nine)
        assert card.place.pk == "0820000"
        assert card.rules[0].own.standing == "adopted"
        assert card.rules[0].counties == ()
        assert card.rules[0].state is not None


def test_the_district_has_only_the_nation_above_it(nine: Blueprint) -> None:
    import_rows(instrument_row("dc", place="1150000", kind="statute", reach="own-agencies"))
    for code in ("1150000", "11", "11001"):
        card = first_rule(code, nine)
        assert (card.own.standing, card.state, card.counties) == ("adopted", None, ())


def test_all_in_force_counts_the_required_rules_alone(nine: Blueprint) -> None:
    import_rows(instrument_row("a", *(finding_row(number) for number in "123")))
    card = card_of("2603000", nine)
    assert (card.adopted, card.required, card.all_in_force) == (3, 3, True)
    import_rows(instrument_row("a", *(finding_row(number) for number in ("1", "2", "1373"))))
    card = card_of("2603000", nine)
    assert (card.adopted, card.required, card.all_in_force) == (2, 3, False)


def test_a_retired_rule_is_no_longer_asked(nine: Blueprint) -> None:
    Rule.objects.filter(number="3").update(retired_on=DAY)
    import_rows(instrument_row("a", *(finding_row(number) for number in "123")))
    card = card_of("2603000", nine)
    assert [each.rule.number for each in card.rules] == ["1", "2", "1373"]
    assert (card.adopted, card.required) == (2, 2)


def test_the_answer_for_programs(nine: Blueprint) -> None:
    import_rows(
        instrument_row(
            "ann-arbor-ord-17-02",
            finding_row("1", quote="No officer may ask."),
            finding_row("2", "partly", confirmed=False, quote="Some."),
            adopted_on="2017-04-03",
        ),
        search_row(rules=["3"], checked_on="2025-06"),
    )
    payload: dict[str, Any] = status_payload(card_of("2603000", nine))
    assert payload["place"] == {
        "geoid": "2603000",
        "name": "Ann Arbor",
        "kind": "municipality",
        "state": "MI",
    }
    assert (payload["blueprint"], payload["on"]) == ("freedom-cities", "2026-01-01")
    assert (payload["adopted"], payload["required"], payload["freedom_city"]) == (1, 3, False)
    answers = [
        (each["number"], each["standing"], each["since"], each["reported"], len(each["basis"]))
        for each in payload["rules"]
    ]
    assert answers == [
        ("1", "adopted", "2017-04-03", False, 1),
        ("2", "unknown", None, True, 1),
        ("3", "none", "2025-06", False, 0),
        ("1373", "unknown", None, False, 0),
    ]
    (ground,) = payload["rules"][0]["basis"]
    assert {key: ground[key] for key in list(ground)[:7]} == {
        "instrument": "ann-arbor-ord-17-02",
        "title": "Title of ann-arbor-ord-17-02",
        "place": "2603000",
        "verdict": "meets",
        "inherited": False,
        "quote": "No officer may ask.",
        "url": "https://example.org/law",
    }
    assert ground["role"] == "decided"
    assert payload["rules"][1]["basis"][0]["confirmed"] is False


def test_the_basis_for_programs_has_what_decided_and_what_is_contrary(nine: Blueprint) -> None:
    import_rows(
        instrument_row("ban", finding_row(verdict="contradicts"), place="26", preempts=True),
        instrument_row("own"),
        instrument_row("part", finding_row(verdict="partly", confirmed=False)),
    )
    payload: dict[str, Any] = status_payload(card_of("2603000", nine))
    rule = payload["rules"][0]
    assert (rule["standing"], rule["line"], rule["inherited_from"]) == ("preempted", 1, "26")
    named = [(each["instrument"], each["inherited"]) for each in rule["basis"]]
    assert named == [("own", False), ("ban", True)]


def test_as_of_a_day(nine: Blueprint) -> None:
    import_rows(instrument_row("a", effective_on="2017-04-03", ended_on="2020-01-01"))
    found = [
        first_rule("2603000", nine, date.fromisoformat(day)).effective.standing.value
        for day in ("2017-04-02", "2017-04-03", "2019-12-31", "2020-01-01")
    ]
    assert found == ["unknown", "adopted", "adopted", "unknown"]


def test_the_story(nine: Blueprint) -> None:
    import_rows(
        instrument_row("a", finding_row("2"), finding_row("1"), introduced_on="2017-03-06"),
        instrument_row("state", place="26", kind="statute", effective_on="2030-01-01"),
    )
    place = Place.objects.get(pk="2603000")
    entries = story(place, nine, until=DAY)
    found = [
        (each.change.text, each.rule.number, each.change.result.standing.value) for each in entries
    ]
    assert found == [
        ("2017-03-06", "1", "proposed"),
        ("2017-03-06", "2", "proposed"),
        ("2017-04-03", "1", "adopted"),
        ("2017-04-03", "2", "adopted"),
    ]


def test_declarations_stand_beside(nine: Blueprint) -> None:
    import_rows(
        instrument_row("b", kind="declaration", adopted_on="2019", findings=[]),
        instrument_row("a", kind="declaration", adopted_on="2016-11-14", findings=[]),
        instrument_row("other", place="0820000", kind="declaration", findings=[]),
    )
    assert [each.id for each in declarations(Place.objects.get(pk="2603000"))] == ["a", "b"]
    assert [each.id for each in declarations(Place.objects.get(pk="08031"))] == ["other"]


def test_few_queries(nine: Blueprint, django_assert_max_num_queries: Any) -> None:
    import_rows(
        *(instrument_row(f"a{number}") for number in range(20)),
        instrument_row("state", place="26", kind="statute"),
    )
    place = Place.objects.get(pk="2603000")
    with django_assert_max_num_queries(8):
        status_payload(standing_of(place, nine, on=DAY))
