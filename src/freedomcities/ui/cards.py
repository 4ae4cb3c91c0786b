"""Share cards: a place, a victory or a gathering as a picture for other people's screens.

Pure: a frozen card goes in, the bytes of a PNG come out, the same bytes for the same card. The
layout engine is fixed and nothing but the picture is written, so a cache may go by content.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from freedomcities.ui.card_marks import drawn_mark
from freedomcities.ui.card_text import drawable, wrapped
from freedomcities.ui.fonts import poster

if TYPE_CHECKING:
    from PIL import ImageFont

    from freedomcities.ui.marks import Mark

WIDE = (1200, 630)
"""Pixels of the picture that links unfold into."""
SQUARE = (1080, 1080)
"""Pixels of the picture for posts."""

ACCENT = (255, 182, 18)
INK = (21, 18, 13)
SHEET = (255, 255, 255)
COLOURS = 32
MARGIN = 72
STRIP = 92
MARK_GAP = 12


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. Long text is set smaller, then cut with an ellipsis.

    `note` stands at the end of the strip, beside the name of the site (a day, an address).
    """

    headline: str
    sentence: str
    site_name: str
    marks: tuple[Mark, ...] = ()
    note: str = ""


def draw(card: Card, size: tuple[int, int] = WIDE) -> bytes:
    """Return `card` as a PNG of `size` pixels (WIDE or SQUARE)."""
    image = Image.new("RGB", size, ACCENT)
    pen = ImageDraw.Draw(image)
    _draw_strip(pen, card, size)
    marks_top = _draw_marks(image, card.marks, size)
    headline_end = _draw_headline(pen, card.headline, size, marks_top)
    _draw_sentence(pen, card.sentence, size, (headline_end, marks_top))
    return _png(image)


def _draw_strip(pen: ImageDraw.ImageDraw, card: Card, size: tuple[int, int]) -> None:
    width, height = size
    pen.rectangle((0, height - STRIP, width, height), fill=INK)
    middle = height - STRIP // 2
    font = poster(42)
    pen.text((MARGIN, middle), drawable(card.site_name.upper(), font), ACCENT, font, anchor="lm")
    small = poster(30)
    pen.text((width - MARGIN, middle), drawable(card.note, small), SHEET, small, anchor="rm")


def _draw_marks(image: Image.Image, marks: tuple[Mark, ...], size: tuple[int, int]) -> int:
    """Draw the marks above the strip, in two rows on a square; return the y at which they begin."""
    width, height = size
    bottom = height - STRIP - MARGIN // 2 - 12
    if not marks:
        return bottom
    rows = 2 if _is_square(size) and len(marks) > 5 else 1
    a_row = -(-len(marks) // rows)
    room = width - 2 * MARGIN - MARK_GAP * (a_row - 1)
    side = min(160 if rows == 2 else 96, room // a_row)
    top = bottom - rows * side - (rows - 1) * MARK_GAP
    for place, mark in enumerate(marks):
        row, column = divmod(place, a_row)
        corner = (MARGIN + column * (side + MARK_GAP), top + row * (side + MARK_GAP))
        image.paste(drawn_mark(mark.standing, mark.number, side), corner)
    return top


def _draw_headline(
    pen: ImageDraw.ImageDraw, headline: str, size: tuple[int, int], bottom: int
) -> int:
    """Set the headline as large as two lines (three on a square) allow; return where it ends."""
    width = size[0]
    most = 3 if _is_square(size) else 2
    largest = 210 if most == 3 else 150
    room = (bottom - MARGIN) * (0.7 if most == 3 else 0.62)
    for points in range(largest, 52, -6):
        font = poster(points)
        text = drawable(headline.upper(), font)
        lines = wrapped(text, font, width - 2 * MARGIN, most)
        fits = "".join(lines).replace(" ", "") == "".join(text.split())
        if fits and len(lines) * points * 1.08 <= room:
            break
    return _draw_lines(pen, lines, font, MARGIN, round(points * 1.08))


def _draw_sentence(
    pen: ImageDraw.ImageDraw, sentence: str, size: tuple[int, int], between: tuple[int, int]
) -> None:
    top, bottom = between[0] + 20, between[1] - 24
    points = 60 if _is_square(size) else 44
    font, step = poster(points), round(points * 1.28)
    lines = wrapped(
        drawable(sentence, font), font, size[0] - 2 * MARGIN, max((bottom - top) // step, 1)
    )
    _draw_lines(pen, lines, font, top, step)


def _draw_lines(
    pen: ImageDraw.ImageDraw, lines: list[str], font: ImageFont.FreeTypeFont, top: int, step: int
) -> int:
    for line in lines:
        pen.text((MARGIN, top), line, INK, font, anchor="la")
        top += step
    return top


def _is_square(size: tuple[int, int]) -> bool:
    return size[1] > size[0] * 0.8


def _png(image: Image.Image) -> bytes:
    few = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()
