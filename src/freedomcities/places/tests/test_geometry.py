from __future__ import annotations

from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freedomcities.places.geometry import cell_of, cells_within, distance_km

points = st.tuples(st.floats(-75, 75), st.floats(-180, 179.9))


def test_a_degree_of_latitude_is_111_km() -> None:
    assert distance_km(42.0, -83.0, 43.0, -83.0) == pytest.approx(111.195, abs=0.01)


def test_the_date_line_is_no_barrier() -> None:
    assert distance_km(52.0, 179.9, 52.0, -179.9) == pytest.approx(13.69, abs=0.01)


def test_cells_are_half_degrees_from_the_south_pole() -> None:
    assert cell_of(-90.0, -180.0) == 0
    assert cell_of(42.2755, -83.7312) == 264 * 720 + 192


@given(points, st.floats(0, 40), st.floats(-1, 1), st.floats(-1, 1))
def test_no_point_in_the_circle_falls_outside_the_cells(
    point: tuple[float, float], km: float, north: float, east: float
) -> None:
    lat, lon = point
    other = (lat + north * 0.35, lon + east * 0.35 / cos(radians(lat)))
    other = (other[0], (other[1] + 180) % 360 - 180)
    if distance_km(lat, lon, *other) <= km:
        assert cell_of(*other) in cells_within(lat, lon, km)


def test_a_circle_of_40_km_touches_few_cells() -> None:
    assert len(cells_within(42.2755, -83.7312, 40)) <= 12
