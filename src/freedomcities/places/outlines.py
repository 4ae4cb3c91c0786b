"""Outlines as degrees: what was drawn for a state's own map, put back onto the globe.

Of the nation all states in few digits, of a state its counties in more, as GeoJSON: small enough
to lie under the points of a map. Islands beyond 180° west keep counting, so that no outline tears.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby, pairwise

from django.db import connection
from django.db.models import QuerySet

from freedomcities.places.choices import Kind
from freedomcities.places.models import Outline, StateMap
from freedomcities.places.projection import Conic, conic_from

Point = tuple[float, float]

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
# Digits behind the point of degrees: a kilometre, and a hundred metres.
_NATION_DIGITS, _STATE_DIGITS = 2, 3
_KEPT = 64


def nation_outlines() -> str:
    """The text of a FeatureCollection: every state."""
    return _nation(edition_in_use())


def state_outlines(state: str) -> str:
    """The text of a FeatureCollection: the counties of a state (its postal code)."""
    return _state(state, edition_in_use())


def rings_of(d: str) -> Iterator[list[Point]]:
    """The rings of an outline: parts that each begin with M and go on relatively."""
    for part in d.split("M")[1:]:
        numbers = [float(number) for number in _NUMBER.findall(part)]
        x = y = 0.0
        ring = []
        for right, down in zip(numbers[::2], numbers[1::2], strict=False):
            x, y = x + right, y + down
            ring.append((x, y))
        yield ring


def degrees_of(d: str, conic: Conic, *, digits: int) -> list[list[Point]]:
    """The rings in degrees, longitude first, closed, each against the clock; tiny ones are gone."""
    found = []
    for ring in rings_of(d):
        flat = [_rounded(conic.unproject(x, y), digits) for x, y in ring]
        kept = [point for point, _alike in groupby(flat)]
        if len(set(kept)) < 3:
            continue
        if kept[0] != kept[-1]:
            kept.append(kept[0])
        found.append(kept if _turns_left(kept) else kept[::-1])
    return found


def _rounded(point: Point, digits: int) -> Point:
    latitude, longitude = point
    return round(longitude, digits), round(latitude, digits)


def _turns_left(ring: list[Point]) -> bool:
    pairs = pairwise(ring)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) > 0


@lru_cache(maxsize=1)
def _nation(_edition: int) -> str:
    drawings = dict(StateMap.objects.values_list("state_id", "projection"))
    rows = Outline.objects.filter(place__in=drawings).order_by("pk")
    return _collection(rows, drawings, digits=_NATION_DIGITS)


@lru_cache(maxsize=_KEPT)
def _state(state: str, _edition: int) -> str:
    drawing = StateMap.objects.filter(state__state=state).first()
    if drawing is None:
        return ""
    rows = Outline.objects.filter(
        place__state=state, place__kind=Kind.COUNTY, place__closed_on=None
    ).order_by("pk")
    drawings: Mapping[str, Mapping[str, float]] = defaultdict(lambda: drawing.projection)
    return _collection(rows, drawings, digits=_STATE_DIGITS)


def edition_in_use() -> int:
    """The number of the atlas that was loaded last: what is made of it is made once for each."""
    # Asked by every list, and so not put together anew.
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id) FROM places_atlasedition")
        (found,) = cursor.fetchone()
    return found or 0


def _collection(
    rows: QuerySet[Outline], drawings: Mapping[str, Mapping[str, float]], *, digits: int
) -> str:
    """A feature a line; a place without an outline has none."""
    lines = []
    for geoid, name, d in rows.values_list("place_id", "place__name", "d"):
        rings = degrees_of(d, conic_from(drawings[geoid]), digits=digits)
        if rings:
            lines.append(_feature(geoid, name, rings))
    features = ",\n".join(lines)
    return f'{{"type":"FeatureCollection","features":[\n{features}\n]}}\n'


def _feature(geoid: str, name: str, rings: list[list[Point]]) -> str:
    feature = {
        "type": "Feature",
        "id": geoid,
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]},
        "properties": {"geoid": geoid, "name": name},
    }
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
