"""Whose school board a town has, who is its mayor, and boards under a name of their own."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.deciders import deciders_at
from freedomcities.officials.states_table import StateRow, state_row, state_rows
from freedomcities.officials.street_and_jail import jail_offices, street_offices
from freedomcities.officials.tests.who_atlas import AGENCIES, agency, real_places
from freedomcities.officials.titles import office_title
from freedomcities.officials.who_answers import OfficeToMeet
from freedomcities.officials.who_facts import Function, OfficeFacts, PlaceFacts, WhoFacts

FACTS = WhoFacts(real_places(), AGENCIES)


def deciders(code: str, facts: WhoFacts = FACTS) -> Mapping[OfficeKind, OfficeToMeet]:
    """Those who decide at a real place, by kind."""
    return {office.kind: office for office in deciders_at(real_places()[code], facts)}


def title(code: str, kind: OfficeKind) -> str:
    """What an office of the place is called, or "" where it has none."""
    found = deciders(code).get(kind)
    return office_title(found) if found else ""


@pytest.mark.parametrize(
    ("code", "schools"),
    [
        ("5181072", "Fairfax County School Board"),  # Vienna, a town
        ("5167000", "Richmond School Board"),
        ("5184960", "West Point School Board"),
        ("5118400", "Colonial Beach School Board"),
        ("5119728", "Alleghany Highlands School Board (Covington and Alleghany County)"),
        ("1245000", "Miami-Dade County School Board"),
        ("1235000", "Duval County School Board"),  # Jacksonville
        ("2404000", "Baltimore City Board of School Commissioners"),
        ("2423025", "Board of Education of Prince George's County"),  # District Heights
        ("24031", "Board of Education of Montgomery County"),
        ("3240000", "Clark County School District Board of Trustees"),  # Las Vegas
        ("3209700", "Carson City School District Board of Trustees"),
        ("2205000", "East Baton Rouge Parish School Board"),
        ("2255000", "Orleans Parish School Board"),
        ("2251410", "Monroe City School Board"),
        ("3755000", "Wake County Board of Education"),  # Raleigh
        ("3712000", "Charlotte-Mecklenburg Board of Education"),
        ("3702140", "Board of Education of the Asheville City Schools"),
        ("5414600", "Kanawha County Board of Education"),  # Charleston
        ("15003", "Hawaii Board of Education (one for the state)"),
        ("1781048", "School board of your school district, Wheaton"),
    ],
)
def test_a_towns_school_board_is_its_countys_where_counties_run_schools(
    code: str, schools: str
) -> None:
    assert title(code, OfficeKind.SCHOOL_BOARD) == schools


def test_the_school_board_is_the_countys_own_office() -> None:
    assert deciders("5181072")[OfficeKind.SCHOOL_BOARD].place.geoid == "51059"
    assert deciders("5184960")[OfficeKind.SCHOOL_BOARD].place.geoid == "5184960"


def test_a_towns_school_board_on_record_is_shown() -> None:
    entered = OfficeFacts("1", OfficeKind.SCHOOL_BOARD, "5181072", "Vienna Board")
    facts = WhoFacts(real_places(), (), (entered,))
    found = deciders("5181072", facts)[OfficeKind.SCHOOL_BOARD]
    assert (found.place.geoid, found.on_record) == ("5181072", entered)


@pytest.mark.parametrize(
    ("code", "mayor"),
    [
        ("1871828", ""),  # Speedway, a town of Indiana
        ("1840788", "Mayor of Lafayette"),
        ("1754885", "Village president (mayor) of Oak Park"),
        ("5181072", "Mayor of Vienna"),  # Virginia's towns have mayors
        ("2501370", ""),  # Amherst: a council and a manager
        ("2507740", "Mayor of Braintree"),
        ("3011397", "Chief Executive of Butte-Silver Bow"),
        ("30093", "Chief Executive of Butte-Silver Bow"),
        ("3001675", "Chief Executive of Anaconda-Deer Lodge County"),
        ("2205000", "Mayor-President of Baton Rouge and East Baton Rouge Parish"),
        ("22033", "Mayor-President of Baton Rouge and East Baton Rouge Parish"),
        ("22055", "Mayor-President of Lafayette"),
        ("22051", ""),  # Jefferson Parish: its president stands beside its council
    ],
)
def test_who_is_mayor(code: str, mayor: str) -> None:
    assert title(code, OfficeKind.MAYOR) == mayor


def test_a_mayor_on_record_is_shown_whatever_the_table_says() -> None:
    entered = OfficeFacts("1", OfficeKind.MAYOR, "1871828", "Mayor")
    facts = WhoFacts(real_places(), (), (entered,))
    assert deciders("1871828", facts)[OfficeKind.MAYOR].on_record == entered


def _speaks_of_boards(row: StateRow) -> bool:
    return bool(row.has_county_schools or row.own_schools or row.mayors or row.without_mayor)


@pytest.mark.parametrize("row", state_rows().values(), ids=lambda row: row.postal)
def test_what_a_state_says_of_boards_is_real_and_sourced(row: StateRow) -> None:
    assert _speaks_of_boards(row) == (len(row.boards_source) > 5)
    places = [place for place in real_places().values() if place.state == row.postal]
    designations = {place.designation for place in places if place.kind == "municipality"}
    assert {*row.mayors, *row.without_mayor} <= designations
    assert set(row.own_schools) <= {place.geoid for place in places}
    assert not row.own_schools or row.has_county_schools


def test_the_states_whose_counties_run_the_schools() -> None:
    found = {postal for postal, row in state_rows().items() if row.has_county_schools}
    assert found == {"FL", "LA", "MD", "NC", "NV", "VA", "WV"}


def test_a_place_in_no_county_has_its_own_school_board() -> None:
    place = PlaceFacts("5199999", "Nowhere", "municipality", "VA", "town")
    (found,) = (
        office for office in deciders_at(place, FACTS) if office.kind is OfficeKind.SCHOOL_BOARD
    )
    assert (found.place.geoid, found.words) == ("5199999", state_row("VA").schools)


def test_a_city_and_its_parish_with_one_council_have_it_once() -> None:
    kinds = [office.kind for office in deciders_at(real_places()["2205000"], FACTS)]
    assert kinds == [
        OfficeKind.COUNCIL, OfficeKind.MAYOR, OfficeKind.SCHOOL_BOARD, OfficeKind.LEGISLATURE,
    ]  # fmt: skip
    assert title("2205000", OfficeKind.COUNCIL) == title("22033", OfficeKind.COUNTY_BOARD)


def test_the_parishes_without_a_row_have_police_juries() -> None:
    parishes = [place for place in real_places().values()
                if place.state == "LA" and place.kind == "county"]  # fmt: skip
    juries = [parish for parish in parishes
              if "Police Jury" in title(parish.geoid, OfficeKind.COUNTY_BOARD)]  # fmt: skip
    # Louisiana has 64 parishes; Orleans stands in the atlas as New Orleans.
    assert (len(parishes), len(juries)) == (63, 38)


def test_the_district_elects_an_attorney_general() -> None:
    found = deciders("1150000")[OfficeKind.ATTORNEY_GENERAL]
    assert office_title(found) == "Attorney General for the District of Columbia"
    assert found.functions == (Function.STATE_LAW,)
    assert OfficeKind.ATTORNEY_GENERAL not in deciders("2404000")


def test_who_patrols_a_part_stands_beside_who_patrols_the_rest() -> None:
    houma = agency("Houma Police Department", "city", "22109", ori="LA0550100")
    facts = WhoFacts(real_places(), (houma,))
    sheriff, police = street_offices(real_places()["22109"], facts)
    assert [office_title(office) for office in (sheriff, police)] == [
        "Terrebonne Parish Sheriff", "Chief of the Houma Police",
    ]  # fmt: skip
    assert police.agency == houma
    assert sheriff.unsure == police.unsure == ()


def test_the_county_runs_the_jail_in_shawnee_county() -> None:
    (topeka,) = jail_offices(real_places()["2071000"], FACTS)
    assert office_title(topeka) == "Director of the Shawnee County Department of Corrections"
