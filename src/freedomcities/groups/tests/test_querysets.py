"""Which groups whoever looks sees, and which are near a place."""

from __future__ import annotations

from typing import Any

import pytest

from freedomcities.accounts.tests.makers import NOW
from freedomcities.groups.models import Group
from freedomcities.groups.operations import close_group
from freedomcities.groups.tests.makers import (
    make_founder,
    make_group,
    make_moderator,
    make_waiting,
    some_place,
)
from freedomcities.places.tests.makers import make_containment, make_place

pytestmark = pytest.mark.django_db


def names(groups: Any) -> list[str]:
    return [group.name for group in groups]


def test_who_sees_which_group() -> None:
    ann, bob, moderator = make_founder(), make_founder("bob"), make_moderator()
    make_group(ann, name="open")
    closed = make_group(ann, name="closed")
    close_group(closed.pk, actor=ann, now=NOW)
    make_waiting(ann, name="waiting")
    for viewer in (None, bob):
        assert sorted(names(Group.objects.visible_to(viewer))) == ["closed", "open"]
    for viewer in (ann, moderator):
        seen = Group.objects.visible_to(viewer)
        assert sorted(names(seen)) == ["closed", "open", "waiting"]
    weak = Group.objects.visible_to(moderator, with_roles=False)
    assert sorted(names(weak)) == ["closed", "open"]


def test_groups_near_a_place_nearest_first() -> None:
    ann = make_founder()
    city, state = some_place(), make_place("26", "Michigan")
    county, nation = make_place("26161", "Washtenaw County"), make_place("us", "United States")
    beside = make_place("2680000", "Ypsilanti", latitude=42.24, longitude=-83.61)
    far = make_place("2622000", "Detroit", latitude=45.0, longitude=-88.0)
    make_containment(city, county)
    make_containment(beside, county)
    where = {
        "of the state": state, "of the nation": nation, "beside": beside, "of the county": county,
        "far": far, "of the city": city,
    }  # fmt: skip
    for name, place in where.items():
        make_group(ann, name=name, places=[place])
    make_waiting(ann, name="waiting", places=[city])
    near = Group.objects.near(city)
    assert names(near) == ["of the city", "of the county", "beside", "of the state"]
    in_county = names(Group.objects.near(county))
    assert in_county == ["of the county", "beside", "of the city", "of the state"]
    in_state = names(Group.objects.near(state))
    assert in_state == ["of the state", "beside", "far", "of the city", "of the county"]
    assert names(Group.objects.near(far)) == ["far", "of the state"]


def test_a_group_at_several_places_is_listed_once_where_it_is_nearest() -> None:
    ann = make_founder()
    city, county = some_place(), make_place("26161", "Washtenaw County")
    make_containment(city, county)
    make_group(ann, name="a", places=[county])
    make_group(ann, name="both", places=[county, city])
    assert names(Group.objects.near(city)) == ["both", "a"]
    assert names(Group.objects.near(county)) == ["a", "both"]
    assert sorted(names(Group.objects.at([city, county]))) == ["a", "both"]


def test_at_most_twenty_with_their_places_in_few_queries(
    django_assert_max_num_queries: Any,
) -> None:
    ann = make_founder()
    for number in range(22):
        make_group(ann, name=f"{number:02}")
    city = some_place()
    with django_assert_max_num_queries(5):
        near = Group.objects.near(city)
        places = [row.place.name for group in near for row in group.places.all()]
    assert (len(near), places[0]) == (20, "Ann Arbor")
