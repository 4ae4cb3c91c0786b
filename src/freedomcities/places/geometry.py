"""Distances on the sphere and the coarse cells that find what is near. Pure."""

from __future__ import annotations

from math import asin, cos, floor, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
CELLS_PER_DEGREE = 2
CELLS_AROUND = 360 * CELLS_PER_DEGREE
KM_PER_DEGREE = 111.2


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance in kilometres between two points given in degrees."""
    phi_a, phi_b = radians(lat_a), radians(lat_b)
    half = sin((phi_b - phi_a) / 2) ** 2
    half += cos(phi_a) * cos(phi_b) * sin(radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def cell_of(latitude: float, longitude: float) -> int:
    """The number of the half-degree cell that holds the point."""
    row = floor((latitude + 90) * CELLS_PER_DEGREE)
    return row * CELLS_AROUND + floor((longitude + 180) * CELLS_PER_DEGREE) % CELLS_AROUND


def cells_within(latitude: float, longitude: float, km: float) -> list[int]:
    """Every cell that a circle of ``km`` around the point can touch (and a few more)."""
    rows = _span(latitude + 90, km / KM_PER_DEGREE)
    # Degrees of longitude shrink towards the poles; the row nearest to a pole decides.
    northmost = min(abs(latitude) + km / KM_PER_DEGREE, 89.0)
    width = km / (KM_PER_DEGREE * cos(radians(northmost)))
    columns = _span(longitude + 180, min(width, 179.0))
    return [row * CELLS_AROUND + column % CELLS_AROUND for row in rows for column in columns]


def _span(centre: float, half_width: float) -> range:
    first = floor((centre - half_width) * CELLS_PER_DEGREE)
    last = floor((centre + half_width) * CELLS_PER_DEGREE)
    return range(first, last + 1)
