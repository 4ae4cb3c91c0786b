"""What is told to those whom it is about: founders, leads, whoever asks to join."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from freedomcities.accounts.delivering import message_of
from freedomcities.accounts.leaving import erase
from freedomcities.accounts.models import Letter, Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW
from freedomcities.groups.choices import Joining, Role
from freedomcities.groups.forgetting import forget_person
from freedomcities.groups.joining import (
    accept_request,
    ask_to_join,
    decline_request,
    withdraw_request,
)
from freedomcities.groups.members import change_role, hand_over, leave
from freedomcities.groups.models import Group, JoinRequest
from freedomcities.groups.moderating import decline_change
from freedomcities.groups.operations import (
    change_group,
    close_group,
    decline_group,
)
from freedomcities.groups.refusals import MayNot
from freedomcities.groups.tests.hearing import told
from freedomcities.groups.tests.makers import (
    make_founder,
    make_group,
    make_member,
    make_waiting,
    own,
)
from freedomcities.moderation.choices import Ground
from freedomcities.notices.models import Follow

pytestmark = pytest.mark.django_db


def test_a_group_that_is_declined_is_told_to_who_started_it() -> None:
    group = make_waiting(make_founder())
    decline_group(group.pk, ground=Ground.HARMFUL, actor=system_actor(), now=NOW)
    assert not Follow.objects.exists()
    assert told() == {"leadcanary": ["Your group Neighbors of Ann Arbor was not opened"]}
    assert "It threatens or insults somebody." in str(message_of(Letter.objects.get()).body)


def test_new_words_that_are_declined_are_told_to_those_who_lead_and_only_to_them() -> None:
    ann = make_founder()
    group = make_group(ann)
    make_member(group, ann, "bob")
    told()
    change_group(
        group.pk, name="Call 734-555-0123", about="x", joining=Joining.REQUEST, actor=ann, now=NOW
    )
    decline_change(group.pk, ground=Ground.PRIVATE, actor=system_actor(), now=NOW)
    sentence = "The new text of Neighbors of Ann Arbor was not published"
    assert told() == {"leadcanary": [sentence]}
    body = str(message_of(Letter.objects.latest("created_at")).body)
    assert "It holds private details of somebody" in body


@dataclass(frozen=True)
class Desk:
    """A group with two leads, whom somebody has asked."""

    group: Group
    ann: Person
    second: Person


@pytest.mark.parametrize(
    "change",
    [
        lambda at: hand_over(at.group.pk, own(at.group, at.second).pk, actor=at.ann, now=NOW),
        lambda at: change_role(
            at.group.pk, own(at.group, at.second).pk, Role.LEAD, actor=at.ann, now=NOW
        ),
        lambda at: erase(at.ann, now=NOW, before=lambda ann: forget_person(ann, now=NOW)),
    ],
    ids=["handed over", "made a lead", "the only lead has left the site"],
)
def test_whoever_leads_a_group_from_now_on_is_told(change: Callable[[Desk], object]) -> None:
    ann = make_founder()
    group = make_group(ann)
    second = make_member(group, ann, "second", Role.ORGANIZER).person
    make_member(group, ann, "member")
    told()
    change(Desk(group, ann, second))
    assert own(group, second).role == Role.LEAD
    assert told() == {"second": ["You lead Neighbors of Ann Arbor now"]}
    assert "canary" not in str(message_of(Letter.objects.latest("created_at")).body)


def test_whoever_led_before_is_not_told_again() -> None:
    ann = make_founder()
    group = make_group(ann)
    second = make_member(group, ann, "second", Role.LEAD)
    told()
    change_role(group.pk, second.pk, Role.LEAD, actor=ann, now=NOW)
    forget_person(ann, now=NOW)
    assert told() == {}


def test_whoever_leads_no_more_when_the_letter_leaves_is_not_told() -> None:
    ann = make_founder()
    group = make_group(ann)
    second = make_member(group, ann, "second")
    told()
    change_role(group.pk, second.pk, Role.LEAD, actor=ann, now=NOW)
    change_role(group.pk, second.pk, Role.MEMBER, actor=ann, now=NOW)
    assert told() == {}


def asked_by(name: str, group: Group) -> JoinRequest:
    return ask_to_join(group.pk, name=f"{name}canary", text="textcanary",
                       actor=make_founder(name), now=NOW)  # fmt: skip


def test_whoever_lets_people_in_hears_that_somebody_asks_and_not_who() -> None:
    ann = make_founder()
    group = make_group(ann)
    make_member(group, ann, "organizer", Role.ORGANIZER)
    make_member(group, ann, "member")
    told()
    asked_by("bob", group)
    sentence = ["Somebody wants to join Neighbors of Ann Arbor"]
    assert told() == {"leadcanary": sentence, "organizer": sentence}
    for letter in Letter.objects.all():
        assert "canary" not in str(message_of(letter).body)


@pytest.mark.parametrize(
    "between",
    [
        lambda at: decline_request(at.group.pk, at.group.requests.get().pk, actor=at.ann, now=NOW),
        lambda at: withdraw_request(at.group.pk, actor=at.group.requests.get().person, now=NOW),
        lambda at: change_role(
            at.group.pk, own(at.group, at.second).pk, Role.MEMBER, actor=at.ann, now=NOW
        ),
        lambda at: leave(at.group.pk, actor=at.second, now=NOW),
        lambda at: forget_person(at.second, now=NOW),
        lambda at: close_group(at.group.pk, actor=at.ann, now=NOW),
    ],
)
def test_nobody_hears_of_a_request_that_is_not_theirs_any_more(
    between: Callable[[Desk], object],
) -> None:
    ann = make_founder()
    group = make_group(ann)
    second = make_member(group, ann, "second", Role.LEAD).person
    told()
    asked_by("bob", group)
    between(Desk(group, ann, second))
    sentence = "Somebody wants to join Neighbors of Ann Arbor"
    assert sentence not in told().get("second", [])


def test_whoever_asked_hears_how_it_was_decided() -> None:
    ann = make_founder()
    group = make_group(ann)
    told()
    accept_request(group.pk, asked_by("bob", group).pk, actor=ann, now=NOW)
    decline_request(group.pk, asked_by("eve", group).pk, actor=ann, now=NOW)
    assert told() == {
        "bob": ["You belong to Neighbors of Ann Arbor now"],
        "eve": ["Neighbors of Ann Arbor has not let you in"],
    }


def test_a_refused_decision_tells_nobody() -> None:
    ann = make_founder()
    group = make_group(ann)
    member = make_member(group, ann, "member").person
    asked = asked_by("bob", group)
    told()
    with pytest.raises(MayNot):
        accept_request(group.pk, asked.pk, actor=member, now=NOW)
    assert told() == {}
