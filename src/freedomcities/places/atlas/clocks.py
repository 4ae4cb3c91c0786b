"""Time zones: a county's as published, everybody else's from the county that holds most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from freedomcities.places.atlas.records import PlaceRecord
from freedomcities.places.atlas.sources import COUNTY_POINTS, read_rows

# Where the nation's own government sits.
_NATION = "America/New_York"


def read_clocks(directory: Path) -> dict[str, str]:
    """The time zone of every county, the main one where it has two."""
    return {row["GEOID"]: row["Time Zone"] for row in read_rows(directory, COUNTY_POINTS)}


def fill_clocks(
    places: Mapping[str, PlaceRecord], main_county: Mapping[str, str], clocks: Mapping[str, str]
) -> None:
    """Set every place's time zone; a state has that of most of its people."""
    people: dict[str, Counter[str]] = {}
    for code, place in places.items():
        if place.kind == "county" and code in clocks:
            counted = people.setdefault(place.state, Counter())
            counted[clocks[code]] += place.population or 0
    by_state = {state: counted.most_common(1)[0][0] for state, counted in people.items()}
    for code, place in places.items():
        county = main_county.get(code, code)
        place.time_zone = clocks.get(county) or by_state.get(place.state, _NATION)
