"""From what people type to whom they meet, over the atlas and the list that ship."""

from __future__ import annotations

from typing import Any

import pytest

from freedomcities.lib.errors import Refusal
from freedomcities.officials.closed_places import ClosedPlace, successors_of
from freedomcities.officials.tests.asking import ask, geoids
from freedomcities.officials.titles import office_title
from freedomcities.officials.who import NobodyAsked, TooManyAsked, WhoAnswer
from freedomcities.officials.who_answers import Why
from freedomcities.places.models import Place
from freedomcities.places.questions import AmbiguousPlace, UnknownPlace

pytestmark = pytest.mark.usefixtures("country", "db")

DUPAGE = ("17043", "DuPage County", "county", "IL")


def place_of(found: WhoAnswer) -> str | None:
    return found.answer.meet_at.geoid if found.answer.meet_at else None


def candidates(found: WhoAnswer) -> list[str]:
    return [place.geoid for place in found.answer.candidates]


def refused(*queries: str, chosen: str = "") -> Refusal:
    with pytest.raises(Refusal) as raised:
        ask(*queries, chosen=chosen)
    return raised.value


def test_a_town_and_a_zip_code() -> None:
    found = ask("Wheaton, IL", "60148")
    assert found.answer.meet_at == DUPAGE
    assert found.answer.candidates == (DUPAGE,)
    wheaton, lombard = found.asked
    assert (wheaton.query, wheaton.place.geoid, wheaton.zip_code) == ("Wheaton, IL", "1781048", "")
    assert (wheaton.others, wheaton.is_plain) == ((), True)
    assert (lombard.query, lombard.place.geoid, lombard.zip_code) == ("60148", "1744407", "60148")
    assert [place.name for place in lombard.others[:2]] == ["Addison", "Glendale Heights"]
    assert not lombard.is_plain
    assert [reason.names for reason in found.answer.why if reason.code is Why.CONFIRM_ZIP] == [
        ("Lombard",)
    ]


@pytest.mark.parametrize(
    ("queries", "place", "among"),
    [
        (["Ann Arbor, MI"], "2603000", ["2603000"]),
        (["Ann Arbor, MI", "ann arbor mi", "geoid:2603000"], "2603000", ["2603000"]),
        (["Ann Arbor, MI", "48197"], "26161", ["26161"]),
        (["Ann Arbor, MI", "Ypsilanti township, MI"], "26161", ["26161"]),
        (["Ann Arbor, MI", "Washtenaw County, MI"], "26161", ["26161"]),
        (["Naperville, IL", "Aurora, IL"], None, ["17043", "17197"]),
        (["Dallas, TX", "Fort Worth, TX"], None, ["48121"]),
        (["Dallas, TX", "Fort Worth, TX", "El Paso, TX"], "48", ["48"]),
        # Five digits are a ZIP code, though Autauga County is 01001.
        (["01001"], "2500840", ["2500840"]),
        (["geoid:01001"], "01001", ["01001"]),
        # A community stands for what governs it.
        (["Bethesda, MD", "Silver Spring, MD"], "24031", ["24031"]),
        # Any code of a consolidated government is that government.
        (["geoid:08031", "Denver, CO"], "0820000", ["0820000"]),
        (["Brooklyn, NY", "Queens, NY"], "3651000", ["3651000"]),
        (["Kansas City, MO", "Kansas City, KS"], "us", ["us"]),
    ],
)
def test_where_people_meet(queries: list[str], place: str | None, among: list[str]) -> None:
    found = ask(*queries)
    assert (place_of(found), candidates(found)) == (place, among)
    assert [each.query for each in found.asked] == queries
    backwards = ask(*reversed(queries)).answer
    assert backwards == found.answer


def test_zip_codes_narrow_the_counties() -> None:
    # Naperville's 60564 and Aurora's 60503 lie in Will County.
    found = ask("60564", "60503")
    assert candidates(found)[0] == "17197"
    assert [each.place.geoid for each in found.asked] == ["1751622", "1703012"]


def test_a_zip_code_of_two_states_is_asked_about() -> None:
    # Fort Campbell lies in Kentucky and Tennessee.
    (campbell,) = ask("42223").asked
    assert {campbell.place.state, *(place.state for place in campbell.others)} == {"KY", "TN"}
    assert not campbell.is_plain


def test_a_community_is_named_beside_what_governs_it() -> None:
    (bethesda,) = ask("Bethesda, MD").asked
    assert (bethesda.place.geoid, bethesda.via, bethesda.is_plain) == ("24031", "Bethesda", False)


def test_a_name_that_is_a_state_too() -> None:
    (new_york,) = ask("New York").asked
    assert (new_york.place.geoid, [other.geoid for other in new_york.others]) == (
        "36", ["3651000"],
    )  # fmt: skip


def test_the_same_person_twice_is_two_people() -> None:
    found = ask("Wheaton, IL", "Wheaton, IL", " ", "", "Wheaton, IL")
    assert [each.place.geoid for each in found.asked] == ["1781048"] * 3
    assert found.answer == ask("Wheaton, IL").answer


def test_fifty_people() -> None:
    towns = Place.objects.governments().in_county(Place.objects.get(pk="17031"))
    codes = geoids(*towns.filter(kind="municipality").values_list("pk", flat=True)[:49])
    found = ask(*codes, "Evanston, IL")
    assert len(found.asked) == 50
    assert "17031" in {place_of(found), *candidates(found)}
    assert len(found.answer.own) == len({each.place for each in found.asked})


def test_a_hundred_are_the_most() -> None:
    assert place_of(ask(*["60148"] * 100)) == "1744407"
    refusal = refused(*["60148"] * 101)
    assert isinstance(refusal, TooManyAsked)
    assert str(refusal) == "Those are 101 places: ask about 100 at most."


@pytest.mark.parametrize("queries", [[], ["", "  "]])
def test_nobody(queries: list[str]) -> None:
    refusal = refused(*queries)
    assert isinstance(refusal, NobodyAsked)
    assert str(refusal).startswith("Say where the people are from: ")


def test_a_misspelt_town_gets_suggestions() -> None:
    refusal = refused("Ypsilanti, MI", "Ann Arbro, MI")
    assert str(refusal) == "No place is known as “Ann Arbro, MI”."
    assert refusal.candidates[0]["geoid"] == "2603000"


def test_springfield() -> None:
    refusal = refused("Wheaton, IL", "Springfield")
    assert isinstance(refusal, AmbiguousPlace)
    assert str(refusal).startswith("“Springfield” may mean 25 places, ")
    assert {"MO", "MA", "IL"} <= {str(each["state"]) for each in refusal.candidates}


def test_a_township_that_exists_forty_times_in_a_state() -> None:
    refusal = refused("Washington township, OH")
    assert isinstance(refusal, AmbiguousPlace)
    assert "say in which county, as in “Washington township, " in str(refusal)
    assert len(refusal.candidates) == 12
    assert refusal.left_out > 20
    county = refusal.candidates[0]["county"]
    (found,) = ask(f"Washington township, {county}, OH").asked
    assert found.place.geoid == refusal.candidates[0]["geoid"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("20090", "ZIP code 20090 is not on our map: some are for post-office boxes alone"),
        ("zip:abc", "“zip:abc”: A ZIP code has five digits"),
        ("geoid:99", "No place has the code “99”."),
        (",", "“,”: Write the name of a place"),
        ("a\0b", "No place is known as “a b”."),
        ("Nowhere at all, ZZ", "No place is known as “Nowhere at all, ZZ”."),
    ],
)
def test_what_means_no_place_is_named(query: str, sentence: str) -> None:
    refusal = refused("Wheaton, IL", query)
    assert isinstance(refusal, UnknownPlace)
    assert str(refusal).startswith(sentence)


def test_a_closed_place_says_what_is_there_now() -> None:
    for query in ("Fairfield County, CT", "geoid:09001"):
        refusal = refused(query)
        assert isinstance(refusal, ClosedPlace)
        assert str(refusal) == (
            "“Fairfield County, CT” is no more since June 6, 2022: write what its land belongs "
            "to now, such as “Western Connecticut Planning Region, CT”."
        )
        assert [each["geoid"] for each in refusal.candidates] == ["09190", "09120", "09140"]


def test_a_closed_place_without_successors() -> None:
    michigan = Place.objects.get(pk="26")
    assert successors_of(michigan) == []
    Place.objects.filter(pk="26").update(closed_on="2026-01-01")
    assert str(refused("geoid:26")) == "“Michigan” is no more since Jan. 1, 2026."


def test_a_place_that_became_another() -> None:
    Place.objects.filter(pk="1781048").update(closed_on="2026-01-01")
    refusal = refused("geoid:1781048")
    assert "such as “DuPage County, IL”" in str(refusal)
    assert isinstance(refusal, ClosedPlace)


@pytest.mark.parametrize("chosen", ["48121", "48113", "48", " 48121 "])
def test_people_may_choose_another_place(chosen: str) -> None:
    found = ask("Dallas, TX", "Fort Worth, TX", chosen=chosen)
    assert place_of(found) == chosen.strip()
    assert found.answer.why[0].code is Why.CHOSEN


def test_a_chosen_place_by_another_code() -> None:
    assert place_of(ask("Aurora, CO", chosen="08031")) == "0820000"


@pytest.mark.parametrize(
    ("chosen", "kind"), [("99", UnknownPlace), ("x", UnknownPlace), ("09001", ClosedPlace)]
)
def test_a_wrong_choice(chosen: str, kind: type[Any]) -> None:
    assert isinstance(refused("Dallas, TX", chosen=chosen), kind)


@pytest.mark.parametrize(
    ("town", "council"),
    [
        ("Jacksonville, FL", "Jacksonville City Council"),
        ("Nashville, TN", "Metropolitan Council of Nashville and Davidson County"),
    ],
)
def test_one_government_of_city_and_county_has_one_council(town: str, council: str) -> None:
    titles = [office_title(office) for office in ask(town).answer.deciders]
    assert titles.count(council) == 1
    assert not [office for office in ask(town).answer.deciders if office.kind == "county-board"]


def test_an_office_of_city_and_county_together_is_one_of_the_other_doors() -> None:
    titles = [office_title(office) for office in ask("Jacksonville, FL", "Miami, FL").answer.also]
    assert len(titles) == len(set(titles))
    assert titles.count("Jacksonville Sheriff") == 1


@pytest.mark.parametrize(
    ("town", "chosen", "is_outside"),
    [
        ("Wheaton, IL", "17031", True),  # Cook County
        ("Wheaton, IL", "1714000", True),  # Chicago
        ("Wheaton, IL", "06", True),
        ("Wheaton, IL", "17043", False),
        ("Wheaton, IL", "17", False),
        ("Wheaton, IL", "us", False),
        ("Wheaton, IL", "1781048", False),
        ("DuPage County, IL", "1781048", False),
        ("Illinois", "1714000", False),
        ("Denver, CO", "08031", False),
        # A village may lie in a township of its county.
        ("Lombard, IL", "1704300250", False),
    ],
)
def test_a_place_where_none_of_them_is_from_can_be_chosen_and_is_told(
    town: str, chosen: str, is_outside: bool
) -> None:
    codes = [reason.code for reason in ask(town, chosen=chosen).answer.why]
    assert (Why.CHOSEN_OUTSIDE in codes) is is_outside


def test_a_town_in_two_counties_has_both_boards() -> None:
    titles = [office_title(office) for office in ask("Naperville, IL").answer.deciders]
    assert [title for title in titles if "County" in title] == [
        "DuPage County Board",
        "Will County Board",
    ]
