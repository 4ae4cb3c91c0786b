"""Leaving the site is leaving every group, and no group stays without a lead."""

from __future__ import annotations

import pytest

from freedomcities.accounts.leaving import erase
from freedomcities.accounts.signing_in import week_of
from freedomcities.accounts.tests.makers import NOW
from freedomcities.groups.choices import Role, State
from freedomcities.groups.forgetting import forget_person, held_on
from freedomcities.groups.joining import ask_to_join
from freedomcities.groups.models import Group, JoinRequest, Membership
from freedomcities.groups.tests.makers import (
    make_founder,
    make_group,
    make_member,
    make_waiting,
    own,
)

pytestmark = pytest.mark.django_db


def test_what_is_held_is_told_and_then_forgotten() -> None:
    ann, bob = make_founder(), make_founder("bob")
    group, other = make_group(ann), make_group(bob, name="Other")
    ask_to_join(other.pk, name="Anna", text="Hi", actor=ann, now=NOW)
    held = held_on(ann)
    assert held == {
        "groups": [
            {
                "group": "Neighbors of Ann Arbor",
                "name": "leadcanary",
                "role": "lead",
                "joined_in_the_week_of": str(own(group, ann).joined_in),
            }
        ],
        "new_words_that_wait": [],
        "requests": [
            {
                "group": "Other",
                "name": "Anna",
                "text": "Hi",
                "asked_in_the_week_of": str(week_of(NOW)),
            }
        ],
    }
    erase(ann, now=NOW, before=lambda person: forget_person(person, now=NOW))
    assert held_on(ann) == {"groups": [], "new_words_that_wait": [], "requests": []}
    assert not JoinRequest.objects.exists()
    group.refresh_from_db()
    assert group.state == State.CLOSED, "nobody else was in it"


def test_an_organizer_follows_a_lead_and_a_member_follows_where_there_is_none() -> None:
    ann = make_founder()
    group = make_group(ann)
    member = make_member(group, ann)
    organizer = make_member(group, ann, name="org", role=Role.ORGANIZER)
    forget_person(ann, now=NOW)
    assert own(group, organizer.person).role == Role.LEAD
    assert own(group, member.person).role == Role.MEMBER
    forget_person(organizer.person, now=NOW)
    assert own(group, member.person).role == Role.LEAD


def test_a_group_that_waits_goes_with_its_only_member() -> None:
    ann = make_founder()
    make_waiting(ann)
    forget_person(ann, now=NOW)
    assert not Group.objects.exists()
    assert not Membership.objects.exists()
