"""Which places a name means, on a small atlas; and that order is no matter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freedomcities.officials.choices import AgencyKind, How, WhyNobody
from freedomcities.officials.matching import Listed, Match, match
from freedomcities.officials.matching_ground import CountyName, Gazetteer, Ground
from freedomcities.officials.matching_names import MUNICIPALITY, TOWN, Part, understand
from freedomcities.officials.tests.agency_makers import match_city

GROUNDS = [
    Ground("0100001", "municipality", "PA", 8_000, frozenset({"01001"})),
    Ground("0100100002", "town", "PA", 3_000, frozenset({"01001"})),
    Ground("0100300003", "town", "PA", 900, frozenset({"01003"})),
    Ground("0100004", "municipality", "PA", 500, frozenset({"01003"})),
    Ground("0100005", "municipality", "PA", 20_000, frozenset({"01001", "01003"})),
]
NAMES = [
    ("exeter", "0100001"),
    ("exeter borough", "0100001"),
    ("exeter", "0100100002"),
    ("exeter township", "0100100002"),
    ("exeter", "0100300003"),
    ("exeter township", "0100300003"),
    ("fair haven", "0100004"),
    ("kingston city", "0100005"),
]
COUNTIES = [
    CountyName("01001", "PA", "Adams County", "Adams County", "County", "01001"),
    CountyName("01003", "PA", "St. Clair County", "St. Clair County", "County", "01003"),
    CountyName("01510", "PA", "Adams city", "Adams city", "city", "0100001"),
]
GAZETTEER = Gazetteer(GROUNDS, NAMES, COUNTIES, [("PA", "wintergreen")])


def city(name: str, county: str = "ADAMS", population: int | None = None) -> Match:
    return match_city(name, "PA", county, population, GAZETTEER)


def test_a_plain_name_means_the_municipality() -> None:
    assert city("Exeter") == Match(("0100001",), How.COUNTY)


def test_where_there_is_none_the_township() -> None:
    assert city("Exeter", "ST CLAIR") == Match(("0100300003",), How.COUNTY)


def test_the_number_of_people_can_say_otherwise() -> None:
    assert city("Exeter", population=3_100).places == ("0100100002",)
    assert city("Exeter", population=5_000).places == ("0100001",)


def test_the_word_township_and_the_county_in_the_name() -> None:
    assert city("Exeter Township").places == ("0100100002",)
    assert city("Exeter Township, St. Clair County", "ADAMS").places == ("0100300003",)
    assert city("Township of Exeter", "ADAMS, ST CLAIR").why == WhyNobody.SEVERAL


def test_spelt_otherwise_and_without_its_word() -> None:
    assert city("Fairhaven", "ST. CLAIR") == Match(("0100004",), How.NAME)
    assert city("Kingston", population=19_000).places == ("0100005",)
    assert city("Kingston", population=2_000).why == WhyNobody.NOT_FOUND
    assert city("Kingston").why == WhyNobody.NOT_FOUND


def test_another_county_is_not_passed_over() -> None:
    assert city("Fair Haven", "ADAMS") == Match(why=WhyNobody.OTHER_COUNTY)
    assert city("Fair Haven", "NOT SPECIFIED").places == ("0100004",)
    assert city("Fair Haven", "UNMAPPED COUNTY").places == ("0100004",)


def test_joint_departments_serve_all_that_they_name_or_nobody_known() -> None:
    joint = city("Exeter/Fair Haven", "NOT SPECIFIED", 8_500)
    assert joint == Match(("0100001", "0100004"), How.JOINT)
    assert city("Exeter-Nowhere", "ADAMS") == Match(why=WhyNobody.NOT_FOUND)
    assert city("Exeter Regional", "ADAMS") == Match(why=WhyNobody.REGIONAL)


def test_a_locality_has_no_government() -> None:
    assert city("Wintergreen") == Match(why=WhyNobody.LOCALITY)


@pytest.mark.parametrize(
    ("name", "readings", "county", "regional"),
    [
        ("Ann Arbor", [[("ann arbor", "")]], "", False),
        ("Tempe Police Department", [[("tempe", "")]], "", False),
        (
            "Perry Township, Allen County",
            [[("perry township", "")], [("perry", TOWN)], [("perry", "")]],
            "Allen",
            False,
        ),
        (
            "Town of Madison",
            [
                [("town of madison", "")],
                [("madison town", "")],
                [("madison", TOWN)],
                [("madison", "")],
            ],
            "",
            False,
        ),
        (
            "Webster Town and Village",
            [[("webster", TOWN), ("webster", MUNICIPALITY)], [("webster", TOWN)]],
            "",
            False,
        ),
        ("Northern Berks Regional", [], "", True),
    ],
)
def test_readings(
    name: str, readings: list[list[tuple[str, str]]], county: str, regional: bool
) -> None:
    spoken = understand(name)
    assert [[(part.key, part.level) for part in each] for each in spoken.readings] == readings
    assert (spoken.county, spoken.regional) == (county, regional)


def test_a_name_in_two_parts() -> None:
    assert (Part("ontwa", TOWN), Part("edwardsburg")) in understand(
        "Ontwa Township-Edwardsburg"
    ).readings


def listed(kind: str, **overrides: Any) -> Match:
    values = {"name": "X", "state": "PA", "county": "", "population": None, **overrides}
    return match(Listed(kind=kind, **values), GAZETTEER, {"PA": "42"})


def test_county_agencies_serve_the_government_of_the_county() -> None:
    assert listed(AgencyKind.COUNTY, county="ST CLAIR").places == ("01003",)
    assert listed(AgencyKind.COUNTY, county="ADAMS").places == ("01001",)
    assert listed(AgencyKind.COUNTY, county="ADAMS CITY").places == ("0100001",)
    assert listed(AgencyKind.COUNTY, county="ELSEWHERE").why == WhyNobody.NOT_FOUND


def test_the_states_police_and_their_posts() -> None:
    assert listed(AgencyKind.STATE, name="State Police", county="NOT SPECIFIED").places == ("42",)
    assert listed(AgencyKind.STATE, name="State Police:", county="ADAMS").why == WhyNobody.POST
    assert listed(AgencyKind.STATE, name="State Police, Media").why == WhyNobody.POST


def test_others_serve_no_place() -> None:
    for kind in (
        AgencyKind.UNIVERSITY,
        AgencyKind.TRIBAL,
        AgencyKind.OTHER,
        AgencyKind.OTHER_STATE,
    ):
        assert listed(kind).why == WhyNobody.NOT_A_GOVERNMENTS
    assert listed(AgencyKind.FEDERAL, state="FS").why == WhyNobody.NO_SUCH_STATE
    assert listed(AgencyKind.CITY, state="GM").why == WhyNobody.NO_SUCH_STATE


ASKED = [
    ("Exeter", "ADAMS", None),
    ("Exeter", "ADAMS", 3_000),
    ("Exeter Township", "ST CLAIR", 900),
    ("Kingston", "ADAMS", 20_000),
    ("Exeter/Fair Haven", "", 8_500),
    ("Wintergreen", "ADAMS", 5),
]


@given(
    grounds=st.permutations(GROUNDS),
    names=st.permutations(NAMES),
    counties=st.permutations(COUNTIES),
)
def test_the_order_of_the_atlas_is_no_matter(
    grounds: list[Ground], names: list[tuple[str, str]], counties: list[CountyName]
) -> None:
    other = Gazetteer(grounds, names, counties, [("PA", "wintergreen")])
    for name, county, people in ASKED:
        assert match_city(name, "PA", county, people, other) == city(name, county, people)


@given(
    st.text(max_size=40), st.sampled_from(["ADAMS", "", "ST CLAIR, ADAMS"]), st.integers(0, 9_000)
)
def test_no_name_breaks_it(name: str, county: str, people: int) -> None:
    found = city(name, county, people)
    assert bool(found.places) == (found.how is not None) == (found.why is None)
