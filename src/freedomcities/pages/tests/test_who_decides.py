"""The section of a place's page on who decides there."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from freedomcities.accounts.operations import system_actor
from freedomcities.adoption.law_at import load_law_at
from freedomcities.adoption.models import Instrument
from freedomcities.adoption.tests.makers import NOW, make_country, make_nine
from freedomcities.blueprints.models import Blueprint
from freedomcities.officials.models import Agency, AgencyService
from freedomcities.officials.operations import import_officials, record_bounce
from freedomcities.pages.who_decides import FunctionHere, WhoDecides, gather_who_decides
from freedomcities.places.models import Place

TODAY = date(2026, 11, 21)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def country() -> None:
    make_country()
    make_nine()
    for id_, name, kind, place in (
        ("MI8121800", "Ann Arbor Police Department", "city", "2603000"),
        ("MI8181800", "Washtenaw County Sheriff's Office", "county", "26161"),
    ):
        agency = Agency.objects.create(
            id=id_, ori=id_, name=name, listed_name=name, kind=kind, state="MI", officers=119,
            checked_on="2025", phone="555-0100",
        )  # fmt: skip
        AgencyService.objects.create(agency=agency, place_id=place, main=True, how="name")


def bring(*lines: str) -> None:
    header = "kind,place,area,name,term_start,term_end,email,checked_on,next_election"
    import_officials([header, *lines], actor=system_actor(), now=NOW)


def blueprint() -> Blueprint:
    return Blueprint.objects.get(pk="freedom-cities")


def gather(geoid: str = "2603000") -> WhoDecides:
    found = gather_who_decides(load_law_at(Place.objects.get(pk=geoid), blueprint()), day=TODAY)
    assert found is not None
    return found


def titles(found: WhoDecides) -> dict[str, list[str]]:
    return {each.words: [office.title for office in each.offices] for each in found.functions}


def function(found: WhoDecides, words: str) -> FunctionHere:
    return next(each for each in found.functions if each.words == words)


def test_the_offices_of_a_city_by_what_they_do() -> None:
    found = gather()
    told = titles(found)
    assert told["Patrols the streets"] == ["Police chief of Ann Arbor"]
    assert told["Runs the jail"] == ["Washtenaw County Sheriff"]
    assert told["Can make it law"] == [
        "Council of Ann Arbor",
        "Mayor of Ann Arbor",
        "Washtenaw County Board of Commissioners",
    ]
    assert list(told) == [
        "Patrols the streets",
        "Runs the jail",
        "Can make it law",
        "Decides for the schools",
        "Decides for the whole state",
    ]
    (sheriff,) = function(found, "Runs the jail").offices
    assert (sheriff.whose, sheriff.agency, sheriff.is_unsure) == (
        "Washtenaw County",
        "Washtenaw County Sheriff's Office",
        False,
    )
    assert sheriff.correct == "/officials/correct/?agency=MI8181800"
    assert sheriff.contact.phone == "555-0100"
    assert found.listed == ("Ann Arbor Police Department, 119 officers, as of 2025",)
    assert found.meet == "/who/?place=geoid%3A2603000"


def test_without_an_agency_on_the_list_it_is_to_be_confirmed() -> None:
    found = gather("2689140")
    assert found.listed == ()
    assert any(office.is_unsure for office in function(found, "Patrols the streets").offices)


def test_who_holds_an_office_with_their_term_and_the_next_election() -> None:
    bring(
        "mayor,2603000,,Christopher Taylor,2022-11,2026-11,mayor@example.org,2026-10-01,2026-11-03",
        "mayor,2603000,,Somebody Before,2014,2022-10,,2026-10-01,",
    )
    law = function(gather(), "Can make it law")
    (mayor,) = [office for office in law.offices if office.title == "Mayor of Ann Arbor"]
    (holder,) = mayor.holders
    assert (holder.name, holder.about) == (
        "Christopher Taylor",
        "since November 2022, term ends November 2026",
    )
    assert holder.contact.email == "mayor@example.org"
    assert mayor.next_election == "Nov. 3, 2026"
    assert (mayor.checked_on, mayor.is_ageing) == ("Oct. 1, 2026", False)
    assert mayor.correct == "/officials/correct/?office=2603000-mayor"


def test_what_nobody_looked_at_for_a_year_is_marked() -> None:
    bring("mayor,2603000,,A B,,,,2025-11-20,", "council,2603000,Ward 1,C D,,,,2025-11-21,")
    law = function(gather(), "Can make it law")
    ageing = {office.title: office.is_ageing for office in law.offices if office.checked_on}
    assert ageing["Mayor of Ann Arbor"]
    assert list(ageing.values()).count(False) == 1


def test_an_address_whose_mail_came_back_is_not_offered() -> None:
    bring("mayor,2603000,,A B,,,mayor@example.org,2026-10-01,")
    record_bounce("mayor@example.org", actor=system_actor(), now=NOW)
    law = function(gather(), "Can make it law")
    (mayor,) = [office for office in law.offices if office.holders]
    assert (mayor.holders[0].has_bounced, mayor.holders[0].contact.email) == (True, "")


def test_a_legislature_is_counted_and_not_listed() -> None:
    bring(*(f"legislature,26,{number},Member {number},,,,2026-10-01," for number in range(1, 17)))
    (legislature, *_others) = function(gather(), "Decides for the whole state").offices
    assert (legislature.holders, legislature.more) == ((), "16 people on record")
    bring("legislature,26,17,Member 17,,2020,,2026-10-01,")
    assert function(gather(), "Decides for the whole state").offices[0].more.startswith("16 ")


def test_precincts_on_record_are_listed() -> None:
    import_officials(
        [
            "kind,place,area,finder_url,phone",
            "precinct-commander,2603000,1st Precinct,https://example.org/find,555-0101",
            "precinct-commander,2603000,2nd Precinct,https://example.org/find,",
        ],
        actor=system_actor(),
        now=NOW,
    )
    (commander, chief) = function(gather(), "Patrols the streets").offices
    assert commander.precincts == ("1st Precinct, 555-0101", "2nd Precinct")
    assert commander.finder_url == "https://example.org/find"
    assert chief.title == "Police chief of Ann Arbor"


def test_a_place_that_is_no_more_has_nobody() -> None:
    place = Place.objects.get(pk="2603000")
    place.closed_on = date(2022, 1, 1)
    assert gather_who_decides(load_law_at(place, blueprint()), day=TODAY) is None


@pytest.mark.parametrize("geoid", ["us", "26", "26161", "2616189160", "0820000", "1150000"])
def test_every_kind_of_place_has_somebody(geoid: str) -> None:
    assert gather(geoid).functions


def test_on_the_page_in_both_languages(client: Client) -> None:
    bring("mayor,2603000,,Christopher Taylor,2022-11,2026-11,,2024-10-01,")
    path = Place.objects.get(pk="2603000").path
    page = client.get(f"/places/{path}/").text
    assert '<h2 id="who-decides">Who decides</h2>' in page
    assert "Christopher Taylor" in page
    assert "More than a year ago" in page
    assert '<a href="/places/26161/">' not in page
    county = Place.objects.get(pk="26161").path
    assert f'<a href="/places/{county}/">Washtenaw County</a>' in page
    spanish = client.get(f"/es/places/{path}/").text
    assert "Quién decide" in spanish
    assert "Patrulla las calles" in spanish


def sign(id_: str, place: str, agency: str, **dates: str) -> None:
    """An agreement of one agency; the list has many more of the same place."""
    Instrument.objects.create(
        id=id_, place_id=place, kind="agreement", title=f"Agreement {id_}", reach="agencies",
        agencies=[agency], recorded_at=NOW, **dates,
    )  # fmt: skip


def told_of(found: WhoDecides, words: str) -> list[list[str]]:
    return [[act.name for act in office.acts.acts] for office in function(found, words).offices]


def test_beside_an_office_stands_what_its_agency_signed() -> None:
    sign("of-the-sheriff", "26161", "MI8181800", effective_on="2025-03-01")
    sign("of-a-constable", "26161", "MI9999999", effective_on="2025-03-01")
    sign("ended", "26161", "MI8181800", effective_on="2025-03-01", ended_on="2026-01-01")
    sign("to-come", "26161", "MI8181800", adopted_on="2026-11-01", effective_on="2026-12-01")
    found = gather()
    assert told_of(found, "Patrols the streets") == [[]]
    assert told_of(found, "Runs the jail") == [["Agreement of-the-sheriff"]]
    (sheriff,) = function(found, "Runs the jail").offices
    assert sheriff.acts.acts[0].since == "In force since March 1, 2025."
    assert sheriff.acts.acts[0].address == "/instruments/of-the-sheriff/"


def test_beside_the_council_stand_its_own_laws_the_latest_first() -> None:
    for year in (2014, 2015, 2016, 2017):
        Instrument.objects.create(
            id=f"law-{year}", place_id="2603000", kind="ordinance", title=f"Law of {year}",
            reach="own-agencies", adopted_on=f"{year}-05-01", recorded_at=NOW,
        )  # fmt: skip
    council = function(gather(), "Can make it law").offices[0]
    assert [act.name for act in council.acts.acts] == ["Law of 2017", "Law of 2016", "Law of 2015"]
    assert council.acts.more == 1
    page = Client().get("/places/mi/ann-arbor/").content.decode()
    assert "and 1 more" in page


def test_what_an_office_does_beside_what_is_usual_is_told() -> None:
    rows = ["kind,place,functions", "police-chief,2603000,street;jail"]
    import_officials(rows, actor=system_actor(), now=NOW)
    assert titles(gather())["Runs the jail"] == [
        "Police chief of Ann Arbor",
        "Washtenaw County Sheriff",
    ]
