from __future__ import annotations

import struct
from io import BytesIO

import pytest
from PIL import Image

from freedomcities.ui.card_text import drawable, wrapped
from freedomcities.ui.cards import SQUARE, WIDE, Card, draw
from freedomcities.ui.fonts import poster
from freedomcities.ui.marks import SHAPES, Mark

NINE = tuple(Mark(standing, str(n)) for n, standing in enumerate([*SHAPES, "adopted", "none"], 1))
CARD = Card("Sampleton", "Three of nine rules are in force here.", "Freedom Cities", NINE, "2026")
LONG = Card(
    "Río Grande and " * 9, "A sentence that does not end. " * 20, "Freedom Cities", NINE * 2
)


@pytest.mark.parametrize("size", [WIDE, SQUARE])
@pytest.mark.parametrize("card", [CARD, LONG, Card("", "", "")])
def test_a_card_is_a_png_of_its_size_and_light(card: Card, size: tuple[int, int]) -> None:
    png = draw(card, size)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == size
    assert len(png) < 60_000


@pytest.mark.parametrize("size", [WIDE, SQUARE])
def test_the_same_card_gives_the_same_bytes(size: tuple[int, int]) -> None:
    again = Card(CARD.headline, CARD.sentence, CARD.site_name, tuple(NINE), CARD.note)
    assert draw(CARD, size) == draw(again, size)


def test_what_a_card_says_changes_its_bytes() -> None:
    fewer = Card(CARD.headline, CARD.sentence, CARD.site_name, NINE[:8], CARD.note)
    assert draw(fewer) != draw(CARD)


def test_every_shape_differs_without_colour() -> None:
    pictures = set()
    for standing in SHAPES:
        card = Card("", "", "", (Mark(standing),))
        with Image.open(BytesIO(draw(card))) as image:
            pictures.add(image.convert("L").point(lambda grey: 255 if grey > 128 else 0).tobytes())
    assert len(pictures) == len(SHAPES)


def test_a_picture_tells_nothing_but_itself() -> None:
    with Image.open(BytesIO(draw(CARD))) as image:
        assert image.info == {}


def test_letters_that_the_face_lacks_get_a_stand_in() -> None:
    font = poster(40)
    assert drawable("¿Dónde está Peñasco?", font) == "¿Dónde está Peñasco?"
    assert drawable("Hawaiʻi", font) == "Hawai‘i"
    assert drawable("Ağrı", font) == "Agrı"
    assert drawable("go → there", font) == "go  there"


def test_lines_break_at_words_and_end_in_an_ellipsis() -> None:
    font = poster(40)
    width = round(font.getlength("one two three"))
    assert wrapped("one two three four", font, width, 2) == ["one two three", "four"]
    assert wrapped("one two three four", font, width, 1) == ["one two thr…"]
    assert wrapped("", font, width, 2) == []
    assert all(font.getlength(x) <= width for x in wrapped("x" * 80, font, width, 1))
