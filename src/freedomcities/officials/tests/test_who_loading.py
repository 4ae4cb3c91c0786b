"""What the engine is given from the database is all that it would use of everything."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.exceptions_table import exception_rows, precinct_rows
from freedomcities.officials.models import Agency, AgencyService, Office
from freedomcities.officials.tests.asking import everything
from freedomcities.officials.tests.who_atlas import real_places
from freedomcities.officials.who_answers import Answer, OfficeToMeet
from freedomcities.officials.who_facts import Asked, Function, PlaceFacts, WhoFacts
from freedomcities.officials.who_loading import load_places, load_who_facts, load_zip_counties
from freedomcities.officials.who_to_meet import who_to_meet
from freedomcities.places.models import Place, ZipCode, ZipCoverage

pytestmark = pytest.mark.usefixtures("country", "db")

WHEATON, LOMBARD, DUPAGE = "1781048", "1744407", "17043"


def load(*codes: str, chosen: str = "") -> WhoFacts:
    return load_who_facts([Asked(code) for code in codes], chosen=chosen)


def said(answer: Answer) -> list[object]:
    """The answer without what the facts say of agencies elsewhere."""

    def plain(office: OfficeToMeet) -> OfficeToMeet:
        agency = office.agency and replace(office.agency, places=())
        return replace(office, agency=agency)

    own = [[plain(each) for each in doors.all] for doors in answer.own]
    offices = [plain(each) for each in (*answer.offices, *answer.deciders)]
    return [answer.meet_at, answer.candidates, offices, own, answer.why]


def groups(count: int) -> list[list[str]]:
    """Groups of one to four from one state, every kind of place among them."""
    chance = random.Random(20170222)
    by_state: dict[str, list[str]] = {}
    for place in real_places().values():
        by_state.setdefault(place.geoid[:2], []).append(place.geoid)
    states = [places for places in by_state.values() if len(places) > 1]
    found = []
    for _number in range(count):
        places = chance.choice(states)
        start = chance.randrange(len(places))
        # Neighbours in the list of codes are often of one county, and of one kind.
        near = places[start : start + 30]
        found.append(chance.sample(near, min(chance.randint(1, 4), len(near))))
    return found


def test_places_are_those_of_the_atlas() -> None:
    chance = random.Random(7)
    real = real_places()
    codes = chance.sample(sorted(real), 400)
    for code, place in load_places(codes).items():
        shares = sorted(real[code].counties, key=lambda each: (-each.share, each.county))
        assert place == replace(real[code], counties=tuple(shares))


def test_answers_are_those_of_everything_that_is_known() -> None:
    whole = everything()
    special = [[code] for code in {*exception_rows(), *precinct_rows()} if code in whole.places]
    for codes in [*groups(250), *special]:
        question = [Asked(code) for code in codes]
        assert said(who_to_meet(question, load(*codes))) == said(who_to_meet(question, whole))


def test_a_chosen_place_has_its_own_facts() -> None:
    whole, question = everything(), [Asked("4819000"), Asked("4827000")]
    for chosen in ("48121", "48", "4752006", "12031"):
        found = who_to_meet(question, load("4819000", "4827000", chosen=chosen), chosen=chosen)
        assert said(found) == said(who_to_meet(question, whole, chosen=chosen))


@pytest.mark.parametrize("codes", [[WHEATON], [WHEATON, LOMBARD, DUPAGE], ["us"], ["17"]])
def test_a_handful_of_queries(
    codes: list[str], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(5):
        load(*codes)


def test_fifty_towns_cost_as_many_queries_as_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    towns = Place.objects.governments().filter(state="IL", kind="municipality")
    codes = list(towns.order_by("pk").values_list("pk", flat=True)[:50])
    # Places, what lies beside them, offices, agencies.
    with django_assert_num_queries(4):
        load(codes[0])
    with django_assert_num_queries(4):
        facts = load(*codes)
    assert {*codes, "17", "us"} <= facts.places.keys()


def test_a_code_that_no_government_goes_by_is_no_fact() -> None:
    # A second code of Denver, a county that is no more, and nonsense.
    assert load("08031", "09001", "x").places == {}


def test_counties_of_a_zip_code() -> None:
    counties = load_zip_counties({"60148", "80202", "00000"})
    assert {code: [each.county for each in shares] for code, shares in counties.items()} == {
        "60148": [DUPAGE],
    }  # A city that is its own county says itself where its people live.
    assert sum(share for _county, share in counties["60148"]) == pytest.approx(1, abs=0.01)


def test_counties_of_a_zip_code_are_the_largest_first() -> None:
    ZipCode.objects.create(code="00001", latitude=41, longitude=-88, land_km2=1)
    for county, share in (("17197", 0.2), (DUPAGE, 0.7), ("09001", 0.9)):
        ZipCoverage.objects.create(zip_code_id="00001", place_id=county, share=share)
    assert load_zip_counties({"00001"})["00001"] == ((DUPAGE, 0.7), ("17197", 0.2))


def test_of_several_departments_the_one_last_heard_of_comes_first() -> None:
    # Eagar's police became Round Valley's; both stand on the list, with as many officers.
    eagar = load("0420960").agencies_at("0420960", "city")
    assert [(each.name, each.checked_on) for each in eagar] == [
        ("Round Valley Police Department", "2025"),
        ("Eagar Police Department", "2022"),
    ]


def test_a_sheriff_is_not_the_police() -> None:
    richmond = who_to_meet([Asked("5167000")], load("5167000"))
    heads = {office.kind: office.agency and office.agency.name for office in richmond.offices}
    assert heads == {
        OfficeKind.POLICE_CHIEF: "Richmond Police Department",
        OfficeKind.SHERIFF: "Richmond City Sheriff's Office",
    }


def test_closed_agencies_are_left_out() -> None:
    Agency.objects.filter(pk="MI8121800").update(closed_on="2026")
    assert load("2603000").agencies_at("2603000", "city") == []


def test_offices_on_record_come_with_their_agency() -> None:
    helper = Agency.objects.create(
        id="helper", name="Helper Police", listed_name="Helper", kind="other", state="IL"
    )
    values = {"place_id": WHEATON, "functions": ["street"]}
    Office.objects.create(
        id="wheaton-chief", kind="police-chief", title="Chief Doe's office", agency=helper, **values
    )
    Office.objects.create(
        id="wheaton-north", kind="precinct-commander", title="North station", area="North",
        finder_url="https://example.org/find", **values,
    )  # fmt: skip
    Office.objects.create(
        id="wheaton-south", kind="precinct-commander", title="South", closed_on="2020", **values
    )
    facts = load(WHEATON, LOMBARD)
    (station,) = facts.offices_of(WHEATON, OfficeKind.PRECINCT_COMMANDER)
    assert (station.id, station.area, station.functions, station.finder_url) == (
        "wheaton-north", "North", (Function.STREET,), "https://example.org/find",
    )  # fmt: skip
    answer = who_to_meet([Asked(WHEATON)], load(WHEATON))
    assert [(office.kind, office.agency_id) for office in answer.offices[:2]] == [
        (OfficeKind.PRECINCT_COMMANDER, "helper"),
        (OfficeKind.POLICE_CHIEF, "helper"),
    ]
    assert answer.offices[0].choices == (station,)
    assert not AgencyService.objects.filter(agency=helper).exists()


def test_places_without_counties_are_plain() -> None:
    assert load("us").places == {
        "us": PlaceFacts("us", "United States", "nation", "", population=_people("us"))
    }


def _people(code: str) -> int | None:
    return Place.objects.values_list("population", flat=True).get(pk=code)
