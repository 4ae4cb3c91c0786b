"""The marks of standing as pixels: the same shapes as on the page. Pure."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw

from freedomcities.ui.fonts import poster

INK = (21, 18, 13)
SHEET = (255, 255, 255)
BRICK = (161, 45, 22)
MUTED = (89, 81, 74)
# Shapes are drawn so many times larger and made small again, so that slanting edges are smooth.
FINER = 4
UNITS = 40


@lru_cache(maxsize=256)
def drawn_mark(standing: str, number: str, side: int) -> Image.Image:
    """Return the mark as a square picture of `side` pixels. Do not paint on it: it is shared."""
    scale = side * FINER / UNITS
    image = Image.new("RGB", (side * FINER, side * FINER), SHEET)
    pen = _Pen(ImageDraw.Draw(image), scale)
    _draw_shape(pen, standing)
    if number:
        _draw_number(pen, standing, number)
    return image.resize((side, side), Image.Resampling.LANCZOS)


class _Pen:
    """Draws in units of the mark (40 to a side)."""

    def __init__(self, drawing: ImageDraw.ImageDraw, scale: float) -> None:
        self.drawing = drawing
        self.scale = scale

    def line(self, points: list[tuple[float, float]], width: float, colour: _Colour = INK) -> None:
        scaled = [(x * self.scale, y * self.scale) for x, y in points]
        self.drawing.line(scaled, fill=colour, width=round(width * self.scale))

    def box(self, corners: tuple[float, float, float, float], colour: _Colour = INK) -> None:
        self.drawing.rectangle(tuple(c * self.scale for c in corners), fill=colour)

    def dot(self, x: float, y: float, radius: float, colour: _Colour) -> None:
        self.drawing.ellipse(
            tuple(c * self.scale for c in (x - radius, y - radius, x + radius, y + radius)),
            fill=colour,
        )

    def frame(self, width: float, colour: _Colour = INK) -> None:
        side = UNITS * self.scale
        self.drawing.rectangle(
            (0, 0, side - 1, side - 1), outline=colour, width=round(width * self.scale)
        )


_Colour = tuple[int, int, int]


def _draw_shape(pen: _Pen, standing: str) -> None:
    if standing == "adopted":
        pen.box((0, 0, UNITS, UNITS))
    elif standing == "proposed":
        _draw_dashes(pen)
    elif standing == "unknown":
        _draw_dots(pen)
    else:
        pen.frame(3, BRICK if standing == "contradicted" else INK)
    if standing == "partial":
        corners = [(0.0, 0.0), (0.0, 40.0), (40.0, 40.0)]
        pen.drawing.polygon([(x * pen.scale, y * pen.scale) for x, y in corners], fill=INK)
    elif standing == "contradicted":
        pen.line([(2, 2), (38, 38)], 3.4, BRICK)
        pen.line([(38, 2), (2, 38)], 3.4, BRICK)
    elif standing == "preempted":
        for total in range(13, 74, 9):
            low = max(2, total - 38)
            pen.line([(low, total - low), (total - low, low)], 2.2)


def _draw_dashes(pen: _Pen) -> None:
    for start in range(0, UNITS, 11):
        end = start + 7
        pen.box((start, 0, end, 3.2))
        pen.box((start, 36.8, end, 40))
        pen.box((0, start, 3.2, end))
        pen.box((36.8, start, 40, end))


def _draw_dots(pen: _Pen) -> None:
    for along in range(2, 39, 6):
        for x, y in ((along, 2), (along, 38), (2, along), (38, along)):
            pen.dot(x, y, 1.7, MUTED)


def _draw_number(pen: _Pen, standing: str, number: str) -> None:
    points = 21 if len(number) < 3 else 15
    colours = {"adopted": SHEET, "contradicted": BRICK, "unknown": MUTED}
    if standing in {"partial", "contradicted", "preempted"}:
        half = 8 if len(number) == 1 else 12 if len(number) == 2 else 16
        pen.box((20 - half, 9, 20 + half, 31), SHEET)
    pen.drawing.text(
        (20 * pen.scale, 20 * pen.scale),
        number,
        fill=colours.get(standing, INK),
        font=poster(round(points * pen.scale)),
        anchor="mm",
    )
