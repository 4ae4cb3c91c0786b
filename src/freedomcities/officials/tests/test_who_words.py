"""What an answer says: titles and reasons, in both languages."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.reasons import does_words, function_words, sentence, sentences
from freedomcities.officials.tests.who_atlas import agency, meet, real_facts
from freedomcities.officials.titles import office_title
from freedomcities.officials.who_answers import OfficeToMeet, Reason, Why
from freedomcities.officials.who_facts import (
    Asked,
    CountyShare,
    Function,
    OfficeFacts,
    PlaceRef,
    WhoFacts,
    Words,
)
from freedomcities.officials.who_to_meet import who_to_meet


def titles(*codes: str) -> list[str]:
    answer = meet(*codes)
    return [office_title(office) for office in (*answer.offices, *answer.deciders)]


def test_titles_are_what_people_say() -> None:
    with override("en"):
        assert titles("1781048", "1744407") == [
            "DuPage County Sheriff",
            "DuPage County Board",
            "School board of your school district, DuPage County",
            "Your legislators in the Illinois General Assembly",
        ]
        assert titles("1714000")[:3] == [
            "Commander of your police district in Chicago",
            "Police chief of Chicago",
            "Cook County Sheriff",
        ]


def test_titles_in_spanish() -> None:
    with override("es"):
        assert titles("1781048", "1744407") == [
            "Sheriff de DuPage County",
            "Junta de DuPage County",
            "Junta escolar de tu distrito, DuPage County",
            "Tus legisladores en la Asamblea General de Illinois",
        ]


def test_the_title_on_record_goes_before() -> None:
    chief = OfficeFacts("aapd", OfficeKind.POLICE_CHIEF, "2603000", "Chief of the AAPD")
    facts = WhoFacts(real_facts().places, (), (chief,))
    answer = who_to_meet([Asked("2603000")], facts)
    assert office_title(answer.offices[0]) == "Chief of the AAPD"
    assert not answer.offices[0].to_be_confirmed


def test_precincts_on_record_are_choices_and_go_first() -> None:
    kind = OfficeKind.PRECINCT_COMMANDER
    precincts = [
        OfficeFacts(f"ann-arbor-{n}", kind, "2603000", f"Precinct {n}", finder_url="https://x.org/")
        for n in (2, 1)
    ]
    answer = who_to_meet([Asked("2603000")], WhoFacts(real_facts().places, (), tuple(precincts)))
    first = answer.offices[0]
    assert first.kind == kind
    assert [office.title for office in first.choices] == ["Precinct 1", "Precinct 2"]
    assert first.finder_url == "https://x.org/"
    assert not first.to_be_confirmed


def test_why_is_told_in_sentences() -> None:
    with override("en"):
        why = sentences(meet("1781048", "1744407").why)
    assert why == [
        "All of your towns lie in DuPage County, so its offices serve everybody in the room.",
        (
            "Law enforcement first: often its head decides, and even where it takes orders from "
            "others, it will have to carry the rules out and knows best what they mean; the "
            "council will ask what it thinks. You may skip it."
        ),
        (
            "In Illinois the county sheriff patrols where towns have no police of their own and "
            "runs the county jail."
        ),
        "Nobody has to go to every town. If you have the people, ask each town's own offices too.",
        "Law enforcement can write a policy; those who can make it law are listed beside it.",
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_reason_and_function_has_words(language: str) -> None:
    with override(language):
        for code in Why:
            words = Words("A sentence.", "Una frase.") if code is Why.TABLE else None
            text = sentence(Reason(code, ("DuPage County", "Will County"), words))
            assert text.endswith(".")
            assert "%(" not in text
        assert all(function_words(each) for each in Function)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            PlaceRef("26", "Michigan", "state", "MI"),
            "runs the state's prisons, not the county jails",
        ),
        (PlaceRef("09", "Connecticut", "state", "CT"), "runs the jail"),
    ],
)
def test_a_states_prisons_are_no_county_jail(state: PlaceRef, words: str) -> None:
    office = OfficeToMeet(OfficeKind.JAIL, state, (Function.JAIL,))
    assert does_words(office) == [words]


def test_one_county_in_common_is_no_choice_among_several() -> None:
    one = sentence(Reason(Why.WHICH_COUNTY, ("Cook County",)))
    assert one.startswith("Cook County is the only county that all of your towns touch")
    two = sentence(Reason(Why.WHICH_COUNTY, ("DuPage County", "Will County")))
    assert "they share DuPage County or Will County" in two


def test_zip_codes_narrow_the_counties_and_decide_nothing() -> None:
    """One gave a ZIP code of Naperville's DuPage side, the other of Aurora's."""
    question = [
        Asked("1751622", "60540", zip_code="60540", zip_counties=(CountyShare("17043", 1.0),)),
        Asked("1703012", "60504", zip_code="60504",
              zip_counties=(CountyShare("17043", 0.6), CountyShare("17197", 0.4))),
    ]  # fmt: skip
    answer = who_to_meet(question, real_facts())
    assert answer.meet_at is None
    assert [one.geoid for one in answer.candidates] == ["17043"]
    assert [reason.code for reason in answer.why[:2]] == [Why.WHICH_COUNTY, Why.ZIP_NARROWED]


def test_zip_codes_that_leave_nothing_in_common_rule_out_nothing() -> None:
    question = [
        Asked("1751622", zip_counties=(CountyShare("17043", 1.0),)),
        Asked("1703012", zip_counties=(CountyShare("17089", 1.0),)),
    ]
    answer = who_to_meet(question, real_facts())
    assert [one.geoid for one in answer.candidates] == ["17043", "17197"]


def test_a_zip_code_in_several_places_is_to_be_confirmed() -> None:
    question = [Asked("2603000", "48105", others=("2616189160",), zip_code="48105")]
    with override("en"):
        why = sentences(who_to_meet(question, real_facts()).why)
    assert "A ZIP code can lie in several places: confirm that Ann Arbor is the right one." in why


def test_a_town_that_is_not_on_the_list_is_not_said_to_have_no_police() -> None:
    # Saline, a city of 9,000 in Michigan, where such cities have police nearly always.
    offices = meet("2671140").offices
    assert [(each.kind.value, each.place.geoid, each.to_be_confirmed) for each in offices] == [
        ("police-chief", "2671140", True),
        ("sheriff", "26161", True),
    ]
    assert offices[1].unsure == (Function.STREET,)
    # Augusta township, where townships seldom have any: the sheriff patrols, it seems.
    offices = meet("2616104180").offices
    assert [(each.kind.value, each.to_be_confirmed) for each in offices] == [("sheriff", True)]


def test_a_sheriff_who_serves_a_town_by_contract_needs_no_confirmation() -> None:
    contract = agency("Los Angeles County Sheriff's Office", "county", "06037", "0639892")
    facts = WhoFacts(real_facts().places, (contract,))
    offices = who_to_meet([Asked("0639892")], facts).offices  # Lakewood
    assert [(each.kind.value, each.place.geoid, each.to_be_confirmed) for each in offices] == [
        ("sheriff", "06037", False)
    ]


def test_a_town_in_two_counties_has_both_jails() -> None:
    keys = [f"{each.kind.value} {each.place.geoid}" for each in meet("1751622").offices]
    assert keys == ["police-chief 1751622", "sheriff 17043", "sheriff 17197"]


def test_nobody_at_all_is_no_question() -> None:
    with pytest.raises(ValueError, match="no place at all"):
        who_to_meet([], real_facts())


def test_a_small_county_police_does_not_hide_a_larger_sheriff() -> None:
    agencies = (
        agency("Knott County Police Department", "county", "21119", officers=1),
        agency("Knott County Sheriff's Office", "county", "21119", officers=9),
    )
    offices = who_to_meet([Asked("21119")], WhoFacts(real_facts().places, agencies)).offices
    found = [(each.kind.value, [str(one) for one in each.functions]) for each in offices]
    assert found == [
        ("police-chief", ["street"]),
        ("sheriff", ["street", "courts"]),
        ("jail", ["jail"]),
    ]
    assert offices[1].unsure == (Function.STREET,)
