"""What a question asks for, from its text alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freedomcities.places.question_text import Form, Reading, read_question
from freedomcities.places.question_words import Named


def first(text: str) -> Reading:
    return read_question(text).readings[0]


@pytest.mark.parametrize(
    ("text", "form", "code"),
    [
        ("", Form.NOTHING, ""),
        (" , ", Form.NOTHING, ""),
        ("?!", Form.NOTHING, ""),
        ("us", Form.CODE, "us"),
        ("U.S.A.", Form.CODE, "us"),
        ("United States", Form.CODE, "us"),
        ("26", Form.CODE, "26"),
        ("2603000", Form.CODE, "2603000"),
        ("2616189160", Form.CODE, "2616189160"),
        ("48104", Form.FIVE_DIGITS, "48104"),
        ("48104-1234", Form.ZIP, "48104"),
        ("zip:48104", Form.ZIP, "48104"),
        ("ZIP : 48104", Form.ZIP, "48104"),
        ("ZIP code 48104", Form.ZIP, "48104"),
        ("zip:481", Form.ZIP, "481"),
        ("geoid:26161", Form.CODE, "26161"),
        ("GEOID: US", Form.CODE, "us"),
        ("Michigan", Form.STATE, "26"),
        ("mi", Form.STATE, "26"),
        ("MT", Form.STATE, "30"),
        ("State of Michigan", Form.STATE, "26"),
        ("West  Virginia", Form.STATE, "54"),
        ("D.C.", Form.STATE, "11"),
        ("Carolina del Norte", Form.STATE, "37"),
        ("Puerto Rico, USA", Form.STATE, "72"),
    ],
)
def test_codes_zip_codes_and_states(text: str, form: Form, code: str) -> None:
    question = read_question(text)
    assert (question.form, question.code) == (form, code)


@pytest.mark.parametrize(
    "text",
    [
        "Springfield, IL",
        "  springfield ,  il ",
        "SPRINGFIELD, Ill.",
        "Springfield, Illinois",
        "Springfield IL",
        "Springfield Illinois",
        "Springfield, IL, USA",
        "Springfield, IL 62701",
        "Springfield, IL 62701-1234",
        "Springfield, IL, 62701",
    ],
)
def test_one_name_and_state_in_many_spellings(text: str) -> None:
    question = read_question(text)
    assert question.form == Form.NAME
    assert first(text) == Reading(Named("springfield"), "IL")
    assert question.state == "IL"


@pytest.mark.parametrize(
    ("text", "key", "state"),
    [
        ("St. Louis, MO", "saint louis", "MO"),
        ("Cañon City, CO", "canon city", "CO"),
        ("Charleston West Virginia", "charleston", "WV"),
        ("Butte, MT", "butte", "MT"),
        ("butte mt 59701", "butte", "MT"),
        ("Mt. Vernon, NY", "mount vernon", "NY"),
        ("Washington DC", "washington", "DC"),
        ("New York, New York", "new york", "NY"),
    ],
)
def test_names_that_are_easily_misread(text: str, key: str, state: str) -> None:
    assert first(text) == Reading(Named(key), state)


def test_a_name_that_ends_like_a_state_is_read_both_ways() -> None:
    assert read_question("Fort Washington").readings == (
        Reading(Named("fort"), "WA"),
        Reading(Named("fort washington"), ""),
    )


def test_a_county_may_stand_between() -> None:
    readings = read_question("Franklin Township, Somerset County, NJ").readings
    assert readings == (
        Reading(Named("franklin township somerset county"), "NJ"),
        Reading(Named("franklin township"), "NJ", "somerset county"),
        Reading(Named("franklin", "township"), "NJ", "somerset county"),
    )
    assert read_question("Franklin township (Somerset), NJ").readings[1].county == "somerset"
    without_comma = Reading(Named("franklin"), "NJ", "somerset county")
    assert without_comma in read_question("Franklin, Somerset County NJ").readings


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ypsilanti township, MI", Named("ypsilanti", "township")),
        ("Ypsilanti twp., MI", Named("ypsilanti", "township")),
        ("Ypsilanti Charter Township, MI", Named("ypsilanti", "charter township")),
        ("Charter Township of Ypsilanti, MI", Named("ypsilanti", "charter township")),
        ("Town of Ithaca, NY", Named("ithaca", "town")),
        ("Ithaca town, NY", Named("ithaca", "town")),
        ("City of Wheaton, IL", Named("wheaton", "city")),
        ("Village of Pewaukee, WI", Named("pewaukee", "village")),
        ("Cook Co., IL", Named("cook", "county")),
        ("County of Cook, IL", Named("cook", "county")),
        ("Condado de Cook, IL", Named("cook", "county")),
        ("Orleans Parish, LA", Named("orleans", "parish")),
        ("Juneau City and Borough, AK", Named("juneau", "city and borough")),
        ("Nome Census Area, AK", Named("nome", "census area")),
        ("City and County of Denver, CO", Named("denver")),
    ],
)
def test_the_word_beside_a_name_is_told_apart(text: str, named: Named) -> None:
    readings = read_question(text).readings
    assert readings[0].named.word == ""  # The whole may be a name: Kansas City, Old Town.
    assert named in [reading.named for reading in readings[1:]]


def test_the_whole_is_tried_before_its_parts() -> None:
    assert [reading.named for reading in read_question("Kansas City, KS").readings] == [
        Named("kansas city"),
        Named("kansas", "city"),
    ]


@given(st.text(max_size=300))
def test_whatever_is_typed_can_be_read(text: str) -> None:
    question = read_question(text)
    assert len(question.text) <= 200
    assert all(reading.named.key for reading in question.readings)
    assert bool(question.readings) == (question.form in {Form.NAME, Form.STATE})
