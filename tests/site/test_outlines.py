"""The outlines that lie under the points of a map: small, of our own, where they belong."""

from __future__ import annotations

import gzip
import itertools
import json
from typing import Any

import pytest
from django.test import Client

from freedomcities.places.models import Place, StateMap
from freedomcities.ui.tiles import NAMES

_LARGEST = 50_000


def features(path: str) -> dict[str, Any]:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/geo+json"
    return {each["id"]: each for each in json.loads(answer.content)["features"]}


def box(feature: dict[str, Any]) -> tuple[float, float, float, float]:
    points = [point for (ring,) in feature["geometry"]["coordinates"] for point in ring]
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def test_every_state_lies_where_it_belongs() -> None:
    states = features("/places/outlines.geojson")
    assert len(states) == StateMap.objects.count() == len(NAMES)
    west, south, east, north = box(states["08"])
    assert (west, south, east, north) == pytest.approx((-109.06, 36.99, -102.04, 41.0), abs=0.03)
    # The Aleutians count on beyond the date line, so that the state does not tear.
    assert box(states["02"])[0] < -180


def test_the_counties_of_a_state_hold_their_own_points() -> None:
    counties = features("/places/mi/outlines.geojson")
    assert len(counties) == 83
    for place in Place.objects.filter(pk__in=counties):
        west, south, east, north = box(counties[place.pk])
        # The point of one that reaches far into a lake lies in the water.
        assert west - 0.2 <= place.longitude <= east + 0.2, place
        assert south - 0.4 <= place.latitude <= north + 0.4, place


def test_rings_are_closed_and_turn_as_the_standard_says() -> None:
    for feature in features("/places/mi/outlines.geojson").values():
        for (ring,) in feature["geometry"]["coordinates"]:
            assert ring[0] == ring[-1]
            pairs = itertools.pairwise(ring)
            assert sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) > 0


@pytest.mark.parametrize("state", ["", *sorted(NAMES)])
def test_each_is_small(state: str) -> None:
    path = f"/places/{state.lower()}/outlines.geojson" if state else "/places/outlines.geojson"
    answer = Client().get(path)
    assert answer.status_code == 200
    assert len(gzip.compress(answer.content, compresslevel=6)) < _LARGEST


def test_there_is_none_of_anything_else() -> None:
    for state in ("zz", "MI", "michigan"):
        assert Client().get(f"/places/{state}/outlines.geojson").status_code == 404
