"""What the tables that ship hold; nothing here needs the files they were made from."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from freedomcities.places.atlas import read
from freedomcities.places.atlas.naming import read_reviewed_names
from freedomcities.places.atlas.read import Edition, Values
from freedomcities.places.operations import SHIPPED
from freedomcities.places.projection import conic_from

Places = dict[str, Values]


def test_every_government_is_counted_once(edition: Edition) -> None:
    assert edition.counts == {
        "states": 52,
        "counties": 3_222,
        "municipalities": 19_479,
        "towns": 16_147,
        "zip_codes": 33_791,
        "localities": 12_832,
    }


def test_rows_by_kind_are_the_counts_and_the_second_codes(places: Places) -> None:
    assert Counter(row["kind"] for row in places.values()) == {
        "nation": 1,
        "state": 52,
        "county": 3_222 + 8,  # Connecticut's closed ones
        "municipality": 19_479 + 1,  # Washington, counted as the District among the states
        "town": 16_147,
    }
    assert sum(1 for row in places.values() if row["same_as_id"]) == 68
    assert sum(1 for row in places.values() if row["closed_on"]) == 8


def test_the_tables_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in SHIPPED.glob("*.xz")}
    assert sum(sizes.values()) < 2_000_000
    assert sizes["places.xz"] < 700_000
    assert sizes["outlines.xz"] < 120_000


def test_addresses_are_unique_and_plain(places: Places) -> None:
    paths = [row["path"] for row in places.values()]
    assert len(set(paths)) == len(paths)
    assert all(path == path.lower() and path.isascii() and " " not in path for path in paths)
    assert max(path.count("/") for path in paths) == 2


@pytest.mark.parametrize(
    ("geoid", "name", "path"),
    [
        ("us", "United States", "us"),
        ("26", "Michigan", "mi"),
        ("26161", "Washtenaw County", "mi/washtenaw-county"),
        ("2603000", "Ann Arbor", "mi/ann-arbor"),
        ("2616189160", "Ypsilanti charter township", "mi/ypsilanti-charter-township"),
        ("3610310000", "Brookhaven", "ny/brookhaven"),
        ("0820000", "Denver", "co/denver"),
        ("1150000", "Washington", "dc/washington"),
        ("2501370", "Amherst", "ma/amherst"),
        ("4752006", "Nashville", "tn/nashville"),
        ("0665042", "Ventura", "ca/ventura"),
        ("0281920", "Utqiaġvik", "ak/utqiagvik"),
        ("35013", "Doña Ana County", "nm/dona-ana-county"),
        ("72001", "Adjuntas Municipio", "pr/adjuntas-municipio"),
        ("5414610", "Charles Town", "wv/charles-town"),
    ],
)
def test_names_and_addresses(places: Places, geoid: str, name: str, path: str) -> None:
    assert (places[geoid]["name"], places[geoid]["path"]) == (name, path)


def test_a_town_beside_a_city_of_its_name_says_that_it_is_a_town(places: Places) -> None:
    cities = {
        (row["state"], row["name"]) for row in places.values() if row["kind"] == "municipality"
    }
    towns = [row for row in places.values() if row["kind"] == "town"]
    assert not [row["name"] for row in towns if (row["state"], row["name"]) in cities]
    assert {row["name"] for row in towns if row["state"] == "NY"} >= {"Ithaca town", "Brookhaven"}


def test_namesakes_stand_under_their_counties(places: Places) -> None:
    reno = sorted(
        row["path"]
        for row in places.values()
        if (row["state"], row["name"], row["kind"]) == ("TX", "Reno", "municipality")
    )
    assert reno == ["tx/lamar-county/reno", "tx/parker-county/reno"]


def test_municipalities_that_share_name_and_state_are_few(places: Places) -> None:
    names = Counter(
        (row["name"], row["state"]) for row in places.values() if row["kind"] == "municipality"
    )
    repeated = {name for name, count in names.items() if count > 1}
    assert len(repeated) == 18
    assert {("Reno", "TX"), ("Franklin", "PA"), ("Wilmington", "IL")} <= repeated


def test_nearly_everybody_has_people(places: Places) -> None:
    empty = [row["geoid"] for row in places.values() if row["population"] is None]
    assert len(empty) == 17  # incorporated or recoded after the survey
    assert places["us"]["population"] == 335_642_425
    assert places["2603000"]["population"] == 121_179
    states = [row for row in places.values() if row["kind"] == "state"]
    assert sum(row["population"] for row in states) == places["us"]["population"]


def test_shares_of_a_place_add_up(edition: Edition, places: Places) -> None:
    closed = {geoid for geoid, row in places.items() if row["closed_on"]}
    sums: dict[tuple[str, bool], float] = defaultdict(float)
    mains: Counter[str] = Counter()
    for row in read.containment_values(edition, closed):
        sums[row["place_id"], row["county_id"] in closed] += row["share"]
        mains[row["place_id"]] += row["main"]
    assert all(abs(total - 1) < 0.004 for total in sums.values())
    local = [g for g, row in places.items() if row["kind"] in {"municipality", "town"}]
    assert all(mains[geoid] == 1 for geoid in local)
    assert len(mains) == len(local)


def test_every_zip_code_and_every_municipality_is_covered(edition: Edition, places: Places) -> None:
    covered: dict[str, set[str]] = defaultdict(set)
    for row in read.coverage_values(edition):
        covered[row["zip_code_id"]].add(row["place_id"])
        assert 0 < row["share"] <= 1
    bare = {row["code"] for row in read.zip_values(edition)} - set(covered)
    # Of the Virgin Islands, Guam, Samoa and the Northern Marianas, which are no states.
    assert len(bare) == 17
    assert {code[:3] for code in bare} == {"008", "967", "969"}
    assert len(covered) == 33_791 - 17
    found = set().union(*covered.values())
    assert not [g for g, row in places.items() if row["kind"] == "municipality" and g not in found]
    assert not [g for g in found if places[g]["same_as_id"]]
    several = [z for z, codes in covered.items() if sum(len(code) == 5 for code in codes) > 1]
    assert len(several) / len(covered) == pytest.approx(0.297, abs=0.002)


def test_a_zip_code_leads_to_the_municipality_with_most_of_its_land(edition: Edition) -> None:
    shares: dict[str, float] = {
        row["place_id"]: row["share"]
        for row in read.coverage_values(edition)
        if row["zip_code_id"] == "60148"
    }
    assert max((g for g in shares if len(g) == 7), key=shares.__getitem__) == "1744407"
    assert shares["17043"] == 1.0


def test_names_lead_to_the_government(edition: Edition, places: Places) -> None:
    localities = list(read.locality_values(edition))
    rows = list(read.name_values(edition, list(places.values()), localities))
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row["key"]].add(row["place_id"] or row["locality_id"])
    for key, geoid in {
        "nyc": "3651000",
        "new york city": "3651000",
        "brooklyn": "3651000",
        "kings county": "3651000",
        "louisville": "2148006",
        "louisville jefferson county": "2148006",
        "nashville davidson": "4752006",
        "indianapolis": "1836003",
        "paso robles": "0622300",
        "el paso de robles": "0622300",
        "ventura": "0665042",
        "san buenaventura": "0665042",
        "boise": "1608830",
        "boise city": "1608830",
        "honolulu": "15003",
        "urban honolulu": "1571550",
        "denver county": "0820000",
        "district of columbia": "1150000",
        "houma": "22109",
        "saint louis": "2965000",
        "ypsilanti township": "2616189160",
    }.items():
        assert geoid in found[key], key
    assert all(row["key"] and len(row["key"]) <= 120 for row in rows)


def test_every_reviewed_name_names_a_place(places: Places) -> None:
    assert not [row["geoid"] for row in read_reviewed_names() if row["geoid"] not in places]


def test_every_county_is_drawn_and_every_page_stays_small(edition: Edition, places: Places) -> None:
    sizes: Counter[str] = Counter()
    dots = []
    rows = list(read.outline_values(edition))
    for row in rows:
        sizes[row["place_id"][:2]] += len(row["d"])
        if not row["d"]:
            dots.append(places[row["place_id"]]["name"])
    assert len(rows) == 3_222 + 52
    assert max(sizes.values()) < 40_000
    assert sizes["48"] < 20_000  # Texas
    assert dots == ["Falls Church city", "Lexington city", "Manassas Park city"]
    assert set(edition.maps) == {g for g, row in places.items() if row["kind"] == "state"}


def test_points_fall_on_the_drawing_of_their_state(edition: Edition, places: Places) -> None:
    outside = []
    for row in places.values():
        if row["kind"] == "municipality":
            width, height, parameters = edition.maps[row["geoid"][:2]]
            x, y = conic_from(parameters).project(row["latitude"], row["longitude"])
            if not (-5 <= x <= width + 5 and -5 <= y <= height + 5):
                outside.append(row["geoid"])
    assert outside == []


def test_neighbours_share_a_border_both_ways(edition: Edition) -> None:
    pairs = {(row["place_id"], row["neighbour_id"]) for row in read.neighbour_values(edition)}
    beside = {b for a, b in pairs if a == "26161"}
    assert beside == {"26075", "26091", "26093", "26115", "26125", "26163"}
    assert all((b, a) in pairs for a, b in pairs)
    assert len(pairs) == 18_034
    # San Juan counties of New Mexico and Utah touch at the Four Corners alone.
    assert ("35045", "49037") not in pairs


def test_the_manifest_names_sources_with_licences(edition: Edition) -> None:
    assert len(edition.sources) == 5
    assert all({"what", "title", "publisher", "licence"} == set(row) for row in edition.sources)
    text = (SHIPPED / "SOURCES.md").read_text(encoding="utf-8")
    for row in edition.sources:
        assert row["publisher"].split(";")[0] in text
