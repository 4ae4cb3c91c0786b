"""The traps that were found by measuring the published files, one by one."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from freedomcities.places.atlas import read
from freedomcities.places.atlas.connecticut import LEGACY_NAMES
from freedomcities.places.atlas.consolidated import read_reviewed
from freedomcities.places.atlas.containment import read_pair_lists
from freedomcities.places.atlas.gazetteer import (
    read_counties,
    read_municipalities,
    read_place_rows,
)
from freedomcities.places.atlas.points import read_gnis_points
from freedomcities.places.atlas.read import Edition, Values
from freedomcities.places.geometry import distance_km

Places = dict[str, Values]
Counties = dict[str, dict[str, float]]


@pytest.fixture(scope="module")
def counties(edition: Edition) -> Counties:
    found: Counties = defaultdict(dict)
    for row in read.containment_values(edition, set(LEGACY_NAMES)):
        found[row["place_id"]][row["county_id"]] = row["share"]
    return found


# 1: the list of 2020 holds false pairs


def test_false_pairs_of_2020_are_not_taken(counties: Counties) -> None:
    assert set(counties["5127200"]) == {"51610"}  # Falls Church, not Fairfax County
    assert set(counties["1235000"]) == {"12031"}  # Jacksonville, not Nassau County


def test_every_pair_of_2023_is_kept(counties: Counties, places: Places, shared: Path) -> None:
    newer = read_pair_lists(shared / "data").newer
    wanted = {(g, c) for g, found in newer.items() if g in counties for c in found}
    assert len(wanted) > 20_000
    assert not {(g, c) for g, c in wanted if c not in counties[g]}


def test_extra_pairs_are_those_that_a_subdivision_proves(
    counties: Counties, places: Places, shared: Path
) -> None:
    newer = read_pair_lists(shared / "data").newer
    extra = {
        (geoid, county)
        for geoid, found in counties.items()
        if geoid in newer and len(geoid) == 7 and geoid[:2] != "09"
        for county in set(found) - newer[geoid]
    }
    assert extra == {
        ("2661860", "26155"),
        ("2704618", "27171"),
        ("4628300", "46103"),
        ("5526982", "55087"),
        ("5532790", "55087"),
        ("5541525", "55035"),
    }


def test_about_eleven_hundred_municipalities_lie_in_several(counties: Counties) -> None:
    several = [
        g
        for g, found in counties.items()
        if len(g) == 7 and len(set(found) - set(LEGACY_NAMES)) > 1
    ]
    assert len(several) == 1_115


def test_shares_say_where_most_of_a_place_lies(counties: Counties) -> None:
    naperville, dallas, fort_worth = (counties[g] for g in ("1751622", "4819000", "4827000"))
    assert naperville["17043"] == pytest.approx(0.72, abs=0.03)
    assert dallas["48113"] > 0.9
    assert fort_worth["48439"] > 0.85
    # Both touch Denton County, yet most of neither is there.
    assert 0 < dallas["48121"] < 0.02
    assert 0 < fort_worth["48121"] < 0.1
    assert sum(counties["3651000"].values()) == pytest.approx(1.0, abs=0.003)
    assert max(counties["3651000"], key=counties["3651000"].__getitem__) == "36081"


# 2: a city that is its own county


@pytest.mark.parametrize(
    ("county", "government"),
    [
        ("24510", "2404000"),
        ("29510", "2965000"),
        ("32510", "3209700"),
        ("51760", "5167000"),
        ("51610", "5127200"),
        ("08031", "0820000"),
        ("06075", "0667000"),
        ("42101", "4260000"),
        ("22071", "2255000"),
        ("21067", "2146027"),
        ("02020", "0203000"),
        ("25019", "2501943790"),
        ("36005", "3651000"),
        ("36047", "3651000"),
        ("36061", "3651000"),
        ("36081", "3651000"),
        ("36085", "3651000"),
        ("11", "1150000"),
        ("11001", "1150000"),
    ],
)
def test_one_government_has_one_place(places: Places, county: str, government: str) -> None:
    assert places[county]["same_as_id"] == government
    assert places[government]["same_as_id"] is None


def test_all_38_independent_cities_of_virginia_are_one_with_their_county(places: Places) -> None:
    cities = [g for g in places if len(g) == 5 and "51500" < g < "51900"]
    assert len(cities) == 38
    assert all(len(places[g]["same_as_id"]) == 7 for g in cities)


@pytest.mark.parametrize(
    "county",
    [
        "12031", "13059", "13245", "15003", "18097", "20071", "20209", "21111", "22033", "22055",
        "22109", "25025", "30093", "47037", "55078",
    ],
)  # fmt: skip
def test_counties_with_others_inside_stay_themselves(places: Places, county: str) -> None:
    assert places[county]["same_as_id"] is None


def test_every_reviewed_row_is_followed_and_says_why(places: Places) -> None:
    for row in read_reviewed():
        assert (places[row.county]["same_as_id"] == row.place) is row.same
        assert row.place in places
        assert len(row.reason) > 20


# 3: the status of a record


@pytest.mark.parametrize(
    ("geoid", "name", "county"),
    [
        ("4752006", "Nashville", "47037"),
        ("2148006", "Louisville", "21111"),
        ("1836003", "Indianapolis", "18097"),
        ("1304204", "Augusta", "13245"),
        ("1303440", "Athens", "13059"),
        ("3011397", "Butte", "30093"),
        ("2028412", "Greeley County unified government", "20071"),
        ("0947515", "Milford", "09170"),
    ],
)
def test_balances_are_governments_with_a_county(
    places: Places, counties: Counties, geoid: str, name: str, county: str
) -> None:
    assert places[geoid]["name"] == name
    assert places[geoid]["kind"] == "municipality"
    assert "balance" not in places[geoid]["full_name"]
    assert set(counties[geoid]) - set(LEGACY_NAMES) == {county}


def test_washington_and_baton_rouge_stay_and_houma_goes(places: Places) -> None:
    assert {"1150000", "2205000", "2240735"} <= set(places)
    assert not {"2236255", "2148000", "2071450"} & set(places)


def test_localities_lead_to_who_governs_them(edition: Edition, places: Places) -> None:
    governed = {row["geoid"]: row["governed_by_id"] for row in read.locality_values(edition)}
    assert governed["2407125"] == "24031"  # Bethesda: Montgomery County
    assert governed["3254600"] == "32003"  # Paradise: Clark County NV
    assert governed["2561555"] == "2501761590"  # Shirley MA: the town of Shirley
    assert governed["3642081"] == "3605934000"  # Levittown NY: the town of Hempstead
    kinds = {places[geoid]["kind"] for geoid in governed.values()}
    assert kinds == {"county", "town"}


# 4: Connecticut


def test_regions_and_closed_counties_of_connecticut(places: Places, counties: Counties) -> None:
    regions = [g for g in places if g.startswith("091") and len(g) == 5]
    assert len(regions) == 9
    assert all(places[g]["closed_on"] is None for g in regions)
    assert {places[g]["closed_on"] for g in LEGACY_NAMES} == {date(2022, 6, 6)}
    assert counties["0937000"] == {"09003": 1.0, "09110": 1.0}
    local = [g for g in counties if g[:2] == "09"]
    assert len(local) == 149 + 30
    assert all(len(set(counties[g]) & set(LEGACY_NAMES)) >= 1 for g in local)
    assert all(len(set(counties[g]) - set(LEGACY_NAMES)) == 1 for g in local)


def test_the_people_of_connecticut_are_the_same_both_ways(places: Places) -> None:
    legacy = sum(places[g]["population"] for g in LEGACY_NAMES)
    assert legacy == places["09"]["population"] == 3_598_348


# 5: points far from the town


def test_san_francisco_lies_on_the_peninsula(places: Places) -> None:
    for geoid in ("0667000", "06075"):
        row = places[geoid]
        assert distance_km(row["latitude"], row["longitude"], 37.7793, -122.4193) < 5


@pytest.mark.parametrize(
    ("geoid", "latitude", "longitude", "km"),
    [
        ("0602000", 33.8353, -117.9145, 5),  # Anaheim
        ("1254700", 30.1588, -85.6602, 5),  # Panama City
        ("4858820", 29.8850, -93.9399, 7),  # Port Arthur: the other point lies in the sea
        ("4802272", 29.4238, -95.2441, 5),  # Alvin
        ("55079", 43.0389, -87.9065, 20),  # Milwaukee County: the other lies in the lake
    ],
)
def test_points_lie_in_the_town(
    places: Places, geoid: str, latitude: float, longitude: float, km: float
) -> None:
    row = places[geoid]
    assert distance_km(row["latitude"], row["longitude"], latitude, longitude) < km


def test_52_points_differed_by_more_than_15_km(places: Places, shared: Path) -> None:
    data = shared / "data"
    gnis = read_gnis_points(data)
    records = read_counties(data) | read_municipalities(read_place_rows(data))
    far = {
        g
        for g, record in records.items()
        if g in gnis and distance_km(record.latitude, record.longitude, *gnis[g]) > 15
    }
    assert len(far) == 52
    moved = {
        g for g in far if distance_km(places[g]["latitude"], places[g]["longitude"], *gnis[g]) < 0.1
    }
    assert "0667000" in moved
    assert not {"4858820", "55079"} & moved


# 6: Hawaii


def test_hawaii_is_governed_by_its_counties(edition: Edition, places: Places) -> None:
    kinds = {row["kind"] for row in places.values() if row["state"] == "HI"}
    assert kinds == {"state", "county"}
    governed = {
        row["governed_by_id"] for row in read.locality_values(edition) if row["state"] == "HI"
    }
    assert governed == {"15001", "15003", "15007", "15009"}


# 7: towns and townships


def test_towns_govern_in_twenty_states_and_cities_are_not_among_them(places: Places) -> None:
    towns = [row for row in places.values() if row["kind"] == "town"]
    assert len({row["state"] for row in towns}) == 20
    assert not [row for row in towns if row["designation"] == "city"]


def test_a_city_as_a_subdivision_is_the_city(edition: Edition) -> None:
    codes = {row["code"]: row["place_id"] for row in read.old_code_values(edition)}
    assert codes["4210160000"] == "4260000"  # Philadelphia
    assert codes["5151090020"] == "5101000"  # Alexandria, under another number
    assert codes["0911037070"] == "0937000"  # Hartford, town and city in one


# 8: newer codes


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("02270", "02158"),
        ("02261", "02063"),
        ("46113", "46102"),
        ("51515", "51019"),
        ("2148000", "2148006"),
        ("2236255", "22109"),
        ("4752004", "4752006"),
        ("0900337070", "0937000"),
    ],
)
def test_old_codes_lead_to_todays_place(
    edition: Edition, places: Places, old: str, today: str
) -> None:
    codes = {row["code"]: row["place_id"] for row in read.old_code_values(edition)}
    assert codes[old] == today
    assert today in places
    assert old not in places


# 9 is test_namesakes_stand_under_their_counties; 10 belongs to the list of agencies.


def test_open_civic_data_ids(places: Places) -> None:
    prefix = "ocd-division/country:us"
    for geoid, ending in {
        "us": "",
        "26": "/state:mi",
        "72": "/territory:pr",
        "1150000": "/district:dc",
        "26161": "/state:mi/county:washtenaw",
        "2603000": "/state:mi/place:ann_arbor",
        "2616189160": "/state:mi/county:washtenaw/place:ypsilanti_charter",
        "72001": "/territory:pr/municipio:adjuntas",
        "0911001080": "/state:ct/place:andover",
        "4752006": "",
    }.items():
        expected = prefix + ending if ending or geoid == "us" else ""
        assert places[geoid]["ocd_id"] == expected, geoid


def test_time_zones(places: Places) -> None:
    for geoid, zone in {
        "2603000": "America/Detroit",
        "48141": "America/Denver",
        "48": "America/Chicago",
        "15": "Pacific/Honolulu",
        "72": "America/Puerto_Rico",
        "1150000": "America/New_York",
        "09003": "America/New_York",
    }.items():
        assert places[geoid]["time_zone"] == zone
    assert all(row["time_zone"] for row in places.values())
