"""The page of whom to meet: what it asks, what it answers, what it never guesses."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from freedomcities.adoption.models import Instrument
from freedomcities.adoption.tests.makers import NOW, make_country, make_nine
from freedomcities.blueprints.models import Blueprint
from freedomcities.officials.models import Agency, AgencyService, Office, Official
from freedomcities.places.addresses import address_of
from freedomcities.places.models import Place, PlaceName, ZipCode, ZipCoverage
from freedomcities.places.names import normalise_name
from freedomcities.places.tests.makers import make_containment, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def country() -> dict[str, Place]:
    """A small country whose places are found by name."""
    places = make_country()
    for geoid, place in places.items():
        if geoid not in {"us", "26", "08", "11", "08031", "11001"}:
            name_it(place)
    return places


def name_it(place: Place) -> None:
    key = normalise_name(place.name)
    PlaceName.objects.create(key=key, place=place, weight=place.population or 0)


def address(*texts: str, meet_at: str = "", prefix: str = "") -> str:
    asked = [("place", text) for text in texts] + ([("meet_at", meet_at)] if meet_at else [])
    return f"{prefix}/who/?{urlencode(asked)}"


def ask(client: Client, *texts: str, meet_at: str = "", prefix: str = "") -> Any:
    response = client.get(address(*texts, meet_at=meet_at, prefix=prefix))
    assert response.status_code == 200
    assert not response.cookies
    return response


def doors(response: Any) -> list[str]:
    return [office.title for office in response.context["page"].offices]


def make_agency(id_: str, name: str, place: str, kind: str = "city", **given: str) -> Agency:
    agency = Agency.objects.create(
        id=id_, name=name, listed_name=name, kind=kind, state="MI", ori=id_, **given
    )
    AgencyService.objects.create(agency=agency, place_id=place, main=True, how="name")
    return agency


def test_without_any_town_it_says_what_to_do(client: Client, country: dict[str, Place]) -> None:
    response = ask(client)
    assert response.context["page"] is None
    assert "One door for all of you is enough." in response.text
    assert 'name="place"' in response.text
    assert response.context["examples"][0].label.startswith("Wheaton, IL")


def test_one_town_has_its_own_door_marked_where_no_list_says_so(
    client: Client, country: dict[str, Place]
) -> None:
    page = ask(client, "Ann Arbor, MI").context["page"]
    assert page.lead.place == "Ann Arbor, MI"
    assert page.lead.first == "Police chief of Ann Arbor"
    assert page.offices[0].unsure.startswith("No list that we have says who patrols here")
    assert page.own == ()
    assert page.steps == ()


def test_towns_of_one_county_meet_its_sheriff(client: Client, country: dict[str, Place]) -> None:
    make_agency("MI1", "Washtenaw County Sheriff's Office", "26161", "county", phone="734-555-0100")
    response = ask(client, "Ann Arbor, MI", "Ypsilanti, MI")
    page = response.context["page"]
    assert page.lead.place == "Washtenaw County, MI"
    assert page.lead.first == "Washtenaw County Sheriff"
    assert page.lead.holds.startswith("All of your towns lie in Washtenaw County")
    sheriff = page.offices[0]
    assert (sheriff.agency, sheriff.unsure) == ("Washtenaw County Sheriff's Office", "")
    assert sheriff.does == "patrols the streets and runs the jail"
    assert "We are neighbors from Ann Arbor and Ypsilanti." in sheriff.opening
    assert "May we meet the sheriff" in sheriff.opening
    assert [sentence[:11] for sentence in sheriff.only_they_know] == ["On the stre", "In the jail"]
    assert 'href="tel:734-555-0100"' in response.text
    assert [step.place for step in page.steps] == ["Ann Arbor", "Washtenaw County"]
    assert page.law_first.startswith("Law enforcement first")


def test_each_towns_own_stands_beside_and_the_other_doors_by_what_they_decide(
    client: Client, country: dict[str, Place]
) -> None:
    page = ask(client, "Ann Arbor, MI", "Ypsilanti, MI").context["page"]
    assert [town.label for town in page.own] == ["Ann Arbor, MI", "Ypsilanti, MI"]
    first = page.own[0]
    assert first.enforcement[0].title == "Police chief of Ann Arbor"
    # The county's own board stands among the other doors, and not once more at each town.
    assert "Mayor of Ann Arbor" in [office.title for office in first.deciders]
    assert not any("Washtenaw" in office.title for office in first.deciders)
    assert first.meet_here == address("Ann Arbor, MI", "Ypsilanti, MI", meet_at="2603000")
    assert [group.title for group in page.groups] == [
        "Can make it local law",
        "Decides for the schools",
        "Decides for the whole state",
    ]
    assert all(office.ask for group in page.groups for office in group.offices)


def test_the_questions_are_the_blueprints_own(client: Client, country: dict[str, Place]) -> None:
    assert ask(client, "Ann Arbor, MI").context["page"].questions is None
    blueprint = make_nine()
    Blueprint.objects.filter(pk=blueprint.pk).update(
        content={"en": {**blueprint.content["en"], "questions": ["One?", "Two?"]}}
    )
    response = ask(client, "Denver, CO")
    assert response.context["page"].questions.texts == ("One?", "Two?")
    assert "<li>Two?</li>" in response.text


def test_another_town_can_be_added_and_each_can_be_taken_back(
    client: Client, country: dict[str, Place]
) -> None:
    response = ask(client, "Ann Arbor, MI", "Ypsilanti, MI")
    assert response.context["carried"] == ["Ann Arbor, MI", "Ypsilanti, MI"]
    for text in response.context["carried"]:
        assert f'<input type="hidden" name="place" value="{text}">' in response.text
    people = response.context["room"].people
    assert [person.remove for person in people] == [
        address("Ypsilanti, MI"),
        address("Ann Arbor, MI"),
    ]


def test_two_people_of_one_town_are_two_people_and_one_place(
    client: Client, country: dict[str, Place]
) -> None:
    response = ask(client, "Ann Arbor, MI", "Ypsilanti, MI", "ann arbor, mi")
    room, page = response.context["room"], response.context["page"]
    assert [person.number for person in room.people] == [1, 2, 1]
    assert len(page.own) == 2
    assert page.map.numbered == ((1, "Ann Arbor, MI"), (2, "Ypsilanti, MI"))


def test_a_name_of_several_places_is_asked_about(client: Client, country: dict[str, Place]) -> None:
    for geoid, state in (("1772000", "IL"), ("2567000", "MA")):
        name_it(make_place(geoid, "Springfield", state=state))
    response = ask(client, "Ann Arbor, MI", "Springfield")
    (unclear,) = response.context["room"].unclear
    assert unclear.sentence == "Which “Springfield” do you mean?"
    assert sorted(choice.label for choice in unclear.choices) == [
        "Springfield, IL",
        "Springfield, MA",
    ]
    links = {choice.label: choice.href for choice in unclear.choices}
    assert links["Springfield, IL"] == address("Ann Arbor, MI", "geoid:1772000")
    # The others stay, and what was typed stands in the field to be mended.
    assert response.context["carried"] == ["Ann Arbor, MI"]
    assert response.context["typed"] == "Springfield"
    assert response.context["page"].lead.place == "Ann Arbor, MI"
    assert 'aria-invalid="true"' in response.text


def test_a_name_of_no_place_says_so_and_offers_what_is_near(
    client: Client, country: dict[str, Place]
) -> None:
    response = ask(client, "Ypsilnti, MI")
    (unclear,) = response.context["room"].unclear
    assert "Ypsilnti" in unclear.sentence
    assert unclear.sentence.endswith("Did you mean one of these?")
    assert "Ypsilanti, MI" in [choice.label for choice in unclear.choices]
    assert response.context["page"] is None
    assert response.context["status"] == unclear.sentence


def test_what_is_typed_is_shown_as_text(client: Client, country: dict[str, Place]) -> None:
    text = ask(client, "<b>x</b>").text
    assert "<b>x</b>" not in text
    assert "&lt;b&gt;x&lt;/b&gt;" in text


def test_a_zip_code_of_several_places_is_never_guessed_silently(
    client: Client, country: dict[str, Place]
) -> None:
    ZipCode.objects.create(code="48197", latitude=42.2, longitude=-83.6, land_km2=100)
    for place, share in (("2689140", 0.6), ("2603000", 0.3)):
        ZipCoverage.objects.create(zip_code_id="48197", place_id=place, share=share)
    (person,) = ask(client, "48197").context["room"].people
    assert person.label == "Ypsilanti, MI"
    assert person.asks == "48197 lies in several places. Are you from Ypsilanti, MI?"
    assert person.is_right == address("geoid:2689140")
    assert [(each.label, each.href) for each in person.others] == [
        ("Ann Arbor, MI", address("geoid:2603000"))
    ]
    (sure,) = ask(client, "geoid:2689140").context["room"].people
    assert sure.asks == ""


def test_counties_in_common_are_chosen_by_the_people(
    client: Client, country: dict[str, Place]
) -> None:
    other = make_place("26163", "Wayne County")
    for geoid in ("2603000", "2689140"):
        make_containment(country[geoid], other, share=0.2, main=False)
    country["2603000"].containments.filter(county="26161").update(share=0.8)
    country["2689140"].containments.filter(county="26161").update(share=0.8)
    response = ask(client, "Ann Arbor, MI", "Ypsilanti, MI")
    lead = response.context["page"].lead
    assert lead.place == ""
    assert [(each.label, each.note) for each in lead.candidates] == [
        ("Washtenaw County, MI", "Washtenaw County Sheriff"),
        ("Wayne County, MI", "Wayne County Sheriff"),
    ]
    assert "Which county do most of you live in?" in response.text
    assert response.context["page"].offices == ()
    assert len(response.context["page"].own) == 2
    chosen = client.get(lead.candidates[1].href).context["page"].lead
    assert (chosen.place, chosen.first) == ("Wayne County, MI", "Wayne County Sheriff")
    assert chosen.unchosen == address("Ann Arbor, MI", "Ypsilanti, MI")


def test_a_group_may_choose_another_place(client: Client, country: dict[str, Place]) -> None:
    response = ask(client, "Ann Arbor, MI", "Ypsilanti, MI")
    elsewhere = {each.label: each.href for each in response.context["page"].elsewhere}
    assert set(elsewhere) == {"Michigan"}
    page = client.get(elsewhere["Michigan"]).context["page"]
    assert page.lead.place == "Michigan"
    assert page.lead.is_far
    assert page.lead.holds == "You chose Michigan."


def test_a_place_that_nobody_knows_cannot_be_chosen(
    client: Client, country: dict[str, Place]
) -> None:
    response = ask(client, "Ann Arbor, MI", meet_at="99999")
    assert response.context["wrong"] == ["No place has the code “99999”."]
    assert response.context["page"].lead.place == "Ann Arbor, MI"


def test_a_place_that_holds_none_of_them_is_told_at_the_top(
    client: Client, country: dict[str, Place]
) -> None:
    response = ask(client, "Ann Arbor, MI", meet_at="0820000")
    lead = response.context["page"].lead
    assert lead.outside.startswith("None of the towns you named lies in Denver")
    assert response.text.count("None of the towns you named") == 1
    assert ask(client, "Ann Arbor, MI", meet_at="26161").context["page"].lead.outside == ""


def test_what_an_agency_signed_stands_at_its_door(
    client: Client, country: dict[str, Place]
) -> None:
    make_agency("MI1", "Washtenaw County Sheriff's Office", "26161", "county")
    make_agency("MI2", "Ann Arbor Police Department", "2603000")
    for id_, place, agency in (("signed", "26161", "MI1"), ("other", "26161", "MI9")):
        Instrument.objects.create(
            id=id_, place_id=place, kind="agreement", title=f"Agreement {id_}", reach="agencies",
            agencies=[agency], effective_on="2025-03-01", recorded_at=NOW,
        )  # fmt: skip
    page = ask(client, "Ann Arbor, MI", "Ypsilanti, MI").context["page"]
    assert [act.name for act in page.offices[0].acts.acts] == ["Agreement signed"]
    assert [act.since for act in page.offices[0].acts.acts] == ["In force since March 1, 2025."]
    assert not page.own[0].enforcement[0].acts


def test_towns_of_several_states_see_the_nation_as_tiles(
    client: Client, country: dict[str, Place]
) -> None:
    response = ask(client, "Ann Arbor, MI", "Denver, CO")
    page = response.context["page"]
    assert page.lead.place == "United States"
    assert page.lead.is_far
    assert page.offices == ()
    assert [tile.code for tile in page.map.tiles if tile.known] == ["MI", "CO"]
    assert [group.title for group in page.groups] == ["Decides for the whole nation"]


def test_no_more_people_than_a_room_holds(client: Client, country: dict[str, Place]) -> None:
    response = ask(client, *["Ann Arbor, MI"] * 120)
    assert len(response.context["room"].people) == 100
    assert response.context["wrong"] == ["Only the first 100 people are counted here."]


def test_fifty_people_of_two_towns(client: Client, country: dict[str, Place]) -> None:
    response = ask(client, *["Ann Arbor, MI", "Ypsilanti, MI"] * 25)
    assert len(response.context["room"].people) == 50
    assert response.context["page"].lead.place == "Washtenaw County, MI"


@pytest.mark.parametrize("query", ["?place=", "?place=+&place=%00", "?meet_at=26161", "?x=1"])
def test_nothing_at_all_is_asked(client: Client, country: dict[str, Place], query: str) -> None:
    response = client.get(f"/who/{query}")
    assert response.status_code == 200
    assert response.context["page"] is None


def test_big_cities_say_where_to_find_the_precinct(
    client: Client, country: dict[str, Place]
) -> None:
    make_place("48", "Texas", state="TX")
    houston = make_place("4835000", "Houston", state="TX", population=2_300_000)
    make_containment(houston, make_place("48201", "Harris County", state="TX"))
    response = ask(client, "geoid:4835000")
    precinct, *others = response.context["page"].offices
    assert precinct.title == "Commander of your patrol division in Houston"
    assert "www.houstontx.gov" in precinct.finder_url
    assert f'href="{precinct.finder_url}"' in response.text
    # The chief's officers are the commander's: nobody asks them the same twice.
    assert others[0].title == "Police chief of Houston"
    assert (precinct.only_they_know != (), others[0].only_they_know) == (True, ())


def test_who_holds_an_office_on_record_and_how_to_reach_them(
    client: Client, country: dict[str, Place]
) -> None:
    office = Office.objects.create(
        id="aa-chief", place_id="2603000", kind="police-chief", title="Chief of Police",
        functions=["street"], email="chief@example.org", bounced_on="2026-01-01",
        outreach_email="outreach@example.org",
    )  # fmt: skip
    for name, end in (("Jo Now", ""), ("Al Then", "2019")):
        Official.objects.create(
            office=office, person=name, name=name, term_end=end, email="x@example.org"
        )
    response = ask(client, "Ann Arbor, MI")
    here = response.context["page"].offices[0]
    assert (here.title, here.holders, here.unsure) == ("Chief of Police", "Jo Now", "")
    assert "outreach@example.org" in response.text
    # Mail there came back.
    assert "chief@example.org" not in response.text


def test_the_page_in_spanish_stays_in_spanish(client: Client, country: dict[str, Place]) -> None:
    response = ask(client, "Ann Arbor, MI", "Ypsilanti, MI", prefix="/es")
    assert "<h1>Con quién reunirse</h1>" in response.text
    assert response.context["page"].lead.first == "Sheriff de Washtenaw County"
    assert "Somos vecinos de Ann Arbor y Ypsilanti." in response.context["page"].offices[0].opening
    assert response.context["room"].people[0].remove == address("Ypsilanti, MI", prefix="/es")


def test_a_script_gets_the_same_page_so_that_going_back_shows_all_of_it(
    client: Client, country: dict[str, Place]
) -> None:
    plain = ask(client, "Ann Arbor, MI")
    asked = client.get(address("Ann Arbor, MI"), headers={"hx-request": "true"})
    assert asked.content == plain.content
    assert asked.text.count('id="who"') == 1
    assert 'hx-history="false"' in asked.text


def test_it_is_only_read(client: Client, country: dict[str, Place]) -> None:
    assert client.post(address("Ann Arbor, MI")).status_code == 405


def test_the_first_page_and_a_places_page_lead_here(
    client: Client, country: dict[str, Place]
) -> None:
    make_nine()
    assert 'href="/who/"' in client.get("/").text
    place = address_of(country["2603000"])
    assert 'href="/who/?place=geoid:2603000"' in client.get(place).text
