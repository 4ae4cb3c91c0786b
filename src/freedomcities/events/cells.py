"""The grid that finds what is near, and hides where exactly a home is. Pure.

Three grids of whole degrees' parts, each a multiple of the one before: a home is known by its
*fine* cell (0.05°, about 5 km), the search looks up *cells* (0.25°) and for wide circles *wide*
ones (2°). A point of a home is always the centre of its cell, so that a hundred looks tell no
more than one.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, floor, radians

KM_PER_DEGREE = 111.2
_FINE_PER_DEGREE = 20
_MOST_CELLS = 160


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid whose cells are `fines` fine cells high and wide."""

    fines: int

    @property
    def columns(self) -> int:
        """How many cells lie around the globe."""
        return 360 * _FINE_PER_DEGREE // self.fines

    def cell_of(self, latitude: float, longitude: float) -> int:
        """The number of the cell that holds the point, in degrees."""
        row, column = self._row(latitude), self._column(longitude)
        return row * self.columns + column % self.columns

    def cells_within(self, latitude: float, longitude: float, km: float) -> list[int]:
        """Every cell that a circle around the point can touch, and a few more."""
        high = km / KM_PER_DEGREE
        # Degrees of longitude shrink towards the poles; the row nearest to one decides.
        wide = high / cos(radians(min(abs(latitude) + high, 89.0)))
        rows = range(self._row(latitude - high), self._row(latitude + high) + 1)
        columns = range(self._column(longitude - wide), self._column(longitude + wide) + 1)
        around = list(columns)[: self.columns]
        return [row * self.columns + column % self.columns for row in rows for column in around]

    def _row(self, latitude: float) -> int:
        return _fine(latitude + 90) // self.fines

    def _column(self, longitude: float) -> int:
        return _fine(longitude + 180) // self.fines


FINE, CELL, WIDE = Grid(1), Grid(5), Grid(40)


def centre_of(latitude: float, longitude: float) -> tuple[float, float]:
    """The centre of the fine cell that holds the point: latitude and longitude in degrees."""
    return tuple(_centre(each) for each in (latitude, longitude))  # type: ignore[return-value]


def grid_for(latitude: float, longitude: float, km: float) -> tuple[Grid, list[int]]:
    """The finest grid of the search in which a circle touches few cells, and those cells."""
    cells = CELL.cells_within(latitude, longitude, km)
    if len(cells) <= _MOST_CELLS:
        return CELL, cells
    return WIDE, WIDE.cells_within(latitude, longitude, km)


def _fine(degrees: float) -> int:
    # A centimetre more, so that an edge written in decimals falls on the side that it names.
    return floor(degrees * _FINE_PER_DEGREE + 1e-7)


def _centre(degrees: float) -> float:
    return round((_fine(degrees) + 0.5) / _FINE_PER_DEGREE, 3)
