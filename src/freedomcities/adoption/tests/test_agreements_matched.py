"""The list of agreements that ships against the atlas that ships: counted, and by hand."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from freedomcities.adoption.agreements import Ground, Signed, id_of, instrument_of, who_signed
from freedomcities.adoption.agreements_list import agreements_list
from freedomcities.adoption.agreements_loading import read_shipped
from freedomcities.officials.tests.agency_makers import gazetteer_of
from freedomcities.places.atlas.read import place_values, read_edition
from freedomcities.places.operations import SHIPPED


@cache
def signed() -> tuple[Signed, ...]:
    edition, given = read_edition(SHIPPED), agreements_list()
    gazetteer, _states = gazetteer_of(edition)
    places = list(place_values(edition))
    codes = {row["geoid"]: row["same_as_id"] or row["geoid"] for row in places}
    states = {
        row["name"].upper(): (row["state"], codes[row["geoid"]])
        for row in places
        if row["kind"] == "state"
    }
    ground = Ground(gazetteer, codes, states, lambda *_: "")
    return tuple(
        who_signed(row, ground, given.by_hand.get((row.state, row.agency)))
        for row in read_shipped()
    )


def test_all_but_those_of_territories_are_matched() -> None:
    assert [each.row.state for each in signed() if not each.place] == [
        "GUAM",
        "NORTHERN MARIANA ISLANDS",
        "NORTHERN MARIANA ISLANDS",
    ]
    lengths = Counter(len(each.place) for each in signed())
    assert lengths == {5: 1_142, 7: 564, 2: 92, 10: 42, 0: 3}


def test_each_agreement_has_an_id_of_its_own() -> None:
    given = agreements_list()
    ids = {id_of(each.row, given) for each in signed()}
    assert len(ids) == 1_843
    found = [each for each in signed() if each.place]
    assert {instrument_of(each, given, edition="2026-05-18").id for each in found} < ids


def test_what_was_looked_up_is_in_the_list() -> None:
    listed = {(row.state, row.agency) for row in read_shipped()}
    assert set(agreements_list().by_hand) <= listed


# Drawn at random, 32 of towns, 20 of counties and 8 of states, and each compared with the county
# that the list names and with the agency of the FBI's list.
CHECKED = [
    ("FLORIDA", "Lake Alfred Police Department", "1237525"),
    ("MISSOURI", "Licking Police Department", "2942464"),
    ("TEXAS", "Bertram Police Department", "4807864"),
    ("TEXAS", "Cuero Police Department", "4818092"),
    ("FLORIDA", "Indian Creek Village Department of Public Safety", "1233425"),
    ("GEORGIA", "Monroe Police Department", "1352192"),
    ("TEXAS", "Shiner Police Department", "4867640"),
    ("PENNSYLVANIA", "Hazleton Police Department", "4233408"),
    ("VIRGINIA", "Hopewell County Sheriff's Office", "5138424"),
    ("TEXAS", "Paris Police Department", "4855080"),
    ("TENNESSEE", "Metropolitan Moore County Sheriff's Office", "4744382"),
    ("WEST VIRGINIA", "Village of Clearview Police Department", "5415916"),
    ("PENNSYLVANIA", "New Sewickley Township Police Department", "4200754072"),
    ("INDIANA", "Holland Police Department", "1834294"),
    ("ALABAMA", "Cherokee Police Department", "0114152"),
    ("FLORIDA", "Edgewater Police Department", "1219825"),
    ("FLORIDA", "Jupiter Inlet Colony Police Department", "1235900"),
    ("MINNESOTA", "Isle Police Department", "2731472"),
    ("FLORIDA", "Holly Hill Police Department", "1231350"),
    ("PENNSYLVANIA", "Schuylkill Haven Borough Police Department", "4268312"),
    ("ALABAMA", "Leesburg Police Department", "0142016"),
    ("MISSOURI", "Hawk Point Police Department", "2931024"),
    ("FLORIDA", "Windermere Police Department", "1278050"),
    ("OKLAHOMA", "Nowata Police Department", "4052900"),
    ("INDIANA", "Wolcott Police Department", "1885058"),
    ("NEW HAMPSHIRE", "Epping Police Department", "3301524660"),
    ("NEW HAMPSHIRE", "Whitefield Police Department", "3300784420"),
    ("OKLAHOMA", "Achille Police Department", "4000100"),
    ("TEXAS", "Cumby Police Department", "4818128"),
    ("FLORIDA", "Deland Police Department", "1216875"),
    ("MISSOURI", "Woodson Terrace Police Department", "2980962"),
    ("FLORIDA", "Gretna Police Department", "1227650"),
    ("WYOMING", "Sweetwater County Sheriff's Office", "56037"),
    ("WEST VIRGINIA", "Pleasants County Sheriff's Office", "54073"),
    ("OKLAHOMA", "Texas County Sheriff's Office", "40139"),
    ("OKLAHOMA", "Muskogee County Sheriff's Office", "40101"),
    ("TEXAS", "Montgomery County Sheriff’s Office", "48339"),
    ("GEORGIA", "Tift County Sheriff's Office", "13277"),
    ("PENNSYLVANIA", "Pennsylvania State Constable Office Honey Brook Precinct 1", "42029"),
    ("ARKANSAS", "Calhoun County Sheriff's Office", "05013"),
    ("TEXAS", "Bell County Sheriff's Office", "48027"),
    ("TEXAS", "Archer County Sheriff's Office", "48009"),
    ("TEXAS", "Newton County Sheriff's Office", "48351"),
    ("TEXAS", "Hartley County Sheriff's Office", "48205"),
    ("FLORIDA", "Manatee County Sheriff's Office", "12081"),
    ("TEXAS", "Erath County Sheriff's Office", "48143"),
    ("WYOMING", "Laramie County Sheriff’s Office", "56021"),
    ("TEXAS", "Victoria County Sheriff’s Office", "48469"),
    ("FLORIDA", "Volusia County Division of Corrections", "12127"),
    ("TEXAS", "Hood County Sheriff's Office", "48221"),
    ("TEXAS", "Winkler County Sheriff's Office", "48495"),
    ("TEXAS", "Terrell County Sheriff's Office", "48443"),
    ("KANSAS", "Kansas Bureau of Investigation", "20"),
    ("NEBRASKA", "Nebraska Department of Correctional Services", "31"),
    ("FLORIDA", "Office of the State Attorney Sixth Judicial Circuit", "12"),
    ("LOUISIANA", "Louisiana Department of Public Safety & Corrections", "22"),
    ("OKLAHOMA", "Oklahoma Department of Corrections", "40"),
    ("MISSISSIPPI", "Mississippi Department of Corrections", "28"),
    ("MISSOURI", "Missouri Highway Patrol", "29"),
    ("MONTANA", "Montana Department of Justice", "30"),
]

# Names that mislead: the agency, the place, and whether it speaks for it.
TRAPS = [
    ("FLORIDA", "Jacksonville Sheriff's Office", "1235000", True),
    ("FLORIDA", "Miami-Dade Corrections and Rehabilitation", "12086", True),
    ("FLORIDA", "Lee County Port Authority Police", "12071", False),
    ("FLORIDA", "University of Florida Police Department", "12", False),
    ("NEVADA", "Las Vegas Metropolitan Police Department", "32003", True),
    ("NEW YORK", "Nassau County Police Department", "36059", True),
    ("NEW HAMPSHIRE", "Pittsburgh Police Department", "3300761780", True),
    ("TEXAS", "Yoakum Police Department", "4880560", True),
    ("TEXAS", "Neuces County Constable Precinct 5", "48355", False),
    ("TEXAS", "Smiley City Marshal's Office", "4868300", True),
    ("ARKANSAS", "Texarkana Police Department", "0568810", True),
    ("PENNSYLVANIA", "Mahoning TWP Police Department - Montour", "4209346656", True),
    ("PENNSYLVANIA", "Lansdowne Borough Constable's Office", "42045", False),
    ("VIRGINIA", "Rappahannock, Shenandoah, Warren Regional Jail Authority", "51187", False),
    ("VIRGINIA", "Hopewell County Sheriff's Office", "5138424", True),
]


@pytest.mark.parametrize(("state", "agency", "place"), CHECKED)
def test_a_sample_that_was_checked_by_hand(state: str, agency: str, place: str) -> None:
    assert {each.place for each in _of(state, agency)} == {place}


@pytest.mark.parametrize(("state", "agency", "place", "speaks"), TRAPS)
def test_names_that_mislead(state: str, agency: str, place: str, *, speaks: bool) -> None:
    assert {(each.place, each.speaks) for each in _of(state, agency)} == {(place, speaks)}


def _of(state: str, agency: str) -> list[Signed]:
    return [each for each in signed() if (each.row.state, each.row.agency) == (state, agency)]
