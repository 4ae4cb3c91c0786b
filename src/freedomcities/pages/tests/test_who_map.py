"""The map of whom to meet, drawn from outlines alone."""

from __future__ import annotations

import pytest

from freedomcities.pages.who_map import Box, County, StateDrawing, Town, box_of, draw_who
from freedomcities.places.projection import conic_from

PROJECTION = {
    "centre_lat": 39.74527, "centre_lon": -89.50545, "left": -277.004, "north": 41.58741,
    "scale": 10357.447, "south": 37.90313, "top": -500.536,
}  # fmt: skip
NEAR = County("17043", "DuPage County", "M444 94l0 31 1 10 0 6 15 0 16-1 0 8 9 0 7-6 0-54-48 6z")
FAR = County("17003", "Alexander County", "M300 900l30 0 0 40-30 0z")
ILLINOIS = StateDrawing(560, 1000, PROJECTION, "M0 0l560 0 0 1000-560 0z", (FAR, NEAR))
WHEATON = Town("Wheaton", 1, 41.8561, -88.1084)
LOMBARD = Town("Lombard", 2, 41.8741, -88.0150)


@pytest.mark.parametrize(
    ("d", "box"),
    [
        ("", Box(0, 0, 0, 0)),
        ("M10 20l5 0 0 5-5 0z", Box(10, 20, 5, 5)),
        ("M10 20l-5 2.5 1-4z", Box(5, 18.5, 5, 4)),
        ("M0 0l2 0 0 2zM10 10l3 1z", Box(0, 0, 13, 11)),
    ],
)
def test_the_rectangle_around_an_outline(d: str, box: Box) -> None:
    assert box_of(d) == box


def test_the_view_holds_the_county_and_the_towns() -> None:
    drawn = draw_who(ILLINOIS, [WHEATON, LOMBARD], {"17043"}, "held")
    view = drawn.view
    county = box_of(NEAR.d)
    assert view.x < county.x
    assert view.y < county.y
    assert view.x + view.width > county.x + county.width
    assert view.y + view.height > county.y + county.height
    assert view.width / view.height == pytest.approx(4 / 3, abs=0.01)
    assert drawn.held == (NEAR.d,)
    assert drawn.beside == ()
    assert [label.text for label in drawn.labels] == ["DuPage County"]
    assert drawn.has_key


def test_dots_stand_where_the_projection_puts_them_and_keep_their_numbers() -> None:
    drawn = draw_who(ILLINOIS, [WHEATON, LOMBARD], {"17043"}, "held")
    x, y = conic_from(PROJECTION).project(LOMBARD.latitude, LOMBARD.longitude)
    assert [(dot.name, dot.number) for dot in drawn.dots] == [("Wheaton", 1), ("Lombard", 2)]
    assert (drawn.dots[1].x, drawn.dots[1].y) == (round(x, 1), round(y, 1))


def test_the_view_grows_with_what_is_held() -> None:
    small = draw_who(ILLINOIS, [WHEATON], {"17043"}, "held").view
    large = draw_who(ILLINOIS, [WHEATON], {"17043", "17003"}, "maybe").view
    whole = draw_who(ILLINOIS, [WHEATON], {"17043"}, "beside").view
    assert small.width < large.width <= whole.width


def test_a_whole_state_is_drawn_whole_without_a_key() -> None:
    drawn = draw_who(ILLINOIS, [WHEATON], {"17043"}, "beside")
    assert drawn.is_whole
    assert drawn.labels == ()
    assert not drawn.has_key
    assert drawn.view.width >= 560
    assert drawn.view.height >= 1000


def test_counties_that_are_many_are_not_named() -> None:
    many = tuple(County(str(n), f"County {n}", f"M{n * 40} 94l30 0 0 30-30 0z") for n in range(4))
    state = StateDrawing(560, 1000, PROJECTION, ILLINOIS.edge, many)
    assert len(draw_who(state, [], {"0", "1", "2"}, "held").labels) == 3
    assert draw_who(state, [], {"0", "1", "2", "3"}, "held").labels == ()


def test_more_towns_than_numbers_can_be_told_apart() -> None:
    towns = [Town(f"Town {n}", n, 41.8, -88.1 + n / 100) for n in range(1, 22)]
    assert draw_who(ILLINOIS, towns[:20], {"17043"}, "held").is_numbered
    assert not draw_who(ILLINOIS, towns, {"17043"}, "held").is_numbered
