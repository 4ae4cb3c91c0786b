"""Which channels a group sees, without any database."""

from __future__ import annotations

from freedomcities.channels.choices import Ring
from freedomcities.channels.rings import Spot, Surroundings, rings_of

ANN_ARBOR = Spot("2603000", "municipality", "MI", 42.28, -83.73)
YPSILANTI = Spot("2689140", "municipality", "MI", 42.24, -83.61)
DETROIT = Spot("2622000", "municipality", "MI", 42.38, -83.10)
WASHTENAW = Spot("26161", "county", "MI", 42.25, -83.84)
MICHIGAN = Spot("26", "state", "MI", 44.3, -85.4)
NATION = Spot("us", "nation", "", 39.8, -98.5)
AROUND = Surroundings(
    counties={"2603000": ["26161"], "2689140": ["26161"], "0820000": ["08031"]},
    beside={"26161": ["26163", "26093"], "08031": ["08001"], "26": ["39"]},
    same_as={"08031": "0820000"},
    states={"MI": "26", "CO": "08"},
    towns=[ANN_ARBOR, YPSILANTI, DETROIT],
)


def test_a_town_sees_itself_its_county_what_lies_beside_and_its_state() -> None:
    assert rings_of([ANN_ARBOR], AROUND) == {
        "2603000": Ring.OWN,
        "26161": Ring.COUNTY,
        "2689140": Ring.NEIGHBOUR,
        "26163": Ring.NEIGHBOUR,
        "26093": Ring.NEIGHBOUR,
        "26": Ring.STATE,
    }


def test_a_county_sees_counties_beside_and_no_towns() -> None:
    assert rings_of([WASHTENAW], AROUND) == {
        "26161": Ring.OWN,
        "26163": Ring.NEIGHBOUR,
        "26093": Ring.NEIGHBOUR,
        "26": Ring.STATE,
    }


def test_a_state_sees_states_beside() -> None:
    assert rings_of([MICHIGAN], AROUND) == {"26": Ring.OWN, "39": Ring.NEIGHBOUR}


def test_a_city_that_is_a_county_goes_by_the_city() -> None:
    denver = Spot("0820000", "municipality", "CO", 39.7, -104.9)
    assert rings_of([denver], AROUND) == {
        "0820000": Ring.OWN,
        "08001": Ring.NEIGHBOUR,
        "08": Ring.STATE,
    }
    beside = Surroundings(beside={"08001": ["08031"]}, same_as={"08031": "0820000"})
    adams = Spot("08001", "county", "CO", 39.9, -104.3)
    assert rings_of([adams], beside) == {"08001": Ring.OWN, "0820000": Ring.NEIGHBOUR}


def test_of_several_rings_the_nearest_counts() -> None:
    assert rings_of([YPSILANTI, ANN_ARBOR], AROUND)["2689140"] == Ring.OWN
    assert rings_of([WASHTENAW, ANN_ARBOR], AROUND)["26161"] == Ring.OWN


def test_the_nation_and_nothing_at_all() -> None:
    assert rings_of([NATION], AROUND) == {"us": Ring.OWN}
    assert rings_of([], AROUND) == {}
