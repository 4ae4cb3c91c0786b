"""Drawing a state flat: Albers' equal-area conic projection. Pure.

The atlas draws every state's counties with it once, and pages put towns as dots on
the same drawing with the parameters kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from math import asin, atan2, cos, degrees, radians, sin, sqrt


@dataclass(frozen=True, slots=True)
class Conic:
    """A drawing's projection: angles in degrees, the drawing's units by ``scale``."""

    centre_lon: float
    centre_lat: float
    south: float
    north: float
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def project(self, latitude: float, longitude: float) -> tuple[float, float]:
        """The point on the drawing: x to the right, y downwards."""
        cone, curve = self._cone()
        radius = sqrt(curve - 2 * cone * sin(radians(latitude))) / cone
        radius_0 = sqrt(curve - 2 * cone * sin(radians(self.centre_lat))) / cone
        # Alaska crosses the date line: measure the angle the short way round.
        angle = cone * radians((longitude - self.centre_lon + 180) % 360 - 180)
        x, y = radius * sin(angle), radius_0 - radius * cos(angle)
        return x * self.scale - self.left, -y * self.scale - self.top

    def unproject(self, x: float, y: float) -> tuple[float, float]:
        """The latitude and longitude of a point on the drawing; beyond 180° west it counts on."""
        cone, curve = self._cone()
        radius_0 = sqrt(curve - 2 * cone * sin(radians(self.centre_lat))) / cone
        right = (x + self.left) / self.scale
        down = radius_0 + (y + self.top) / self.scale
        latitude = degrees(asin((curve - (right**2 + down**2) * cone**2) / (2 * cone)))
        return latitude, self.centre_lon + degrees(atan2(right, down) / cone)

    def as_dict(self) -> dict[str, float]:
        """The parameters, as kept with a state's drawing."""
        return asdict(self)

    def _cone(self) -> tuple[float, float]:
        south = sin(radians(self.south))
        cone = (south + sin(radians(self.north))) / 2
        return cone, cos(radians(self.south)) ** 2 + 2 * cone * south


def conic_from(parameters: Mapping[str, float]) -> Conic:
    """The projection whose :meth:`Conic.as_dict` was kept."""
    return Conic(**parameters)


def fit_conic(
    points: Iterable[tuple[float, float]], *, width: int, height: int
) -> tuple[Conic, int, int]:
    """A projection that fits all (latitude, longitude) points into a box.

    Returns it with the drawing's own width and height, of which one fills the box.
    """
    known = [(lat, lon - 360 if lon > 0 else lon) for lat, lon in points]
    south, north = min(p[0] for p in known), max(p[0] for p in known)
    west, east = min(p[1] for p in known), max(p[1] for p in known)
    sixth = (north - south) / 6
    raw = Conic((west + east) / 2, (south + north) / 2, south + sixth, north - sixth)
    flat = [raw.project(lat, lon) for lat, lon in known]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    wide, high = max(x for x, _ in flat) - left, max(y for _, y in flat) - top
    scale = min(width / wide, height / high)
    fitted = Conic(
        round(raw.centre_lon, 5),
        round(raw.centre_lat, 5),
        round(raw.south, 5),
        round(raw.north, 5),
        round(scale, 3),
        round(left * scale, 3),
        round(top * scale, 3),
    )
    return fitted, round(wide * scale), round(high * scale)
