"""The map of whom to meet: the place that holds everybody, and a dot for each town. Pure.

The view is as large as the towns and the place that holds them, so that it grows with every
town that is added; beyond the state's border it is drawn as tiles by the page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from freedomcities.places.projection import conic_from

# The view keeps this share of itself free around what it shows.
_MARGIN = 0.16
# A town alone is not shown larger than this part of the state's drawing.
_SMALLEST = 0.08
_RATIO = 4 / 3
# Below this part of the state a small map says where in the state this is.
_SMALL_PART = 0.5
_DOT, _WRITING, _LETTER, _BASELINE = 0.026, 0.044, 0.033, 0.35
# More numbers than this cannot be told apart.
MOST_NUMBERED = 20
# The names of more counties lie over each other, as those of New York's five.
MOST_NAMED = 3
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing: its corner and its sides."""

    x: float
    y: float
    width: float
    height: float

    def touches(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        return (
            self.x <= other.x + other.width
            and other.x <= self.x + self.width
            and self.y <= other.y + other.height
            and other.y <= self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class Town:
    """A town to draw: the numbers of the people's list that stand for it."""

    name: str
    number: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class County:
    """A county's outline; `code` is that of the government it is part of."""

    code: str
    name: str
    d: str


@dataclass(frozen=True, slots=True)
class StateDrawing:
    """A state's own drawing: its size, its projection, its edge, its counties."""

    width: int
    height: int
    projection: Mapping[str, float]
    edge: str
    counties: tuple[County, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A county's name and where it stands."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A town's dot and its number; `baseline` is where the number stands."""

    name: str
    number: int
    x: float
    y: float
    baseline: float


@dataclass(frozen=True, slots=True)
class WhoMap:
    """What the page draws, in the state's units; `held` are the outlines to fill.

    `fill`: "held" where they hold everybody, "maybe" where one is to be chosen, "around" where
    they only lie around a town, "beside" (not at all) where the whole state holds everybody.
    """

    view: Box
    edge: str
    held: tuple[str, ...]
    beside: tuple[str, ...]
    labels: tuple[Label, ...]
    dots: tuple[Dot, ...]
    radius: float
    writing: float
    letter: float
    line: float
    is_whole: bool
    fill: str
    is_numbered: bool
    width: int
    height: int

    @property
    def has_key(self) -> bool:
        """Whether a small map of the state should say where this is."""
        return self.view.width * self.view.height < _SMALL_PART * self.width * self.height


def draw_who(
    state: StateDrawing, towns: Sequence[Town], held: Collection[str], fill: str
) -> WhoMap:
    """Draw the counties of these codes with the towns, filled as `fill` says: see `WhoMap`."""
    is_whole = fill == "beside"
    project = conic_from(state.projection).project
    points = [(town, *project(town.latitude, town.longitude)) for town in towns]
    filled = [county for county in state.counties if county.code in held and county.d]
    named = [] if is_whole or len(filled) > MOST_NAMED else filled
    boxes = [box_of(county.d) for county in filled]
    boxes += [Box(x, y, 0, 0) for _town, x, y in points]
    whole = Box(0, 0, state.width, state.height)
    view = _view(whole if is_whole or not boxes else _around(boxes), state)
    side = max(view.width, view.height)
    inside = [each for each in state.counties if each.d and view.touches(box_of(each.d))]
    dots = (
        Dot(
            town.name,
            town.number,
            round(x, 1),
            round(y, 1),
            round(y + side * _LETTER * _BASELINE, 1),
        )
        for town, x, y in points
    )
    return WhoMap(
        view=view,
        edge=state.edge,
        held=tuple(county.d for county in filled),
        beside=tuple(county.d for county in inside if county not in filled),
        labels=tuple(_label(each, points, side) for each in named),
        dots=tuple(dots),
        radius=round(side * _DOT, 1),
        writing=round(side * _WRITING, 1),
        letter=round(side * _LETTER, 1),
        line=round(side * 0.006, 2),
        is_whole=is_whole,
        fill=fill,
        is_numbered=len(points) <= MOST_NUMBERED,
        width=state.width,
        height=state.height,
    )


def box_of(d: str) -> Box:
    """The rectangle around an outline: parts that each begin with M and go on relatively."""
    xs, ys = [], []
    for part in d.split("M")[1:]:
        numbers = [float(number) for number in _NUMBER.findall(part)]
        x = y = 0.0
        for right, down in zip(numbers[::2], numbers[1::2], strict=False):
            x, y = x + right, y + down
            xs.append(x)
            ys.append(y)
    if not xs:
        return Box(0, 0, 0, 0)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _label(county: County, points: Sequence[tuple[Town, float, float]], side: float) -> Label:
    """The county's name at its foot or its head, wherever it is farther from the towns."""
    box, size = box_of(county.d), side * _WRITING
    x = box.x + box.width / 2
    places = (box.y + box.height - size * 0.6, box.y + size * 1.3, box.y - size * 0.4)

    def free(y: float) -> float:
        return min((hypot(x - right, y - down) for _town, right, down in points), default=0.0)

    y = max(places, key=free)
    return Label(county.name, round(x, 1), round(y, 1))


def _around(boxes: Iterable[Box]) -> Box:
    given = list(boxes)
    left, top = min(box.x for box in given), min(box.y for box in given)
    right = max(box.x + box.width for box in given)
    bottom = max(box.y + box.height for box in given)
    return Box(left, top, right - left, bottom - top)


def _view(box: Box, state: StateDrawing) -> Box:
    """The box with a margin, neither too small nor too narrow, about the same middle."""
    least = _SMALLEST * max(state.width, state.height)
    width = max(box.width * (1 + 2 * _MARGIN), least)
    height = max(box.height * (1 + 2 * _MARGIN), least)
    width, height = max(width, height * _RATIO), max(height, width / _RATIO)
    x = box.x + box.width / 2 - width / 2
    y = box.y + box.height / 2 - height / 2
    return Box(round(x, 1), round(y, 1), round(width, 1), round(height, 1))
