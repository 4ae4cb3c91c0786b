"""Groups of people from real towns, and where a local would send them."""

from __future__ import annotations

import pytest

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.tests.who_atlas import AGENCIES, agency, doors, meet, real_places
from freedomcities.officials.who_facts import Asked, Function, WhoFacts
from freedomcities.officials.who_to_meet import who_to_meet

NOBODY: list[str] = []


@pytest.mark.parametrize(
    ("towns", "place", "candidates"),
    [
        # One town, once or twice, is that town.
        (["2603000"], "2603000", ["2603000"]),
        (["2603000", "2603000"], "2603000", ["2603000"]),
        # All wholly in one county: the county.
        (["1781048", "1744407"], "17043", ["17043"]),  # Wheaton, Lombard
        (["2603000", "2689140"], "26161", ["26161"]),  # Ann Arbor, Ypsilanti
        (["2603000", "2616189160"], "26161", ["26161"]),  # … and Ypsilanti township
        (["2603000", "26161"], "26161", ["26161"]),  # a county among them holds itself
        (["2511000", "2562535"], "25017", ["25017"]),  # Cambridge, Somerville
        (["0644000", "0643000"], "06037", ["06037"]),  # Los Angeles, Long Beach
        (["5363000", "5305210"], "53033", ["53033"]),  # Seattle, Bellevue
        (["1235000", "1235050"], "12031", ["12031"]),  # Jacksonville, Jacksonville Beach
        (["3240000", "3231900"], "32003", ["32003"]),  # Las Vegas, Henderson
        (["4752006", "4704620"], "47037", ["47037"]),  # Nashville, Belle Meade
        (["1245000", "1245025"], "12086", ["12086"]),  # Miami, Miami Beach
        (["0224230", "0255910"], "02090", ["02090"]),  # Fairbanks, North Pole
        # Counties in common, none of which holds all wholly: people are asked.
        (["1751622", "1703012"], None, ["17043", "17197"]),  # Naperville, Aurora
        (["1751622", "1781048"], None, ["17043"]),  # Naperville, Wheaton
        (["4819000", "4827000"], None, ["48121"]),  # Dallas, Fort Worth
        (["4819000", "4827000", "4824000"], "48", ["48"]),  # … and El Paso
        (["1714000", "1724582"], None, ["17031"]),  # Chicago (a corner in DuPage), Evanston
        (["4835000", "4856000"], None, ["48201"]),  # Houston, Pasadena
        # No county in common: the state.
        (["2507000", "2511000"], "25", ["25"]),  # Boston, Cambridge
        (["5167000", "51087"], "51", ["51"]),  # Richmond, Henrico County
        (["2404000", "24005"], "24", ["24"]),  # Baltimore city and county
        (["2965000", "29189"], "29", ["29"]),  # St. Louis city and county
        (["0820000", "0804000"], "08", ["08"]),  # Denver, Aurora
        (["0667000", "0653000"], "06", ["06"]),  # San Francisco, Oakland
        (["3651000", "3684000"], "36", ["36"]),  # New York, Yonkers
        (["0203000", "0224230"], "02", ["02"]),  # Anchorage, Fairbanks
        (["15003", "15001"], "15", ["15"]),  # Honolulu, Hilo's county
        (["72127", "72021"], "72", ["72"]),  # San Juan, Bayamón
        # The county has nobody to meet: the state takes its place.
        (["0937000", "0950370"], "09", ["09"]),  # Hartford, New Britain: one region
        (["0937000", "0952000"], "09", ["09"]),  # Hartford, New Haven
        (["4459000", "4419180"], "44", ["44"]),  # Providence, Cranston: one county
        (["44007"], "44", ["44"]),  # Providence County alone
        (["0206520"], "0206520", ["0206520"]),  # Bethel alone is Bethel
        (["02050"], "02", ["02"]),  # … but its census area has no government
        # Several states: the nation. The District is a state and a city.
        (["1150000", "51013"], "us", ["us"]),  # Washington, Arlington
        (["2938000", "2036000"], "us", ["us"]),  # both Kansas Cities
        (["2603000", "26"], "26", ["26"]),
    ],
)  # fmt: skip
def test_where_to_meet(towns: list[str], place: str | None, candidates: list[str]) -> None:
    answer = meet(*towns)
    assert (answer.meet_at.geoid if answer.meet_at else None) == place
    assert [one.geoid for one in answer.candidates] == candidates


@pytest.mark.parametrize(
    ("towns", "offices"),
    [
        (["2603000"], ["police-chief 2603000", "sheriff 26161"]),
        (["1781048", "1744407"], ["sheriff 17043"]),
        (["2603000", "2689140"], ["sheriff 26161"]),
        # The sheriff runs the jail, and patrols nowhere.
        (["2511000", "2562535"], ["sheriff 25017", "state-police 25"]),
        (["2507000"], ["precinct-commander 2507000", "police-chief 2507000", "sheriff 25025"]),
        # Beside Virginia's city police: the city's own sheriff, for the jail.
        (["5167000"], ["police-chief 5167000", "sheriff 5167000"]),
        (["2404000"],
         ["precinct-commander 2404000", "police-chief 2404000", "jail 24", "sheriff 2404000"]),
        (["24005"], ["police-chief 24005", "jail 24005", "sheriff 24005"]),
        (["0820000"], ["precinct-commander 0820000", "police-chief 0820000", "sheriff 0820000"]),
        (["0667000"], ["precinct-commander 0667000", "police-chief 0667000", "sheriff 0667000"]),
        (["3651000"],
         ["precinct-commander 3651000", "police-chief 3651000", "jail 3651000", "sheriff 3651000"]),
        (["4260000"],
         ["precinct-commander 4260000", "police-chief 4260000", "jail 4260000", "sheriff 4260000"]),
        # Consolidated: the sheriff polices the city.
        (["1235000"], ["precinct-commander 1235000", "sheriff 1235000"]),
        (["1235000", "1235050"], ["sheriff 12031"]),
        (["3240000"], ["precinct-commander 3240000", "sheriff 32003"]),
        (["12086"], ["sheriff 12086", "jail 12086"]),
        # Consolidated: police on the street, sheriff in the jail.
        (["4752006"], ["precinct-commander 4752006", "police-chief 4752006", "sheriff 47037"]),
        (["47037"], ["police-chief 4752006", "sheriff 47037"]),
        # No county sheriff at all.
        (["0203000"], ["precinct-commander 0203000", "police-chief 0203000", "jail 02"]),
        (["02090"], ["jail 02", "state-police 02"]),
        (["0937000", "0952000"], ["state-police 09", "jail 09"]),
        (["4459000", "4419180"], ["state-police 44", "jail 44", "sheriff 44"]),
        (["15001"], ["police-chief 15001", "jail 15"]),
        # Sheriffs of the courts alone come last.
        (["42017"], ["jail 42017", "state-police 42", "sheriff 42017"]),
        (["10003"], ["jail 10", "state-police 10", "sheriff 10003"]),
        (["2044250"], ["police-chief 20161"]),
        (["36059"], ["police-chief 36059", "sheriff 36059"]),
        # A sheriff of the courts who also runs the jail; a jail trust; a neighbor's jail.
        (["34003"], ["sheriff 34003", "state-police 34"]),
        (["34031"], ["sheriff 34003", "state-police 34", "sheriff 34031"]),
        (["40109"], ["sheriff 40109", "jail 40109"]),
        (["29095"], ["sheriff 29095"]),
        (["21111"], ["police-chief 2148006", "jail 2148006", "sheriff 21111"]),
        (["1150000"], ["precinct-commander 1150000", "police-chief 1150000", "jail 1150000"]),
        (["1150000", "51013"], NOBODY),
        (["1751622", "1703012"], NOBODY),
    ],
)  # fmt: skip
def test_whom_to_meet(towns: list[str], offices: list[str]) -> None:
    assert doors(meet(*towns)) == offices


def test_each_towns_own_offices_stand_beside_the_common_one() -> None:
    answer = meet("1781048", "1744407")
    own = {each.place.name: [office.kind.value for office in each.enforcement]
           for each in answer.own}  # fmt: skip
    assert own == {"Lombard": ["police-chief", "sheriff"], "Wheaton": ["police-chief", "sheriff"]}
    also = [f"{office.kind.value} {office.place.geoid}" for office in answer.also]
    assert also[:3] == ["county-board 17043", "school-board 17043", "legislature 17"]
    assert {"police-chief 1781048", "council 1781048", "mayor 1744407"} <= set(also)
    assert "sheriff 17043" not in also
    assert len(also) == len(set(also))


def test_people_may_choose_another_place() -> None:
    answer = meet("1751622", "1703012", chosen="17043")
    assert answer.meet_at is not None
    assert doors(answer) == ["sheriff 17043"]
    assert answer.why[0].code == "chosen"


def test_new_york_is_one_city_whatever_borough_is_asked_for() -> None:
    assert meet("3651000", "3651000").own == ()


@pytest.mark.parametrize(
    ("town", "offices"),
    [
        # Cities without a sheriff of their own share a county's.
        ("5126496", ["police-chief 5126496", "sheriff 51059"]),  # Fairfax city
        ("5135624", ["police-chief 5135624", "sheriff 51165"]),  # Harrisonburg
        ("5119728", ["police-chief 5119728", "sheriff 51005"]),  # Covington
        ("5148952", ["police-chief 5148952", "jail 5148952", "sheriff 51153"]),  # Manassas
        ("5186160", ["police-chief 5186160", "jail 5186160", "sheriff 51095"]),  # Williamsburg
        # A city with its own sheriff and a regional jail; a county that patrols itself.
        ("5129744", ["police-chief 5129744", "jail 5129744", "sheriff 5129744"]),
        ("51179", ["sheriff 51179", "jail 51179"]),  # Stafford County
        ("51087", ["police-chief 51087", "sheriff 51087"]),  # Henrico County
        # Falls Church has a sheriff, and its people are held in Arlington's jail.
        ("5127200", ["police-chief 5127200", "sheriff 51013", "sheriff 5127200"]),
        ("5157688", ["police-chief 5157688", "jail 5157688", "sheriff 5157688"]),  # Norton
    ],
)
def test_whom_to_meet_in_virginia(town: str, offices: list[str]) -> None:
    police = agency("Henrico County Police Department", "county", "51087", officers=600)
    facts = WhoFacts(real_places(), (*AGENCIES, police))
    assert doors(who_to_meet([Asked(town)], facts)) == offices


def unsure(code: str) -> dict[str, tuple[Function, ...]]:
    """What is to be confirmed of each door."""
    return {office.kind.value: office.unsure for office in meet(code).offices}


def test_a_sheriffs_jail_in_virginia_is_to_be_confirmed_unless_a_row_says_it() -> None:
    assert unsure("51047") == {"sheriff": (Function.JAIL,)}  # Culpeper County
    assert unsure("51107") == {"sheriff": ()}  # Loudoun County
    assert unsure("51179") == {"sheriff": (), "jail": ()}  # Stafford County
    # Danville's own sheriff serves its courts; where its people are held is to be asked.
    assert unsure("5121344")["sheriff"] == (Function.JAIL,)


def test_every_city_of_virginia_has_a_sheriff_its_own_or_a_countys() -> None:
    cities = [place for place in real_places().values()
              if place.state == "VA" and place.is_local and place.is_county_too]  # fmt: skip
    assert len(cities) == 38
    sheriffs = {city.geoid: [office.place.kind for office in meet(city.geoid).offices
                             if office.kind is OfficeKind.SHERIFF] for city in cities}  # fmt: skip
    assert all(sheriffs.values())
    assert sorted(code for code, kinds in sheriffs.items() if kinds == ["county"]) == [
        "5119728", "5126496", "5129600", "5130208", "5135624", "5145512",
        "5148952", "5148968", "5163768", "5186160",
    ]  # fmt: skip
