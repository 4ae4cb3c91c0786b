"""A line of steps over the years, as the numbers of an SVG drawing. Pure.

Lengths are in units of the drawing. A value holds from its day until the next, so the line
goes flat and then up or down, and never slopes through years that nobody counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, log10

WIDTH, HEIGHT = 560, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 120, 22, 14, 28
_MOST_LABELS = 8


@dataclass(frozen=True, slots=True)
class Tick:
    """A label and where it stands along its axis."""

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing: the line, the same closed down to nothing, and the labels of both axes."""

    line: str
    area: str
    up: tuple[Tick, ...]
    along: tuple[Tick, ...]
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM
    width: int = WIDTH
    height: int = HEIGHT


def step_chart(values: Sequence[tuple[date, int]], *, words: Callable[[int], str]) -> Chart:
    """Draw values by day, oldest first; ``words`` writes a value on the axis.

    Raises ValueError for fewer than two values, of which nothing can be drawn.
    """
    if len(values) < 2:
        raise ValueError("A line needs two days at least.")
    top = nice_ceiling(max(value for _, value in values))
    first, last = values[0][0], values[-1][0]
    span = (last - first).days

    def up(value: int) -> int:
        return _upwards(value / top if top else 0)

    spots = [(_across((day - first).days / span), up(value)) for day, value in values]
    (x, y), rest = spots[0], spots[1:]
    line = f"M{x} {y}" + "".join(f"H{there}V{level}" for there, level in rest)
    levels = sorted({0, top // 2, top}) if top > 1 else sorted({0, top})
    return Chart(
        line=line,
        area=f"{line}V{up(0)}H{x}z",
        up=tuple(Tick(up(level), words(level)) for level in levels),
        along=tuple(_years(first, last)),
    )


def nice_ceiling(value: int) -> int:
    """The next 1, 2, 4, 5 or 10 times a power of ten that is not below the value."""
    if value <= 0:
        return 0
    unit = 10 ** int(log10(value))
    return int(next(step * unit for step in (1, 2, 4, 5, 10) if step * unit >= value))


def _years(first: date, last: date) -> list[Tick]:
    """Labels at the ends of years, as many as can be read."""
    years = list(range(first.year, last.year + (last.month == 12 and last.day == 31)))
    every = max(1, ceil(len(years) / _MOST_LABELS))
    span = (last - first).days
    return [
        Tick(_across((date(year, 12, 31) - first).days / span), str(year))
        for year in years
        if (years[-1] - year) % every == 0
    ]


def _across(part: float) -> int:
    return round(_LEFT + part * (WIDTH - _LEFT - _RIGHT))


def _upwards(part: float) -> int:
    return round(HEIGHT - _BOTTOM - part * (HEIGHT - _BOTTOM - _TOP))
