from __future__ import annotations

from datetime import date

import pytest

from freedomcities.adoption.models import Standing, StandingsDay
from freedomcities.adoption.tests import makers as law
from freedomcities.audit.models import ChainHead
from freedomcities.pages.progress import Figures, figures, people_by_state
from freedomcities.pages.progress_history import Moment, history
from freedomcities.pages.progress_memory import edition, remembered
from freedomcities.pages.tests.progress_makers import ask, make_country, make_shade, stand

pytestmark = pytest.mark.django_db


def shown() -> Figures:
    make_country()
    make_shade()
    stand("26161", "1", since="2017")
    stand("26161", "2")
    stand("2603000", "1")
    stand("2622000", "1")
    stand("2622000", "10")
    stand("2616189160", "1", "partial")
    stand("0820000", "1")
    stand("0820000", "2")
    stand("us", "1")
    return figures(ask().blueprint)


def test_places_and_people_of_the_nation() -> None:
    found = shown()
    assert found.governments == 8
    assert (found.any_in_force, found.all_in_force) == (4, 2)
    # The county's 4,000 hold Ann Arbor's; Detroit and Denver come on top.
    assert (found.people, found.population) == (4_000 + 2_500 + 700, 15_000)
    assert found.largest_complete == (
        ("Washtenaw County, MI", "mi/washtenaw-county"),
        ("Denver, CO", "co/denver"),
    )


def test_a_state_by_itself() -> None:
    found = shown()
    assert [state.name for state in found.states] == ["Colorado", "Michigan"]
    michigan = found.of("MI")
    assert michigan is not None
    rules = {rule.number: rule.pk for rule in ask().blueprint.rules}
    assert (michigan.governments, michigan.any_in_force, michigan.all_in_force) == (6, 3, 1)
    assert michigan.by_rule == {rules["1"]: 3, rules["2"]: 1, rules["10"]: 1}
    assert michigan.share == 0.65
    assert found.of("TX") is None


def test_an_optional_rule_alone_counts_for_nothing_but_itself() -> None:
    make_country()
    make_shade()
    stand("26", "10")
    stand("2622000", "10")
    question = ask(rule="10")
    found = figures(question.blueprint)
    assert (found.any_in_force, found.all_in_force, found.people) == (0, 0, 0)
    assert question.rule is not None
    assert people_by_state(question.rule) == {"MI": 2_500}


def test_a_state_s_own_standing_covers_nobody() -> None:
    make_country()
    make_shade()
    stand("26", "1")
    found = figures(ask().blueprint)
    assert (found.any_in_force, found.people) == (1, 0)


def test_people_of_one_rule() -> None:
    shown()
    question = ask(rule="2")
    assert question.rule is not None
    assert people_by_state(question.rule) == {"CO": 700, "MI": 4_000}


def test_a_county_swallowed_by_a_city_is_counted_once() -> None:
    make_country()
    make_shade()
    stand("0820000", "1")
    assert figures(ask().blueprint).people == 700


def test_nothing_recorded_gives_nothing() -> None:
    make_country()
    make_shade()
    found = figures(ask().blueprint)
    assert (found.any_in_force, found.people, found.largest_complete) == (0, 0, ())
    assert history(ask().blueprint, today=date(2026, 11, 21)) == ()


def test_how_the_list_grew() -> None:
    law.make_country()
    law.make_nine()
    law.import_rows(
        law.instrument_row("a2", law.finding_row("1"), effective_on="2016-05-01"),
        law.instrument_row("agencies", place="26", reach="own-agencies", effective_on="2017"),
        law.instrument_row("statute", place="26", effective_on="2018-02-01", ended_on="2019-06-01"),
        law.instrument_row("optional", law.finding_row("1373"), place="08", effective_on="2014"),
        law.instrument_row("draft", place="0820000", effective_on="2027-01-01"),
    )
    blueprint = ask().blueprint
    assert history(blueprint, today=date(2020, 7, 1)) == (
        Moment(date(2015, 12, 31), 0, 0),
        Moment(date(2016, 12, 31), 1, 120_000),
        Moment(date(2017, 12, 31), 2, 120_000),
        Moment(date(2018, 12, 31), 5, 10_000_000),
        Moment(date(2019, 12, 31), 2, 120_000),
        Moment(date(2020, 7, 1), 2, 120_000),
    )


def test_today_in_the_history_is_today_in_the_table() -> None:
    law.make_country()
    law.make_nine()
    law.import_rows(
        law.instrument_row("statute", place="26", effective_on="2018-02-01"),
        law.instrument_row("denver", law.finding_row("2"), place="0820000"),
        law.search_row("look", place="2689140"),
    )
    blueprint = ask().blueprint
    today = history(blueprint, today=law.NOW.date())[-1]
    found = figures(blueprint)
    assert (today.places, today.people) == (found.any_in_force, found.people)
    assert today.places == 6
    assert found.people == 10_000_000 + 710_000


def test_figures_are_kept_until_something_is_written() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert edition() == (0, "")
    assert [remembered(make, "x"), remembered(make, "x")] == [1, 2]
    head, _ = ChainHead.objects.update_or_create(id=1, defaults={"version": 1})
    assert [remembered(make, "kept"), remembered(make, "kept")] == [3, 3]
    StandingsDay.objects.create(id=1, day=date(2026, 3, 2))
    assert remembered(make, "kept") == 4
    ChainHead.objects.update(digest="b" * 64)
    assert remembered(make, "kept") == 4
    ChainHead.objects.update(version=2)
    assert [remembered(make, "kept"), remembered(make, "other")] == [5, 6]
    assert head.pk == 1


def test_a_closed_place_is_not_counted() -> None:
    places = make_country()
    make_shade()
    stand("2622000", "1")
    places["2622000"].closed_on = date(2025, 1, 1)
    places["2622000"].save()
    found = figures(ask().blueprint)
    assert Standing.objects.count() == 1
    assert (found.governments, found.any_in_force, found.people) == (7, 0, 0)
