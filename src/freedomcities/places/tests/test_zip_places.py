"""Which of the places on a ZIP code it stands for."""

from __future__ import annotations

from freedomcities.places.models import Place
from freedomcities.places.zip_places import Shared, ZipPlaces, sort_shares

_KINDS = {5: "county", 7: "municipality", 10: "town"}


def shared(geoid: str, share: float, state: str = "MI") -> Shared:
    return Shared(Place(geoid=geoid, kind=_KINDS[len(geoid)], state=state), share)


COUNTY = shared("26161", 1.0)
CITY = shared("2603000", 0.3)
VILLAGE = shared("2603001", 0.1)
TOWNSHIP = shared("2616103020", 0.6)


def test_the_municipality_with_most_of_the_land_goes_before_larger_shares() -> None:
    found = sort_shares([COUNTY, TOWNSHIP, CITY, VILLAGE])
    assert found == ZipPlaces(CITY, (VILLAGE,), (COUNTY, TOWNSHIP))


def test_the_county_where_no_municipality_has_a_share() -> None:
    other = shared("26093", 0.2)
    assert sort_shares([COUNTY, TOWNSHIP, other]) == ZipPlaces(COUNTY, (other,), (TOWNSHIP,))


def test_in_new_england_the_town_stands_for_a_municipality() -> None:
    county, town = shared("25015", 1.0, "MA"), shared("2501504825", 0.9, "MA")
    assert sort_shares([county, town]) == ZipPlaces(town, (), (county,))


def test_nothing_on_it() -> None:
    assert sort_shares([]) == ZipPlaces(None)
    assert not ZipPlaces(None).is_plain


def test_nothing_needs_to_be_asked_where_one_place_has_nearly_all() -> None:
    whole = shared("2603000", 0.97)
    assert sort_shares([COUNTY, whole]).is_plain
    assert not sort_shares([COUNTY, CITY]).is_plain
    assert not sort_shares([COUNTY, whole, VILLAGE]).is_plain
    assert sort_shares([COUNTY]).is_plain
    assert not sort_shares([COUNTY, TOWNSHIP]).is_plain
