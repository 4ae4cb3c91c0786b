"""Suggestions while somebody types, on the atlas that ships."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from freedomcities.places import prefixes  # noqa: F401
from freedomcities.places.models import PlaceName
from freedomcities.places.search import Suggestion, suggest

pytestmark = [
    pytest.mark.usefixtures("atlas", "db"),
    pytest.mark.urls("freedomcities.places.tests.urls"),
]


def names(text: str) -> list[str]:
    return [f"{one.name}, {one.state}" for one in suggest(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ann a", "Ann Arbor, MI"),
        ("Ann Arbor", "Ann Arbor, MI"),
        ("ann arbor mi", "Ann Arbor, MI"),
        ("Ann Arbor, Mich", "Ann Arbor, MI"),
        ("Ann Arbor,", "Ann Arbor, MI"),
        ("butte mt", "Butte, MT"),
        ("saint lou", "St. Louis County, MO"),
        ("canon c", "Cañon City, CO"),
        ("mich", "Michigan, "),
        ("new yor", "New York, "),
        ("springf", "Springfield, MO"),
        ("springfield il", "Springfield, IL"),
        ("troy", "Troy, MI"),
        ("brooklyn", "New York, NY"),
    ],
)
def test_the_likeliest_comes_first(text: str, first: str) -> None:
    assert names(text)[0] == first


def test_a_line_says_what_it_is_and_where_it_leads() -> None:
    assert suggest("ann arbor, mi")[:2] == [
        Suggestion("Ann Arbor", "city", "MI", "/places/mi/ann-arbor/"),
        Suggestion(
            "Ann Arbor charter township",
            "charter township",
            "MI",
            "/places/mi/ann-arbor-charter-township/",
        ),
    ]
    assert suggest("michigan")[0] == Suggestion("Michigan", "state", "", "/places/mi/")


def test_a_name_typed_in_full_goes_before_longer_ones() -> None:
    assert names("spring")[0] == "Spring, TX"
    assert "Springfield, MO" in names("spring")
    assert names("brook")[0] != "Brook, IN"  # but not a hamlet before a city of millions


def test_the_county_is_told_where_lines_read_alike() -> None:
    lines = suggest("franklin township, nj")
    assert [line.county for line in lines] == [
        "Somerset County",
        "Gloucester County",
        "Hunterdon County",
        "Warren County",
    ]
    assert [(line.kind, line.county) for line in suggest("pewaukee")] == [
        ("city", ""),
        ("village", ""),
    ]


def test_a_community_names_what_governs_it() -> None:
    assert suggest("bethesda m")[0] == Suggestion(
        "Bethesda",
        "community",
        "MD",
        "/places/md/montgomery-county/",
        leads_to="Montgomery County",
    )


def test_a_community_is_left_out_beside_its_town_of_the_same_name() -> None:
    assert [one.kind for one in suggest("brookline, ma")] == ["town"]


def test_digits_find_zip_codes() -> None:
    assert suggest("48104") == [
        Suggestion("48104", "ZIP code", "MI", "/places/?q=zip%3A48104", leads_to="Ann Arbor")
    ]
    assert [line.name for line in suggest("481")][:3] == ["48101", "48103", "48104"]
    assert suggest("00000") == []


@pytest.mark.parametrize("text", ["", "  ", "?", ",", "%", "_", "qqq", "481045", "x" * 500])
def test_nothing_begins_so(text: str) -> None:
    assert suggest(text) == []


@pytest.mark.parametrize("text", ["s", "san", "48", "springfield, m"])
def test_there_are_eight_at_most(text: str) -> None:
    lines = suggest(text)
    assert len(lines) == 8
    assert len({(line.name, line.address) for line in lines}) == 8
    assert len(suggest(text, most=3)) == 3


def test_the_words_are_those_of_the_page() -> None:
    kind = suggest("ann arbor")[0].kind
    with translation.override("es"):
        assert str(kind) == "ciudad"


def test_few_queries_however_many_places_begin_so(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for text in ("s", "spring", "ann arbor", "48"):
        with django_assert_max_num_queries(5):
            suggest(text)


def test_the_beginning_of_a_name_is_read_from_the_index() -> None:
    plan = PlaceName.objects.filter(key__begins="ann a").explain()
    assert "places_placename_key" in plan
    if connection.vendor == "sqlite":
        assert plan.startswith("3 0 0 SEARCH") or "SEARCH places_placename USING INDEX" in plan


def test_a_beginning_is_no_pattern() -> None:
    assert PlaceName.objects.filter(key__begins="ann arbor").count() == 5
    assert not PlaceName.objects.filter(key__begins="nn arbor").exists()
    with pytest.raises(ValueError, match="a-z, 0-9 and spaces"):
        PlaceName.objects.filter(key__begins="ann%")
