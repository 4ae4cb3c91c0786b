"""The drawing of one state: its counties filled by level, and towns with law of their own as dots.

The level is told by a pattern and by words, colour only repeats it. Dots are for places that
an instrument or a search speaks of: what the state says to everyone stands in every county.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from freedomcities.adoption.answers import Standing as Stands
from freedomcities.places.projection import conic_from

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise

# More dots than this could not be told apart, and would make the page heavy.
MOST_DOTS = 400


@dataclass(frozen=True, slots=True)
class Level:
    """How a place is filled, and what that means."""

    key: str
    words: Text


UNKNOWN = Level("unknown", _("not known yet"))
ZERO = Level("zero", _("looked at, none in force"))
AGAINST = Level("against", _("none, the opposite is in force"))
SOME = Level("some", _("fewer than half in force"))
MOST = Level("most", _("half or more in force"))
ALL = Level("all", _("all in force"))
LEVELS = (ALL, MOST, SOME, ZERO, AGAINST, UNKNOWN)

IN_FORCE = Level("all", _("in force"))
IN_PART = Level("some", _("in part"))
COMING = Level("zero", _("introduced, or looked for and not found"))
OPPOSITE = Level("against", _("the opposite is in force, or blocked from above"))
RULE_LEVELS = (IN_FORCE, IN_PART, COMING, OPPOSITE, UNKNOWN)
_BY_STANDING = {
    Stands.ADOPTED: IN_FORCE,
    Stands.PARTIAL: IN_PART,
    Stands.PROPOSED: COMING,
    Stands.NONE: COMING,
    Stands.CONTRADICTED: OPPOSITE,
    Stands.PREEMPTED: OPPOSITE,
    Stands.UNKNOWN: UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to draw: ``d`` is its outline, empty where only its point can be drawn."""

    name: str
    href: str
    level: Level
    words: str
    latitude: float
    longitude: float
    d: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A county's outline with its link."""

    name: str
    href: str
    words: str
    d: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A place at a point of the drawing, with its link."""

    name: str
    href: str
    words: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layer:
    """What is filled alike."""

    level: Level
    shapes: tuple[Shape, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map of a state; ``edge`` is the state's own outline."""

    width: int
    height: int
    edge: str
    layers: tuple[Layer, ...]

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that occur, in the order of the legend."""
        return tuple(layer.level for layer in self.layers)


def level_of(standings: Iterable[str], *, required: int) -> Level:
    """The level of a place over all rules, given its standings on the required ones."""
    known = [each for each in standings if each != Stands.UNKNOWN]
    met = known.count(Stands.ADOPTED)
    if met:
        return ALL if met == required else MOST if met * 2 >= required else SOME
    if not known:
        return UNKNOWN
    return AGAINST if any(_BY_STANDING[Stands(each)] is OPPOSITE for each in known) else ZERO


def level_on(standing: str) -> Level:
    """The level of a place on one rule."""
    return _BY_STANDING[Stands(standing)]


def draw(
    *,
    size: tuple[int, int],
    projection: Mapping[str, float],
    edge: str,
    counties: Iterable[Spot],
    towns: Iterable[Spot],
    levels: Iterable[Level],
) -> Drawing:
    """Put outlines and points on the state's drawing, layer by layer in the order of levels."""
    project = conic_from(projection).project
    drawn = list(counties)
    points = [*(spot for spot in drawn if not spot.d), *towns]
    layers = (
        Layer(
            level,
            tuple(
                Shape(spot.name, spot.href, spot.words, spot.d)
                for spot in drawn
                if spot.d and spot.level is level
            ),
            tuple(_dot(spot, project) for spot in points if spot.level is level),
        )
        for level in levels
    )
    present = tuple(layer for layer in layers if layer.shapes or layer.dots)
    return Drawing(size[0], size[1], edge, present)


def _dot(spot: Spot, project: Callable[[float, float], tuple[float, float]]) -> Dot:
    x, y = project(spot.latitude, spot.longitude)
    return Dot(spot.name, spot.href, spot.words, round(x, 1), round(y, 1))
