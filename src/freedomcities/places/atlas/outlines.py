"""Counties and states as drawings: a projection of its own for each state, whole numbers.

Every corner is rounded to the grid of the state's drawing, so that neighbours which shared a
border still do. A state's own outline is what is left when borders that two of its counties
share are taken away. For drawing and for neighbours only: at this scale (1:20 million) tens
of towns fall into the wrong county.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import cast

from freedomcities.places.atlas.sources import OUTLINES, SourceError, read_features
from freedomcities.places.projection import Conic, fit_conic

WIDTH, HEIGHT = 1_000, 1_000
# A county smaller than this many square units cannot be seen: it is drawn as a dot.
_SMALLEST = 20.0

Point = tuple[float, float]
Spot = tuple[int, int]
Rings = list[list[Point]]


@dataclass(frozen=True, slots=True)
class StateDrawing:
    """One state: size, projection, and path data by code (empty: draw a dot at its point)."""

    width: int
    height: int
    projection: Conic
    paths: dict[str, str]


def read_rings(directory: Path) -> dict[str, Rings]:
    """The rings of every county, as (latitude, longitude) points, by code."""
    rings: dict[str, Rings] = {}
    for feature in read_features(directory):
        properties = cast("dict[str, str]", feature["properties"])
        geometry = cast("dict[str, list[list[object]]]", feature["geometry"])
        many = cast("str", geometry["type"]) == "MultiPolygon"
        polygons = cast("list[list[list[Point]]]", geometry["coordinates"])
        shapes = polygons if many else [cast("list[list[Point]]", polygons)]
        rings[properties["GEOID"]] = [
            [(point[1], point[0]) for point in ring] for shape in shapes for ring in shape
        ]
    if not rings:
        raise SourceError(f"{OUTLINES.name} holds no outline.")
    return rings


def find_neighbours(rings: Mapping[str, Rings]) -> dict[str, set[str]]:
    """Counties that share a piece of border (a corner alone does not count)."""
    sides: dict[frozenset[Point], set[str]] = defaultdict(set)
    for code, county in rings.items():
        for ring in county:
            for side in pairwise(ring):
                sides[frozenset(side)].add(code)
    neighbours: dict[str, set[str]] = {code: set() for code in rings}
    for codes in sides.values():
        for code in codes:
            neighbours[code] |= codes - {code}
    return neighbours


def draw_states(rings: Mapping[str, Rings]) -> dict[str, StateDrawing]:
    """A drawing of every state, by its two digits."""
    by_state: dict[str, dict[str, Rings]] = defaultdict(dict)
    for code, county in rings.items():
        by_state[code[:2]][code] = county
    return {state: _draw(state, counties) for state, counties in sorted(by_state.items())}


def _draw(state: str, counties: Mapping[str, Rings]) -> StateDrawing:
    points = [point for county in counties.values() for ring in county for point in ring]
    conic, width, height = fit_conic(points, width=WIDTH, height=HEIGHT)
    spots = {
        code: [spotted for ring in county if len(spotted := _rounded(ring, conic)) > 3]
        for code, county in sorted(counties.items())
    }
    paths = {
        code: _path(rings) if sum(map(_area, rings)) >= _SMALLEST else ""
        for code, rings in spots.items()
    }
    paths[state] = _path(_outer(spots.values()))
    return StateDrawing(width, height, conic, paths)


def _rounded(ring: Iterable[Point], conic: Conic) -> list[Spot]:
    spots: list[Spot] = []
    for point in ring:
        x, y = conic.project(*point)
        spot = (round(x), round(y))
        if not spots or spots[-1] != spot:
            spots.append(spot)
    return spots


def _area(ring: list[Spot]) -> float:
    pairs = pairwise(ring)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _path(rings: Iterable[list[Spot]]) -> str:
    """SVG path data: absolute first point, then relative lines, closed."""
    parts = []
    for ring in rings:
        corners = _corners(ring)
        if len(corners) < 3:
            continue
        (x, y), steps = corners[0], []
        for here, there in pairwise(corners):
            steps.append(_step(there[0] - here[0], there[1] - here[1]))
        parts.append(f"M{x} {y}l{''.join(steps).strip()}z")
    return "".join(parts)


def _step(dx: int, dy: int) -> str:
    # A minus sign parts two numbers as well as a space does.
    return f"{'' if dx < 0 else ' '}{dx}{'' if dy < 0 else ' '}{dy}"


def _corners(ring: list[Spot]) -> list[Spot]:
    """The ring without its repeated last point and without points on a straight line."""
    closed = ring[:-1] if ring[0] == ring[-1] else ring
    return [
        spot
        for before, spot, after in zip(
            [closed[-1], *closed[:-1]], closed, [*closed[1:], closed[0]], strict=True
        )
        if (spot[0] - before[0]) * (after[1] - spot[1])
        != (spot[1] - before[1]) * (after[0] - spot[0])
    ]


def _outer(counties: Iterable[list[list[Spot]]]) -> list[list[Spot]]:
    """The rings of the union: directed sides that no neighbour walks the other way."""
    sides: dict[Spot, list[Spot]] = defaultdict(list)
    for county in counties:
        for ring in county:
            for here, there in pairwise(ring):
                if here in sides.get(there, ()):
                    sides[there].remove(here)
                else:
                    sides[here].append(there)
    return _chained({spot: ends for spot, ends in sides.items() if ends})


def _chained(sides: dict[Spot, list[Spot]]) -> list[list[Spot]]:
    rings = []
    while sides:
        start = min(sides)
        ring, here = [start], start
        while here in sides:
            there = sides[here].pop()
            if not sides[here]:
                del sides[here]
            ring.append(there)
            here = there
            if here == start:
                break
        rings.append(ring)
    return [ring for ring in rings if len(ring) > 3 and _area(ring) >= 1]
