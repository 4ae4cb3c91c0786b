"""Reads on the whole atlas."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from freedomcities.places.canonical import canonical_codes, canonical_place
from freedomcities.places.models import Place

pytestmark = pytest.mark.usefixtures("atlas", "db")


def place(geoid: str) -> Place:
    return Place.objects.get(pk=geoid)


def codes(places: list[Place]) -> list[str]:
    return [one.pk for one in places]


def test_parents_are_counties_main_first_then_state_and_nation() -> None:
    assert codes(Place.objects.parents_of(place("1751622"))) == ["17043", "17197", "17", "us"]
    assert codes(Place.objects.parents_of(place("26161"))) == ["26", "us"]
    assert codes(Place.objects.parents_of(place("us"))) == []


def test_a_consolidated_government_has_no_county_above_it() -> None:
    assert codes(Place.objects.parents_of(place("0820000"))) == ["08", "us"]
    assert codes(Place.objects.parents_of(place("3651000"))) == ["36", "us"]
    assert codes(Place.objects.parents_of(place("1150000"))) == ["us"]


def test_connecticut_lies_in_regions_of_today() -> None:
    assert codes(Place.objects.parents_of(place("0937000"))) == ["09110", "09", "us"]


def test_children_are_the_governments_below() -> None:
    assert Place.objects.children_of(place("us")).count() == 51  # the District is a city here
    assert Place.objects.children_of(place("26")).count() == 83
    assert Place.objects.children_of(place("51")).count() == 95
    below = Place.objects.children_of(place("26161"))
    assert {"2603000", "2616189160"} <= set(below.values_list("pk", flat=True))
    assert Place.objects.children_of(place("2603000")).count() == 0


def test_neighbours_of_a_county_share_its_border() -> None:
    assert codes(Place.objects.neighbours_of(place("26161"))) == [
        "26075", "26091", "26093", "26115", "26125", "26163",
    ]  # fmt: skip


def test_a_neighbouring_county_that_is_a_city_stands_as_the_city() -> None:
    assert "0820000" in codes(Place.objects.neighbours_of(place("08059")))


def test_neighbours_of_a_state() -> None:
    assert codes(Place.objects.neighbours_of(place("26"))) == ["18", "39", "55"]


def test_neighbours_of_a_city_are_the_eight_nearest() -> None:
    near = Place.objects.neighbours_of(place("2603000"))
    assert len(near) == 8
    assert near[0].pk == "2605660"  # Barton Hills
    assert "2603000" not in codes(near)


def test_a_lonely_town_has_few_neighbours() -> None:
    assert len(Place.objects.neighbours_of(place("0236400"))) == 0  # Juneau


def test_governments_are_counted_once() -> None:
    governments = Place.objects.governments()
    assert governments.filter(pk__in=["11", "08031", "09003", "36061"]).count() == 0
    assert governments.of_kind("municipality").count() == 19_480
    assert governments.of_kind("town").count() == 16_147
    assert governments.of_kind("state").count() == 51
    assert governments.in_state("mi").of_kind("county").count() == 83


@pytest.mark.parametrize(
    ("code", "today"),
    [
        ("2603000", "2603000"),
        ("08031", "0820000"),
        ("11", "1150000"),
        ("11001", "1150000"),
        ("36061", "3651000"),
        ("02270", "02158"),
        ("0900337070", "0937000"),
        ("4210160000", "4260000"),
        ("09003", "09003"),
    ],
)
def test_any_code_leads_to_todays_place(code: str, today: str) -> None:
    found = canonical_place(code)
    assert found is not None
    assert found.pk == today


def test_codes_are_looked_up_together(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        meant = canonical_codes(["08031", "2603000", "nowhere", "02270"])
    assert meant == {"08031": "0820000", "2603000": "2603000", "02270": "02158"}
    assert canonical_place("9999999") is None


def test_people_are_counted_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    def people(*geoids: str) -> int:
        return Place.objects.filter(pk__in=geoids).people_covered()

    with django_assert_num_queries(3):
        state = people("26", "26161", "2603000")
    assert state == place("26").population
    assert people("26161", "2603000", "2616189160") == place("26161").population
    assert people("0820000", "08031") == place("0820000").population
    # A county and a city that lies in it with seven tenths: three tenths more.
    naperville, dupage = place("1751622").population or 0, place("17043").population or 0
    assert people("17043", "1751622") == pytest.approx(dupage + 0.28 * naperville, rel=0.01)
    # Wheaton lies in Milton township, whose people include Wheaton's.
    assert people("1781048", "1704349451") == place("1704349451").population
    assert people("us", "26") == 335_642_425
