from __future__ import annotations

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from freedomcities.pages.progress_list import PlaceRow, all_rows, listed, rows_of
from freedomcities.pages.tests.progress_makers import ask, make_country, make_shade, stand

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _country() -> None:
    make_country()
    make_shade()
    stand("26161", "1", since="2017")
    stand("26161", "2", since="2016-05-01")
    stand("2603000", "1", since="2017-04-03", inherited_from_id="26")
    stand("2603000", "2", "contradicted")
    stand("2616189160", "1", "partial")
    stand("2622000", "10", since="2020")
    stand("0820000", "1", "unknown", reported=True)
    stand("us", "1", "contradicted")


def names(**parameters: str) -> list[str]:
    return [place.name for place in listed(ask(**parameters))]


def rows(**parameters: str) -> list[PlaceRow]:
    question = ask(**parameters)
    return rows_of(listed(question), question)


def test_most_rules_first_then_most_people() -> None:
    assert names() == ["Washtenaw County", "Ann Arbor", "Detroit", "Denver", "Ypsilanti"]


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"sort": "name"}, ["Ann Arbor", "Denver", "Detroit", "Washtenaw County", "Ypsilanti"]),
        ({"sort": "-name"}, ["Ypsilanti", "Washtenaw County", "Detroit", "Denver", "Ann Arbor"]),
        ({"sort": "people"}, ["Washtenaw County", "Detroit", "Ann Arbor", "Denver", "Ypsilanti"]),
        (
            {"sort": "-in-force"},
            ["Detroit", "Denver", "Ypsilanti", "Ann Arbor", "Washtenaw County"],
        ),
        ({"sort": "since"}, ["Ann Arbor", "Washtenaw County", "Detroit", "Denver", "Ypsilanti"]),
        ({"sort": "since", "rule": "10"}, ["Detroit"]),
        ({"state": "co"}, ["Denver"]),
        ({"kind": "town"}, ["Ypsilanti"]),
        ({"kind": "municipality"}, ["Ann Arbor", "Detroit", "Denver"]),
        ({"kind": "state"}, []),
        ({"rule": "2"}, ["Washtenaw County", "Ann Arbor"]),
        ({"rule": "1", "standing": "adopted"}, ["Washtenaw County", "Ann Arbor"]),
        ({"rule": "2", "standing": "contradicted"}, ["Ann Arbor"]),
        ({"standing": "partial"}, ["Ypsilanti"]),
        ({"rule": "1", "standing": "unknown"}, ["Detroit", "Denver"]),
        (
            {"rule": "10", "standing": "unknown"},
            ["Washtenaw County", "Ann Arbor", "Denver", "Ypsilanti"],
        ),
        ({"standing": "none"}, []),
    ],
)  # fmt: skip
def test_the_list_narrowed_and_sorted(parameters: dict[str, str], found: list[str]) -> None:
    assert names(**parameters) == found


def test_a_place_of_which_all_is_known_is_not_unknown() -> None:
    stand("26161", "10", "none")
    assert names(standing="unknown") == ["Ann Arbor", "Detroit", "Denver", "Ypsilanti"]


def test_a_row_says_where_the_place_stands() -> None:
    county, city, detroit, denver, township = rows()
    assert (county.met, county.since, county.address) == (2, "2017", "/places/mi/washtenaw-county/")
    assert (city.met, city.since) == (1, "2017-04-03")
    assert [one.standing for one in city.standings] == ["adopted", "contradicted", "unknown"]
    assert city.standings[0].inherited_from == "26"
    # The optional rule is shown, and does not count.
    assert (detroit.met, detroit.since) == (0, "")
    assert [one.standing for one in detroit.standings] == ["unknown", "unknown", "adopted"]
    assert denver.standings[0].reported
    assert (township.kind, city.kind, county.kind) == ("charter township", "city", "county")
    assert [mark.text for mark in township.marks(ask().blueprint)] == [
        "1, Oaks: in part",
        "2, Elms: not known yet",
        "10, Palms: not known yet",
    ]


def test_since_is_that_of_the_rule_asked_for() -> None:
    assert [row.since for row in rows(rule="2")] == ["2016-05-01", ""]
    assert [row.since for row in rows(rule="10")] == ["2020"]


def test_rows_cost_one_query_however_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    question = ask()
    with django_assert_num_queries(2):
        assert len(list(all_rows(question))) == 5
