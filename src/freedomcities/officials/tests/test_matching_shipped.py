"""The list that ships against the atlas that ships: what is matched, counted and by hand."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from freedomcities.officials.agencies_loading import read_shipped
from freedomcities.officials.agency_rows import Record
from freedomcities.officials.matching import Listed, Match, match
from freedomcities.officials.matching_ground import Gazetteer
from freedomcities.officials.reading_agencies import LIST_COLUMNS
from freedomcities.officials.reading_agencies_csv import read_csv
from freedomcities.officials.reading_agency_values import KINDS
from freedomcities.officials.reviewed_agencies import reviewed_agencies
from freedomcities.officials.tests.agency_makers import listed_of, match_city
from freedomcities.places.atlas.read import place_values, read_edition
from freedomcities.places.operations import SHIPPED

Ground = tuple[Gazetteer, dict[str, str]]
Matches = list[tuple[Record, Listed, Match]]


@pytest.fixture(scope="module")
def matches(ground: Ground) -> Matches:
    rows = [(record, listed_of(record, KINDS)) for record in read_shipped()]
    return [(record, listed, match(listed, *ground)) for record, listed in rows]


def test_every_row_of_the_list_ships(matches: Matches) -> None:
    assert Counter(listed.kind for _, listed, _ in matches) == {
        "city": 11_638,
        "county": 2_992,
        "state": 419,
        "university": 937,
        "other-state": 918,
        "tribal": 220,
        "federal": 58,
        "other": 1_148,
    }


def test_matches_by_kind(matches: Matches) -> None:
    found = Counter((listed.kind, each.how) for _, listed, each in matches if each.places)
    assert found == {
        ("city", "name"): 9_988,
        ("city", "county-field"): 1_496,
        ("city", "joint"): 35,
        ("county", "name"): 2_992,
        ("state", "name"): 41,
    }


def test_why_cities_are_left_over(matches: Matches) -> None:
    left = Counter(
        str(each.why) for _, listed, each in matches if listed.kind == "city" and not each.places
    )
    assert left == {
        "not-found": 43,
        "regional": 50,
        "locality": 22,
        "other-county": 3,
        "several": 1,
    }


def test_all_but_a_few_in_every_state(matches: Matches) -> None:
    """At least 97 in 100 by name and county alone, but for four states."""
    every: Counter[str] = Counter()
    matched: Counter[str] = Counter()
    for _, listed, each in matches:
        if listed.kind == "city":
            every[listed.state] += 1
            matched[listed.state] += bool(each.places)
    assert len(every) == 51
    assert sum(matched.values()) / sum(every.values()) > 0.989
    short = {
        state: every[state] - matched[state]
        for state in every
        if matched[state] < 0.97 * every[state]
    }
    assert short == {"AK": 5, "HI": 1, "PA": 50, "UT": 5}


def test_none_is_matched_to_a_place_of_another_state(matches: Matches) -> None:
    states = {row["geoid"]: row["state"] for row in place_values(read_edition(SHIPPED))}
    for _, listed, each in matches:
        assert {states[code] for code in each.places} <= {listed.state}


def test_the_table_is_the_published_file(shared: Path) -> None:
    (published,) = (shared / "data" / "agencies").glob("fbi_*.csv")
    _, records, problems = read_csv(published.read_bytes())
    rows = sorted(tuple(record.cells[name] for name in LIST_COLUMNS) for record in records)
    assert problems == []
    assert rows == [tuple(record.cells[name] for name in LIST_COLUMNS) for record in read_shipped()]


def test_the_order_of_the_list_is_no_matter(matches: Matches, ground: Ground) -> None:
    shuffled = random.Random(7).sample(matches, 2_000)
    assert all(match(listed, *ground) == each for _, listed, each in shuffled)


def test_reviewed_agencies_are_on_the_list_and_in_the_atlas(matches: Matches) -> None:
    listed = {record.cells["ori"] for record, _, _ in matches}
    places = {row["geoid"] for row in place_values(read_edition(SHIPPED))}
    for ori, reviewed in reviewed_agencies().items():
        assert ori in listed
        assert set(reviewed.places) <= places
        assert reviewed.why.endswith(".")


# Each looked at one by one: name, state, county field, people on the list, codes, and how.
HAND_CHECKED = [
    # A name that only one place of the state has.
    ("Hampton", "IA", "FRANKLIN", 4343, "1933960", "name"),
    ("Woodstock", "NH", "GRAFTON", 1449, "3300987060", "name"),
    ("Athens", "TN", "MCMINN", 15300, "4702320", "name"),
    ("Castle Hills", "TX", "BEXAR", 3920, "4813276", "name"),
    ("Peachtree City", "GA", "FAYETTE", 41378, "1359724", "name"),
    ("Buxton", "ME", "YORK", 8643, "2303109410", "name"),
    ("West Logan", "WV", "LOGAN", 363, "5485900", "name"),
    ("Clearfield", "UT", "DAVIS", 35540, "4913850", "name"),
    ("Fair Haven", "VT", "RUTLAND", 2705, "5002125375", "name"),
    ("Snyder", "TX", "SCURRY", 11090, "4868624", "name"),
    ("Kingstree", "SC", "WILLIAMSBURG", 3044, "4538590", "name"),
    ("West Kittanning", "PA", "ARMSTRONG", 1143, "4283248", "name"),
    ("Ramsey", "MN", "ANOKA", 29304, "2753026", "name"),
    ("Pleasant Grove", "AL", "JEFFERSON", 9335, "0161008", "name"),
    ("Wilton Manors", "FL", "BROWARD", 11787, "1278000", "name"),
    ("Laurel", "MT", "YELLOWSTONE", 7258, "3042700", "name"),
    ("Homeland", "GA", "CHARLTON", 958, "1339692", "name"),
    ("Hokes Bluff", "AL", "ETOWAH", 4728, "0135392", "name"),
    ("Dickinson", "ND", "STARK", 25670, "3819620", "name"),
    ("New Braintree", "MA", "WORCESTER", 1012, "2502745105", "name"),
    ("Auxvasse", "MO", "CALLAWAY", 1028, "2902638", "name"),
    ("Island Heights", "NJ", "OCEAN", 1734, "3434530", "name"),
    ("Bernalillo", "NM", "SANDOVAL", 10320, "3506970", "name"),
    ("Washington", "DC", "NOT SPECIFIED", 693645, "1150000", "name"),
    ("New York", "NY", "NOT SPECIFIED", 8257000, "3651000", "name"),
    ("Denver", "CO", "DENVER", 733212, "0820000", "name"),
    # Several counties in the field.
    ("Oklahoma City", "OK", "CANADIAN, CLEVELAND, OKLAHOMA", 720580, "4055000", "name"),
    ("Wisconsin Dells", "WI", "ADAMS, COLUMBIA, JUNEAU, SAUK", 3480, "5588150", "name"),
    ("Tallulah Falls", "GA", "HABERSHAM, RABUN", 214, "1375328", "name"),
    # The word for what it is.
    ("Tredyffrin Township", "PA", "CHESTER", 32112, "4202977344", "name"),
    ("Poland Village", "OH", "MAHONING", 2413, "3963954", "name"),
    ("Seneca Falls Town", "NY", "SENECA", 8876, "3609966333", "name"),
    ("Canton Township", "MI", "WAYNE", 100042, "2616313120", "name"),
    ("Harrison Town", "NY", "WESTCHESTER", 32178, "3632402", "name"),
    ("Village of Pinecrest", "FL", "MIAMI-DADE", 19153, "1256625", "name"),
    # The county decides between namesakes.
    ("Exeter Township, Berks County", "PA", "BERKS", 26120, "4201124384", "county-field"),
    ("Falls Township, Bucks County", "PA", "BUCKS", 34442, "4201725112", "county-field"),
    ("Springfield Township, Union County", "NJ", "UNION", 17743, "3403970020", "county-field"),
    ("Reno, Parker County", "TX", "PARKER, TARRANT", 3571, "4861604", "county-field"),
    ("Reno, Lamar County", "TX", "LAMAR", 3571, "4861592", "county-field"),
    ("Summerhill Township", "PA", "CAMBRIA", 2225, "4202175144", "county-field"),
    ("Salisbury Township", "PA", "LEHIGH", 13869, "4207767576", "county-field"),
    # A city before the township of its name.
    ("Chenoa", "IL", "MCLEAN", 1694, "1712931", "county-field"),
    ("Greenup", "IL", "CUMBERLAND", 1342, "1731524", "county-field"),
    ("Independence", "MO", "JACKSON", 121329, "2935000", "county-field"),
    ("Albert Lea", "MN", "FREEBORN", 18074, "2700694", "county-field"),
    ("Milan", "MI", "MONROE, WASHTENAW", 6043, "2653920", "county-field"),
    ("Boonton", "NJ", "MORRIS", 8907, "3406610", "county-field"),
    # The number of people tells the town from the village in it.
    ("Milford", "MI", "OAKLAND", 17751, "2612553980", "county-field"),
    ("Manchester", "VT", "BENNINGTON", 4458, "5000342850", "county-field"),
    ("Superior", "WI", "DOUGLAS", 26577, "5578650", "county-field"),
    ("Brookfield Township", "WI", "WAUKESHA", 6467, "5513310050", "name"),
    # Spelt in two ways.
    ("De Ridder", "LA", "BEAUREGARD, VERNON", 9429, "2220610", "name"),
    ("Middleboro", "MA", "PLYMOUTH", 24927, "2502340850", "name"),
    ("Peapack-Gladstone", "NJ", "SOMERSET", 2619, "3457300", "name"),
    ("West Valley", "UT", "SALT LAKE", 137688, "4983470", "name"),
    # Several places in one name.
    ("Colby-Abbotsford", "WI", "CLARK, MARATHON", 4406, "5516150 5500100", "joint"),
    ("Grand Beach/Michiana", "MI", "BERRIEN", 504, "2633260 2653500", "joint"),
    ("American Fork/Cedar Hills", "UT", "UTAH", 53400, "4901310 4911440", "joint"),
    ("Owen-Withee", "WI", "CLARK", 1937, "5560825 5588275", "joint"),
    ("Westtown-East Goshen Regional", "PA", "CHESTER", 29951, "4202984104 4202921192", "joint"),
    ("New Paltz Town and Village", "NY", "ULSTER", 15949, "3611150562 3650551", "joint"),
    ("Berrien Springs-Oronoko Township", "MI", "BERRIEN", 9047, "2607860 2602161180", "joint"),
    ("Kennett", "MO", "DUNKLIN", 9996, "2938306", "name"),
    # An independent city, whose sheriff is another agency than its police.
    ("Richmond", "VA", "RICHMOND CITY", 235995, "5167000", "name"),
    ("Richmond City Sheriff's Office", "VA", "RICHMOND CITY", None, "5167000", "name"),
    ("Baltimore City Sheriff", "MD", "NOT SPECIFIED", None, "2404000", "name"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "state", "county", "people", "codes", "how"), HAND_CHECKED)
def test_hand_checked(
    ground: Ground, name: str, state: str, county: str, people: int | None, codes: str, how: str
) -> None:
    found = match_city(name, state, county, people, ground[0])
    assert (found.places, found.how) == (tuple(codes.split()), how)


NEVER_GUESSED = [
    ("Town of Madison", "WI", "DANE", 6713, "not-found"),
    ("Town of Menasha", "WI", "WINNEBAGO", None, "not-found"),
    ("Hot Springs Village", "AR", "GARLAND, SALINE", 15957, "locality"),
    ("Kensington", "CA", "CONTRA COSTA", 5397, "locality"),
    ("Rangeley", "ME", "FRANKLIN", 1348, "several"),
    ("Northern Regional", "PA", "ALLEGHENY, BUTLER", 41981, "regional"),
    ("Clearfield Regional", "PA", "CLEARFIELD", 13037, "regional"),
    ("Lakeview, Harrison County", "TX", "HARRIS", 6791, "other-county"),
    ("Saint Nowhere", "MI", "WAYNE", 10, "not-found"),
]


@pytest.mark.parametrize(("name", "state", "county", "people", "why"), NEVER_GUESSED)
def test_what_does_not_follow_is_not_guessed(
    ground: Ground, name: str, state: str, county: str, people: int | None, why: str
) -> None:
    assert match_city(name, state, county, people, ground[0]) == Match(why=why)  # type: ignore[arg-type]
