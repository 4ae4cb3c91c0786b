from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from freedomcities.adoption.models import Search
from freedomcities.blueprints.models import Rule
from freedomcities.pages.progress import StateFigures, figures
from freedomcities.pages.progress_chart import HEIGHT, Tick, nice_ceiling, step_chart
from freedomcities.pages.progress_state import draw_state
from freedomcities.pages.progress_words import axis_words, count_words, share_words
from freedomcities.pages.state_map import LEVELS as ALL_LEVELS
from freedomcities.pages.state_map import Drawing, Spot, draw, level_of, level_on
from freedomcities.pages.tests.progress_makers import (
    RECORDED,
    ask,
    make_country,
    make_map,
    make_shade,
    record,
    stand,
)


def test_the_line_goes_in_steps() -> None:
    chart = step_chart(
        [(date(2016, 12, 31), 0), (date(2017, 12, 31), 5), (date(2018, 12, 31), 10)], words=str
    )
    assert chart.line == "M120 212H329V113H538V14"
    assert chart.area == chart.line + "V212H120z"
    assert chart.up == (Tick(212, "0"), Tick(113, "5"), Tick(14, "10"))
    assert chart.along == (Tick(120, "2016"), Tick(329, "2017"), Tick(538, "2018"))


def test_a_year_that_has_not_ended_has_no_label() -> None:
    chart = step_chart([(date(2024, 12, 31), 1), (date(2026, 6, 1), 3)], words=str)
    assert [tick.label for tick in chart.along] == ["2024", "2025"]
    assert [tick.label for tick in chart.up] == ["0", "2", "4"]


def test_many_years_have_few_labels() -> None:
    days = [(date(year, 12, 31), year) for year in range(2000, 2026)]
    labels = [tick.label for tick in step_chart(days, words=str).along]
    assert labels == ["2001", "2005", "2009", "2013", "2017", "2021", "2025"]


def test_nothing_at_all_is_a_flat_line() -> None:
    chart = step_chart([(date(2024, 12, 31), 0), (date(2025, 12, 31), 0)], words=str)
    assert chart.line == f"M120 {HEIGHT - 28}H538V{HEIGHT - 28}"


def test_one_day_is_no_line() -> None:
    with pytest.raises(ValueError, match="two days"):
        step_chart([(date(2024, 12, 31), 1)], words=str)


@pytest.mark.parametrize(
    ("value", "top"), [(0, 0), (1, 1), (3, 4), (5, 5), (7, 10), (11, 20), (7_785, 10_000)]
)
def test_axes_end_on_a_round_number(value: int, top: int) -> None:
    assert nice_ceiling(value) == top


def test_words_for_numbers() -> None:
    assert count_words(39_242_785) == "39,242,785"
    assert [axis_words(n) for n in (0, 500_000, 100_000_000, 2_500_000)] == [
        "0", "500,000", "100 million", "2.5 million",
    ]  # fmt: skip
    assert [share_words(part) for part in (0, 0.001, 0.5, 0.999, 1)] == [
        "0%", "under 1%", "50%", "over 99%", "100%",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("standings", "level"),
    [
        ([], "unknown"),
        (["unknown"], "unknown"),
        (["adopted"] * 4, "all"),
        (["adopted", "adopted", "contradicted"], "most"),
        (["adopted", "contradicted"], "some"),
        (["none", "partial"], "zero"),
        (["proposed"], "zero"),
        (["none", "preempted"], "against"),
        (["contradicted"], "against"),
    ],
)
def test_the_level_over_all_rules(standings: list[str], level: str) -> None:
    assert level_of(standings, required=4).key == level


def test_the_level_on_one_rule() -> None:
    levels = [level_on(one).key for one in ("adopted", "partial", "none", "preempted", "unknown")]
    assert levels == ["all", "some", "zero", "against", "unknown"]


def test_counties_without_an_outline_become_dots() -> None:
    spots = [
        Spot("A", "/a/", ALL_LEVELS[0], "all", 42.25, -83.75, "M0 0h1v1z"),
        Spot("B", "/b/", ALL_LEVELS[0], "all", 42.25, -83.75),
    ]
    projection = {
        "centre_lon": -83.75, "centre_lat": 42.25, "south": 42.0, "north": 43.0,
        "scale": 10.0, "left": -40.0, "top": -30.0,
    }  # fmt: skip
    drawn = draw(
        size=(80, 60), projection=projection, edge="", counties=spots, towns=[], levels=ALL_LEVELS
    )
    (layer,) = drawn.layers
    assert [shape.name for shape in layer.shapes] == ["A"]
    assert [(dot.name, dot.x, dot.y) for dot in layer.dots] == [("B", 40.0, 30.0)]


def michigan(**parameters: str) -> tuple[StateFigures, Drawing]:
    question = ask(on_state="MI", **parameters)
    found = figures(question.blueprint).of("MI")
    assert found is not None
    drawing = draw_state(found, question)
    assert drawing is not None
    return found, drawing


def words(drawing: Drawing) -> dict[str, str]:
    found: dict[str, str] = {}
    for layer in drawing.layers:
        found |= {shape.name: f"{layer.level.key}: {shape.words}" for shape in layer.shapes}
        found |= {dot.name: f"{layer.level.key}: {dot.words}" for dot in layer.dots}
    return found


@pytest.mark.django_db
def test_a_state_s_counties_and_the_towns_that_have_something_of_their_own() -> None:
    make_country()
    make_map()
    make_shade()
    stand("26161", "1")
    stand("26163", "1", "contradicted")
    stand("2603000", "1")
    stand("2622000", "1", "adopted", inherited_from_id="26")
    record("a2", "2603000", "1")
    look = Search.objects.create(
        id="look", place_id="2616189160", checked_on="2026", recorded_at=RECORDED
    )
    look.rules.add(Rule.objects.get(number="2"))
    _, drawing = michigan()
    assert (drawing.width, drawing.height, drawing.edge) == (800, 600, "M0 0h800v600H0z")
    assert words(drawing) == {
        "Washtenaw County": "most: 1 of 2 in force",
        "Wayne County": "against: 0 of 2 in force",
        "Ann Arbor": "most: 1 of 2 in force",
        "Ypsilanti": "unknown: not known yet",
    }
    shapes = [shape for layer in drawing.layers for shape in layer.shapes]
    assert [(shape.href, shape.d) for shape in shapes] == [
        ("/places/mi/washtenaw-county/", "M0 0h400v600H0z")
    ]


@pytest.mark.django_db
def test_the_map_of_one_rule() -> None:
    make_country()
    make_map()
    make_shade()
    stand("26161", "10", "partial")
    record("d", "2622000", "10", confirmed=False)
    stand("2622000", "10", "unknown", reported=True)
    record("a2", "2603000", "1")
    _, drawing = michigan(rule="10")
    assert words(drawing) == {
        "Washtenaw County": "some: in part",
        "Wayne County": "unknown: not known yet",
        "Detroit": "unknown: not known yet",
    }


@pytest.mark.django_db
def test_a_swallowed_county_is_drawn_as_its_city() -> None:
    make_country()
    make_shade()
    stand("0820000", "1")
    question = ask(on_state="CO")
    found = figures(question.blueprint).of("CO")
    assert found is not None
    assert draw_state(found, question) is None
    drawn = make_map()
    drawn.pk = "08"
    drawn.save()
    drawing = draw_state(found, question)
    assert drawing is not None
    (dot,) = drawing.layers[0].dots
    assert (dot.name, dot.href, dot.words) == (
        "Denver County", "/places/co/denver/", "1 of 2 in force",
    )  # fmt: skip


@pytest.mark.django_db
def test_a_map_costs_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    make_country()
    make_map()
    make_shade()
    question = ask(on_state="MI")
    found = figures(question.blueprint).of("MI")
    assert found is not None
    with django_assert_max_num_queries(5):
        draw_state(found, question)
