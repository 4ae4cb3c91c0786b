from __future__ import annotations

import pytest
from django.utils import translation

from freedomcities.ui.marks import SHAPES, Mark, UnknownStanding, shape_of, shapes_in, text_of


def test_every_standing_has_a_shape_in_the_order_of_legends() -> None:
    assert list(SHAPES) == [
        "adopted",
        "partial",
        "proposed",
        "contradicted",
        "preempted",
        "none",
        "unknown",
    ]


def test_words_shapes_and_letters_tell_the_standings_apart() -> None:
    shapes = list(SHAPES.values())
    assert len({str(shape.words) for shape in shapes}) == 7
    assert len({str(shape.drawn) for shape in shapes}) == 7
    assert [shape.letter for shape in shapes] == ["A", "P", "I", "C", "B", "N", "?"]
    assert shape_of("partial").css_class == "mark-partial"


@pytest.mark.parametrize(
    ("number", "name", "text"),
    [
        ("3", "Notices", "3, Notices: in part"),
        ("3", "", "3: in part"),
        ("", "State", "State: in part"),
        ("", "", "in part"),
    ],
)
def test_a_mark_says_what_it_shows(number: str, name: str, text: str) -> None:
    with translation.override("en"):
        assert Mark("partial", number, name).text == text
        assert text_of("partial", number=number, name=name) == text


def test_an_unknown_standing_is_refused_at_once() -> None:
    with pytest.raises(UnknownStanding, match="“pending” is no standing; one of: adopted, partial"):
        Mark("pending", "1")


def test_a_short_legend_has_each_shape_once_in_order() -> None:
    marks = [Mark("unknown"), Mark("adopted"), Mark("unknown"), Mark("none")]
    assert [shape.standing for shape in shapes_in(marks)] == ["adopted", "none", "unknown"]
