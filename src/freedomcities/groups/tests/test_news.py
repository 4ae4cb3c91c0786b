"""What is told of groups to those who follow them or their places."""

from __future__ import annotations

import pytest
from django.test import Client

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.groups.choices import Joining
from freedomcities.groups.forgetting import forget_person
from freedomcities.groups.joining import (
    invite,
    use_invitation,
)
from freedomcities.groups.members import leave, remove_member
from freedomcities.groups.models import Group
from freedomcities.groups.news import GROUP
from freedomcities.groups.operations import (
    add_place,
    change_group,
    close_group,
    open_group,
)
from freedomcities.groups.tests.hearing import told
from freedomcities.groups.tests.makers import (
    make_founder,
    make_group,
    make_member,
    make_waiting,
    some_place,
)
from freedomcities.notices.choices import Pace
from freedomcities.notices.models import Follow, News
from freedomcities.notices.operations import follow
from freedomcities.notices.refusals import NothingToFollow
from freedomcities.notices.stop_links import Scope, StopLink
from freedomcities.notices.stopping import look_up
from freedomcities.places.models import Place
from freedomcities.places.tests.makers import make_containment, make_place

pytestmark = pytest.mark.django_db


def at_once(person: Person, kind: str, id_: str) -> None:
    follow(kind, id_, pace=Pace.AT_ONCE, actor=person, now=NOW)


def who_follows(group: Group) -> set[Person]:
    rows = Follow.objects.filter(subject_kind=GROUP, subject_id=group.pk)
    return {row.person for row in rows.select_related("person")}


@pytest.fixture
def county() -> Place:
    found = make_place("26161", "Washtenaw County")
    make_containment(some_place(), found)
    make_containment(make_place("2689140", "Ypsilanti"), found)
    return found


def test_members_follow_their_group_from_the_day_they_join_until_they_leave() -> None:
    ann = make_founder()
    group = make_group(ann)
    bob = make_member(group, ann, "bob").person
    eve = make_founder("eve")
    use_invitation(invite(group.pk, actor=ann, now=NOW), name="Eve", actor=eve, now=NOW)
    zoe = make_member(group, ann, "zoe")
    assert who_follows(group) == {ann, bob, eve, zoe.person}
    assert set(Follow.objects.values_list("pace", flat=True)) == {Pace.DAILY}
    leave(group.pk, actor=bob, now=NOW)
    remove_member(group.pk, zoe.pk, actor=ann, now=NOW)
    forget_person(eve, now=NOW)
    assert who_follows(group) == {ann}


def test_a_group_that_opens_is_told_near_it(county: Place) -> None:
    group = make_waiting(make_founder())
    town, beside, around, state = (make_founder(name) for name in ("at", "beside", "in", "state"))
    at_once(town, "place", "2603000")
    at_once(town, "place", county.pk)
    at_once(beside, "place", "2689140")
    at_once(around, "place", county.pk)
    make_place("26", "Michigan")
    at_once(state, "place", "26")
    assert told() == {}
    open_group(group.pk, actor=system_actor(), now=NOW)
    sentence = "A group has begun near Ann Arbor, MI: Neighbors of Ann Arbor"
    assert told() == {
        "at": [sentence],
        "in": [sentence],
        "leadcanary": ["Your group Neighbors of Ann Arbor is open"],
    }


def test_a_group_of_a_county_is_told_in_its_towns(county: Place) -> None:
    group = make_waiting(make_founder(), places=[county])
    at_once(make_founder("beside"), "place", "2689140")
    open_group(group.pk, actor=system_actor(), now=NOW)
    assert set(told()) == {"leadcanary", "beside"}


def test_changes_are_told_once_a_day_to_all_but_who_made_them() -> None:
    ann = make_founder()
    group = make_group(ann)
    make_member(group, ann, "bob")
    told()
    for name in ("New name", "Newer name"):
        change_group(
            group.pk, name=name, about="x", joining=Joining.REQUEST, actor=ann, now=NOW
        )  # fmt: skip
    county = make_place("26161", "Washtenaw County")
    make_containment(Place.objects.get(pk="2603000"), county)
    add_place(group.pk, county, actor=ann, now=NOW)
    assert told() == {"bob": ["New name has updated its page"]}


def test_a_group_that_waits_tells_nobody_of_its_changes() -> None:
    ann = make_founder()
    group = make_waiting(ann)
    outsider = make_founder("outsider")
    with pytest.raises(NothingToFollow):
        at_once(outsider, GROUP, group.pk)
    change_group(group.pk, name="x", about="x", joining=Joining.REQUEST, actor=ann, now=NOW)
    close_group(group.pk, actor=ann, now=NOW)
    assert (News.objects.count(), Follow.objects.count()) == (0, 0)


def test_a_group_that_closes_is_told_to_members_and_followers() -> None:
    ann = make_founder()
    group = make_group(ann)
    make_member(group, ann, "bob")
    at_once(make_founder("fan"), GROUP, group.pk)
    told()
    close_group(group.pk, actor=ann, now=NOW)
    sentence = ["Neighbors of Ann Arbor is closed"]
    assert told() == {"bob": sentence, "fan": sentence}


def test_the_pages_lead_to_the_form() -> None:
    ann = make_founder()
    group, waiting = make_group(ann), make_waiting(ann, name="Waiting")
    link = f"/follow/?subject=group:{group.pk}"
    client = Client()
    assert f'href="{link}"' in client.get(f"/groups/{group.pk}/").content.decode()
    sign_in(client, ann)
    assert f'href="{link}"' in client.get(f"/groups/{group.pk}/desk/").content.decode()
    page = client.get(link).content.decode()
    assert "Follow Neighbors of Ann Arbor" in page
    assert "Stop following" in page
    outsider = Client()
    sign_in(outsider, make_founder("outsider"))
    hidden = f"/follow/?subject=group:{waiting.pk}"
    assert (client.get(hidden).status_code, outsider.get(hidden).status_code) == (200, 404)


def test_the_link_of_a_letter_names_a_group_only_where_everybody_sees_it() -> None:
    ann = make_founder()
    waiting, open_one = make_waiting(ann), make_group(ann, name="Seen by all")
    titles = {
        row.subject_id: look_up(StopLink(Scope.FOLLOW, row.pk)).title
        for row in Follow.objects.filter(person=ann, subject_kind=GROUP)
    }
    assert titles == {waiting.pk: "a group", open_one.pk: "Seen by all"}
