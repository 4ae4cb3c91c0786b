"""The shapes that the building steps hand to one another."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class PlaceRecord:
    """One place on its way into the atlas.

    ``geoid`` is the Census code: ``us``, then 2, 5, 7 or 10 digits; ``kind`` one of nation,
    state, county, municipality, town. Points are degrees, land is square kilometres.
    ``base`` is the name without the word for its kind.
    """

    geoid: str
    kind: str
    full_name: str
    state: str
    latitude: float
    longitude: float
    land_km2: float
    name: str = ""
    base: str = ""
    designation: str = ""
    path: str = ""
    population: int | None = None
    ocd_id: str = ""
    time_zone: str = ""
    same_as: str = ""
    closed_on: str = ""
    also: list[str] = field(default_factory=list)

    @property
    def fips(self) -> str:
        """The state's two digits."""
        return self.geoid[:2]


@dataclass(slots=True)
class LocalityRecord:
    """A census-designated place: findable by name, not a government."""

    geoid: str
    name: str
    state: str
    latitude: float
    longitude: float
    land_km2: float
    population: int | None = None
    governed_by: str = ""


Shares = dict[str, dict[str, float]]
"""Per code: what it overlaps with, and the estimated share (0 to 1) of its land there."""
