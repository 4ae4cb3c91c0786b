"""The place that a question means, on the atlas that ships."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from freedomcities.places.models import OldAddress, Place
from freedomcities.places.questions import (
    Answer,
    answer_question,
    find_by_code,
    find_by_path,
    find_place,
)
from freedomcities.places.refusals import AmbiguousPlace, UnknownPlace

pytestmark = pytest.mark.usefixtures("atlas", "db")


def codes(places: tuple[Place, ...]) -> list[str]:
    return [place.geoid for place in places]


@pytest.mark.parametrize(
    ("text", "geoid"),
    [
        ("Ann Arbor, MI", "2603000"),
        ("ann arbor mi", "2603000"),
        ("Ann Arbor", "2603000"),
        ("Wheaton, IL", "1781048"),
        ("Springfield, Illinois", "1772000"),
        ("St Louis, MO", "2965000"),
        ("Saint Louis County, MO", "29189"),
        ("Canon City, CO", "0811810"),
        ("Butte, MT", "3011397"),
        ("Kansas City, KS", "2036000"),
        ("West New York", "3479610"),
        ("us", "us"),
        ("Michigan", "26"),
        ("Michigan, MI", "26"),
    ],
)
def test_names_and_codes(text: str, geoid: str) -> None:
    assert find_place(text).geoid == geoid


@pytest.mark.parametrize(
    ("text", "geoid"),
    [
        ("Ypsilanti, MI", "2689140"),
        ("City of Ypsilanti, MI", "2689140"),
        ("Ypsilanti township, MI", "2616189160"),
        ("Ypsilanti charter township, MI", "2616189160"),
        ("Ypsilanti Twp, MI", "2616189160"),
        ("Ithaca, NY", "3638077"),
        ("Town of Ithaca, NY", "3610938088"),
        ("Hempstead, NY", "3633139"),
        ("Hempstead town, NY", "3605934000"),
        ("Amherst, NY", "3602902000"),  # no municipality has the name
        ("Toms River, NJ", "3402973125"),
        ("Town of Cary, NC", "3710740"),  # a municipality that is a town
        ("Town of Amherst, MA", "2501370"),
        ("Pewaukee village, WI", "5562250"),
        ("City of Pewaukee, WI", "5562240"),
        ("Carlisle borough, PA", "4211272"),
    ],
)
def test_the_word_decides_between_municipality_and_township(text: str, geoid: str) -> None:
    assert find_place(text).geoid == geoid


@pytest.mark.parametrize(
    ("text", "geoid"),
    [
        ("Washtenaw County, MI", "26161"),
        ("Cook Co., IL", "17031"),
        ("Baltimore County, MD", "24005"),
        ("Richmond County, VA", "51159"),
        ("Terrebonne Parish, LA", "22109"),
        ("Fairbanks North Star Borough, AK", "02090"),
        ("Nome Census Area, AK", "02180"),
        ("Ponce Municipio, PR", "72113"),
        ("Maui, HI", "15009"),  # Hawaii's counties are its only local governments
        ("Fairfield County, CT", "09001"),  # closed, and still said
    ],
)
def test_a_county_where_its_word_stands(text: str, geoid: str) -> None:
    assert find_place(text).geoid == geoid


def test_a_county_without_its_word_is_offered_and_not_taken() -> None:
    with pytest.raises(UnknownPlace, match=r"^No place is known as “Washtenaw, MI”\.$") as caught:
        find_place("Washtenaw, MI")
    assert caught.value.candidates == [
        {
            "geoid": "26161",
            "name": "Washtenaw County",
            "full_name": "Washtenaw County",
            "kind": "county",
            "state": "MI",
            "county": "",
        }
    ]


@pytest.mark.parametrize(
    ("geoid", "names"),
    [
        ("0820000", ["Denver, CO", "Denver County, CO", "geoid:08031"]),
        ("0667000", ["San Francisco, CA", "San Francisco County, CA", "geoid:06075"]),
        ("1150000", ["Washington, DC", "DC", "District of Columbia", "11", "geoid:11001"]),
        ("3651000", ["New York City", "Brooklyn, NY", "Bronx County, NY", "geoid:36047"]),
        ("2255000", ["New Orleans, LA", "Orleans Parish, LA", "Parish of Orleans, LA"]),
        ("0236400", ["Juneau, AK", "Juneau Borough, AK", "02110"]),
        ("2404000", ["Baltimore, MD", "Baltimore city, MD", "24510"]),
    ],
)
def test_one_government_under_all_of_its_names(geoid: str, names: list[str]) -> None:
    assert {find_place(name, five_digits="county").geoid for name in names} == {geoid}


def test_where_others_remain_inside_the_county_keeps_its_own_code() -> None:
    assert find_place("Nashville, TN").geoid == "4752006"
    assert find_place("Davidson County, TN").geoid == "47037"
    assert find_place("Jefferson County, KY").geoid == "21111"


def test_several_of_a_name_in_one_state() -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        find_place("Springfield, NJ")
    assert str(caught.value) == (
        "“Springfield, NJ” may mean 2 places: say in which county, as in “Springfield township, "
        "Union County, NJ”."
    )
    assert [(one["geoid"], one["county"]) for one in caught.value.candidates] == [
        ("3403970020", "Union County"),
        ("3400569990", "Burlington County"),
    ]
    assert find_place("Springfield township, Burlington County, NJ").geoid == "3400569990"
    assert find_place("Springfield (Union), NJ").geoid == "3403970020"


def test_several_of_a_name_in_one_county() -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        find_place("Pewaukee, WI")
    assert str(caught.value) == (
        "“Pewaukee, WI” may mean 2 places: write the code of one, as in “geoid:5562240”."
    )
    assert [one["full_name"] for one in caught.value.candidates] == [
        "Pewaukee city",
        "Pewaukee village",
    ]


def test_a_name_without_a_state_is_never_guessed() -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        find_place("Springfield")
    refusal = caught.value
    assert [one["state"] for one in refusal.candidates][:4] == ["MO", "MA", "IL", "OR"]
    assert len(refusal.candidates) == 12
    assert str(refusal) == (
        f"“Springfield” may mean {12 + refusal.left_out} places, of which the 12 with the most "
        "people are listed: add the state, as in “Springfield, MO”."
    )
    assert refusal.left_out > 0


def test_a_larger_community_keeps_a_village_from_being_guessed() -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        find_place("Bethesda")
    assert [(one["geoid"], one.get("via")) for one in caught.value.candidates] == [
        ("24031", "Bethesda"),
        ("3906138", None),
        ("05063", "Bethesda"),
    ]


def test_namesakes_that_nobody_means_are_left_out() -> None:
    assert find_place("San Francisco").geoid == "0667000"  # and no township in Minnesota
    assert find_place("Los Angeles").geoid == "0644000"  # and no colony of a hundred people


@pytest.mark.parametrize(
    ("text", "geoid", "via"),
    [
        ("Bethesda, MD", "24031", "Bethesda"),
        ("Arlington, VA", "51013", "Arlington"),
        ("Hilo, HI", "15001", "Hilo"),
        ("Levittown, NY", "3605934000", "Levittown"),
    ],
)
def test_a_community_leads_to_what_governs_it(text: str, geoid: str, via: str) -> None:
    answer = answer_question(text)
    assert (answer.place.geoid, answer.via, answer.is_plain) == (geoid, via, False)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Sprngfield, IL", "1772000"),
        ("Anne Arbor, MI", "2603000"),
        ("Chicgo", "1714000"),
        ("Wheaton town, MI", "1781048"),  # right, but for the state
    ],
)
def test_near_spellings_are_offered(text: str, nearest: str) -> None:
    with pytest.raises(UnknownPlace) as caught:
        find_place(text)
    assert nearest in [one["geoid"] for one in caught.value.candidates]
    assert len(caught.value.candidates) <= 8


def test_the_nearest_comes_first() -> None:
    with pytest.raises(UnknownPlace) as caught:
        find_place("Sprngfield, IL")
    assert caught.value.candidates[0]["geoid"] == "1772000"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write the name of a place, such as “Ann Arbor, MI”, or a ZIP code."),
        ("Qqqqville, MI", "No place is known as “Qqqqville, MI”."),
        ("12345678", "No place has the code “12345678”."),
        ("geoid:x", "No place has the code “x”."),
        ("zip:481", "A ZIP code has five digits, as in “zip:48104”."),
        ("纽约, NY", "No place is known as “纽约, NY”."),
        ("🗽, NY", "No place is known as “🗽, NY”."),
        ("Нью-Йорк", "No place is known as “Нью-Йорк”."),
        (
            "00000",
            (
                "ZIP code 00000 is not on our map: some are for post-office boxes alone, so write "
                "the name of your town instead."
            ),
        ),
    ],
)
def test_one_sentence_where_there_is_nothing(text: str, sentence: str) -> None:
    with pytest.raises(UnknownPlace) as caught:
        find_place(text)
    assert str(caught.value) == sentence
    assert caught.value.candidates == []


def test_five_digits_are_a_zip_code_or_a_county() -> None:
    assert find_place("26161").geoid == "54085"  # a ZIP code of West Virginia
    assert find_place("26161", five_digits="county").geoid == "26161"
    assert find_place("48104", five_digits="county").geoid == "2603000"
    assert find_place("geoid:26161").geoid == "26161"
    assert find_place("zip:26161", five_digits="county").geoid == "54085"


def test_a_zip_code_gives_the_municipality_with_most_land_and_the_others() -> None:
    answer = answer_question("60148")
    assert (answer.place.geoid, answer.zip_code, answer.is_plain) == ("1744407", "60148", False)
    assert "1700243" in codes(answer.others)  # Addison
    assert {place.kind for place in answer.others} == {"municipality"}
    assert {place.kind for place in answer.around} == {"county", "town"}


def test_a_zip_code_without_a_municipality_gives_the_county() -> None:
    assert answer_question("22201").place.geoid == "51013"
    assert answer_question("96813").place.geoid == "15003"
    assert answer_question("19083").place.geoid == "42045"


def test_a_zip_code_of_new_england_gives_the_town() -> None:
    answer = answer_question("06820")
    assert (answer.place.geoid, answer.place.kind) == ("0919018850", "town")
    assert answer_question("05602").place.geoid == "5046000"  # Montpelier, a city


def test_a_county_of_that_code_is_offered_for_an_unknown_zip_code() -> None:
    with pytest.raises(UnknownPlace) as caught:
        find_place("02063")
    assert [one["geoid"] for one in caught.value.candidates] == ["02063"]


def test_a_state_comes_with_the_places_called_like_it() -> None:
    answer = answer_question("New York")
    assert (answer.place.geoid, codes(answer.others)) == ("36", ["3651000"])
    assert answer_question("Nueva York") == Answer(
        "Nueva York", answer.place, others=answer.others, is_plain=False
    )
    assert codes(answer_question("Washington").others)[0] == "1150000"
    assert answer_question("MI") == Answer("MI", Place.objects.get(pk="26"))


def test_old_codes_mean_the_place_of_today() -> None:
    assert find_place("geoid:02270").geoid == "02158"  # Wade Hampton is Kusilvak
    assert find_by_code("46113") == Place.objects.get(pk="46102")
    assert find_by_code("US") == Place.objects.get(pk="us")
    assert find_by_code("9999999") is None


def test_paths_of_today_and_of_before() -> None:
    ann_arbor = Place.objects.get(pk="2603000")
    OldAddress.objects.create(path="mi/annarbour", place=ann_arbor)
    assert find_by_path("mi/ann-arbor") == ann_arbor
    assert find_by_path("MI/Ann-Arbor/") == "mi/ann-arbor"
    assert find_by_path("mi/annarbour") == "mi/ann-arbor"
    assert find_by_path("dc") == "dc/washington"
    assert find_by_path("mi/nowhere") is None
    assert find_by_path("") is None


@pytest.mark.parametrize("text", ["Navajo Nation", "Pine Ridge Reservation, SD"])
def test_tribal_lands_are_not_on_the_list_and_that_is_said(text: str) -> None:
    with pytest.raises(UnknownPlace, match="where the nation decides for itself"):
        find_place(text)


def test_a_township_and_a_larger_community_elsewhere_are_asked_about() -> None:
    """The township, by the rule for names; and the town in which Nassau County's Baldwin lies."""
    found = answer_question("Baldwin, NY")
    assert (found.place.geoid, found.is_plain) == ("3601504132", False)
    assert [place.geoid for place in found.others] == ["3605934000"]
    # Its word, its county, or a community inside it leave nothing open.
    for text in ("Baldwin town, NY", "Baldwin, Chemung County, NY", "Hempstead town, NY"):
        assert answer_question(text).is_plain, text


@pytest.mark.parametrize(
    ("text", "geoid"),
    [
        ("Red Lake, MN", "27007"),
        ("Fort Totten, ND", "38005"),
        ("Belcourt, ND", "38079"),
        # … and where towns govern all the land, one of them does.
        ("Levittown, NY", "3605934000"),
    ],
)
def test_a_community_on_land_that_no_town_governs_is_the_countys(text: str, geoid: str) -> None:
    assert find_place(text).geoid == geoid


def test_a_closed_place_gives_way_to_one_of_today() -> None:
    Place.objects.filter(pk="3400569990").update(closed_on=date(2026, 1, 1))
    assert find_place("Springfield, NJ").geoid == "3403970020"


def test_a_name_takes_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        find_place("Ann Arbor, MI")
    with django_assert_num_queries(1):
        find_place("48104")
