"""Populations of the American Community Survey (B01003), by code."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from freedomcities.places.atlas.records import LocalityRecord, PlaceRecord
from freedomcities.places.atlas.sources import (
    COUNTY_PEOPLE,
    PLACE_PEOPLE,
    SUBDIVISION_PEOPLE,
    Row,
    SourceError,
    read_answers,
)


def read_people(directory: Path) -> dict[str, int]:
    """People by code of every county, place and county subdivision that the survey knows."""
    people = {}
    for source in (COUNTY_PEOPLE, PLACE_PEOPLE, SUBDIVISION_PEOPLE):
        for row in read_answers(directory, source):
            code = row["state"] + "".join(row[part] for part in source.columns[2:])
            people[code] = _count(row, source.name)
    return people


def fill_people(
    places: Mapping[str, PlaceRecord],
    localities: Mapping[str, LocalityRecord],
    people: Mapping[str, int],
) -> None:
    """Set the populations; a place younger than the survey keeps ``None``.

    States are the sum of their counties of today, the nation the sum of the 52 states.
    """
    for code, place in places.items():
        if code in people:
            place.population = people[code]
    for code, locality in localities.items():
        locality.population = people.get(code)
    states = [place for place in places.values() if place.kind == "state"]
    for state in states:
        state.population = sum(
            place.population or 0
            for place in places.values()
            if place.kind == "county" and place.fips == state.geoid and not place.closed_on
        )
    places["us"].population = sum(state.population or 0 for state in states)


def _count(row: Row, name: str) -> int:
    try:
        return int(row["B01003_001E"])
    except (ValueError, TypeError) as error:
        raise SourceError(f"{name} holds a population that is no number.") from error
