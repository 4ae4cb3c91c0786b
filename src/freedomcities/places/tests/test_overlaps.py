from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from freedomcities.places.atlas import build, naming, overlaps, read
from freedomcities.places.atlas.overlaps import Towns, govern_localities, town_weights
from freedomcities.places.atlas.read import Edition, Values
from freedomcities.places.atlas.records import LocalityRecord
from freedomcities.places.tests.makers import make_record

NEAR = make_record("2616100001", base="Near", latitude=42.30, longitude=-83.70, land_km2=90.0)
FAR = make_record("2616100002", base="Far", latitude=42.30, longitude=-83.50, land_km2=90.0)
TOWNS = Towns(
    {"26161": [NEAR, FAR]},
    {"48100": {"2616100001": 50.0, "2616100002": 50.0}},
    {"2600001": {"48100": 3.0}},
)


def locality(name: str = "Corners", geoid: str = "2600001") -> LocalityRecord:
    return LocalityRecord(geoid, name, "MI", 42.29, -83.69, 3.0)


def test_of_two_towns_in_the_zip_code_the_nearer_one_is_likelier() -> None:
    weights = town_weights(locality(), ["26161"], TOWNS)
    assert weights["2616100001"] > 5 * weights["2616100002"] > 0


@pytest.mark.parametrize(
    ("place", "county", "governor"),
    [
        (locality(), "26161", "2616100001"),
        (locality("Far"), "26161", "2616100002"),  # its name says so
        (locality(geoid="2600002"), "26161", "2616100001"),  # no ZIP code known: the nearest
        (locality(), "26163", "26163"),  # no town governs there
    ],
)
def test_who_governs_a_locality(place: LocalityRecord, county: str, governor: str) -> None:
    govern_localities([place], {place.geoid: [county]}, TOWNS)
    assert place.governed_by == governor


def test_a_locality_on_land_that_no_town_governs_is_the_countys() -> None:
    # The nearer of the two is an unorganized territory.
    towns = Towns({"26161": [FAR]}, TOWNS.by_zip, TOWNS.zips_of)
    place = locality()
    govern_localities([place], {place.geoid: ["26161"]}, towns, TOWNS)
    assert place.governed_by == "26161"
    named = locality("Far")
    govern_localities([named], {named.geoid: ["26161"]}, towns, TOWNS)
    assert named.governed_by == FAR.geoid


def test_villages_lie_in_towns_and_cities_do_not(
    edition: Edition, places: dict[str, Values]
) -> None:
    towns: dict[str, dict[str, float]] = defaultdict(dict)
    for row in read.overlap_values(edition):
        towns[row["place_id"]][row["town_id"]] = row["share"]
    assert {places[g]["name"]: share for g, share in towns["1781048"].items()} == {
        "Milton township": 1.0
    }
    assert max(towns["1744407"], key=towns["1744407"].__getitem__) == "1704383947"
    assert not {"2603000", "1714000", "4260000"} & set(towns)


def test_hidden_names_are_found_again_nineteen_times_in_twenty(shared: Path) -> None:
    draft = build.read_draft(shared / "data")
    naming.name_places(draft.places)
    towns = overlaps.gather_towns(draft.places, draft.relations)
    counties = build.locality_counties(draft)
    tried = right = 0
    for place in draft.localities.values():
        inside = counties[place.geoid]
        named = overlaps.town_of_name(place, inside, towns)
        if named:
            weights = town_weights(place, inside, towns)
            tried += 1
            right += max(weights, key=lambda code: (weights[code], code)) == named
    assert tried == 862
    assert right / tried == pytest.approx(0.942, abs=0.005)
