"""Open Civic Data ids: what other civic software calls a place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from freedomcities.places.atlas.connecticut import FIPS as CONNECTICUT
from freedomcities.places.atlas.gazetteer import WASHINGTON
from freedomcities.places.atlas.records import PlaceRecord
from freedomcities.places.atlas.sources import DIVISIONS, SourceError, read_rows
from freedomcities.places.names import slugify_name

COUNTRY = "ocd-division/country:us"
DISTRICT = f"{COUNTRY}/district:dc"


def read_divisions(directory: Path) -> dict[str, str]:
    """Ids by Census code, as the list has them."""
    divisions = {}
    for row in read_rows(directory, DIVISIONS):
        if not row["id"].startswith(COUNTRY):
            raise SourceError(f"{DIVISIONS.name} holds an id that is not of this country.")
        divisions[row["census_geoid"].removeprefix("place-")] = row["id"]
    return divisions


def fill_divisions(
    places: Mapping[str, PlaceRecord], divisions: Mapping[str, str], legacy: Mapping[str, str]
) -> None:
    """Set every id that is known; the others stay empty, none is made up.

    The list knows Connecticut's towns by their legacy county (``legacy``), and renamed or
    reclassified municipalities by the code they had: those are found by the id that their
    name gives in the list itself.
    """
    known = set(divisions.values())
    for code, place in places.items():
        place.ocd_id = (
            divisions.get(code)
            or _of_whole(place)
            or _by_legacy_county(place, divisions, legacy)
            or _by_name(place, known)
        )


def guess_division(place: PlaceRecord) -> str:
    """The id that the list's habit gives for a place of this name (to be checked, or undone)."""
    slug = slugify_name(place.base).replace("-", "_")
    state = "territory:pr" if place.state == "PR" else f"state:{place.state.lower()}"
    return f"{COUNTRY}/{state}/place:{slug}"


def _of_whole(place: PlaceRecord) -> str:
    if place.kind == "nation":
        return COUNTRY
    if place.geoid in {WASHINGTON, "11", "11001"}:
        return DISTRICT
    if place.kind != "state":
        return ""
    return guess_division(place).rsplit("/", 1)[0]


def _by_legacy_county(
    place: PlaceRecord, divisions: Mapping[str, str], legacy: Mapping[str, str]
) -> str:
    if place.kind != "town" or place.fips != CONNECTICUT:
        return ""
    suffix = place.geoid[5:]
    return divisions.get(legacy.get(suffix, "") + suffix, "")


def _by_name(place: PlaceRecord, known: set[str]) -> str:
    guess = guess_division(place)
    return guess if place.kind == "municipality" and guess in known else ""
