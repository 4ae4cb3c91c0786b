from __future__ import annotations

from math import cos, pi, radians, sin

from hypothesis import given
from hypothesis import strategies as st

from freedomcities.events.cells import CELL, FINE, WIDE, centre_of, grid_for

LATITUDES = st.floats(17.5, 71.4)
LONGITUDES = st.floats(-180, 179.99)


@given(LATITUDES, LONGITUDES)
def test_a_centre_is_its_own_centre_and_stays_in_its_cells(lat: float, lon: float) -> None:
    centre = centre_of(lat, lon)
    assert centre_of(*centre) == centre
    for grid in (FINE, CELL, WIDE):
        assert grid.cell_of(lat, lon) == grid.cell_of(*centre)


@given(LATITUDES, LONGITUDES)
def test_a_centre_is_within_half_a_cell(lat: float, lon: float) -> None:
    high, wide = centre_of(lat, lon)
    assert abs(high - lat) <= 0.0251
    assert abs(wide - lon) <= 0.0251


@given(LATITUDES, LONGITUDES, st.floats(1, 170), st.floats(0, 2 * pi), st.floats(0, 1))
def test_the_cells_of_a_circle_hold_every_point_of_it(
    lat: float, lon: float, km: float, turn: float, part: float
) -> None:
    north = km * part * cos(turn) / 111.2
    east = km * part * sin(turn) / (111.2 * cos(radians(lat)))
    there = (lat + north, (lon + east + 180) % 360 - 180)
    grid, cells = grid_for(lat, lon, km)
    assert grid.cell_of(*there) in cells


def test_a_small_circle_asks_the_narrow_grid_and_a_wide_one_the_other() -> None:
    grid, cells = grid_for(42.28, -83.74, 40)
    assert grid is CELL
    assert len(cells) < 60
    grid, cells = grid_for(42.28, -83.74, 400)
    assert grid is WIDE
    assert len(cells) < 60


def test_edges_written_in_decimals_fall_on_one_side() -> None:
    assert centre_of(42.25, -83.75) == (42.275, -83.725)
    assert centre_of(42.2999, -83.7001) == (42.275, -83.725)
