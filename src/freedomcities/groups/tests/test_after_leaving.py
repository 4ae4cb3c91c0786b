"""What somebody set going in a group ends with their part in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from freedomcities.accounts.leaving import erase
from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW
from freedomcities.accounts.tests.racing import race
from freedomcities.groups.choices import Joining, Role
from freedomcities.groups.forgetting import forget_person
from freedomcities.groups.joining import ask_to_join, invite, use_invitation
from freedomcities.groups.members import (
    change_role,
    hand_over,
    leave,
    remove_member,
    rename_myself,
)
from freedomcities.groups.models import Group, GroupChange, JoinRequest, Membership
from freedomcities.groups.operations import change_group
from freedomcities.groups.refusals import NoSuchInvitation, NothingWritten
from freedomcities.groups.tests.makers import make_founder, make_group, make_member, own
from freedomcities.moderation.choices import State
from freedomcities.moderation.models import Case
from freedomcities.notices.models import Follow

pytestmark = pytest.mark.django_db
Ends = Callable[[Group, Membership, Person], object]

ENDS: dict[str, Ends] = {
    "removed": lambda group, bob, ann: remove_member(group.pk, bob.pk, actor=ann, now=NOW),
    "left": lambda group, bob, _ann: leave(group.pk, actor=bob.person, now=NOW),
    "a member like all": lambda group, bob, ann: change_role(
        group.pk, bob.pk, Role.MEMBER, actor=ann, now=NOW
    ),
    "erased": lambda _group, bob, _ann: forget_person(bob.person, now=NOW),
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("role", [Role.ORGANIZER, Role.LEAD])
def test_links_that_they_may_have_let_nobody_in(end: str, role: Role) -> None:
    ann = make_founder()
    group = make_group(ann)
    bob = make_member(group, ann, role=role)
    secret = invite(group.pk, actor=bob.person, now=NOW)
    ENDS[end](group, bob, ann)
    for person in (bob.person, make_founder("carol")):
        with pytest.raises(NoSuchInvitation):
            use_invitation(secret, name="x", actor=person, now=NOW)


def test_a_member_who_is_removed_has_no_way_back_by_anybodys_link() -> None:
    ann = make_founder()
    group = make_group(ann)
    bob = make_member(group, ann)
    secret = invite(group.pk, actor=ann, now=NOW)
    remove_member(group.pk, bob.pk, actor=ann, now=NOW)
    with pytest.raises(NoSuchInvitation):
        use_invitation(secret, name="x", actor=bob.person, now=NOW)


def test_a_member_who_leaves_takes_no_links_along() -> None:
    ann = make_founder()
    group = make_group(ann)
    bob = make_member(group, ann)
    secret = invite(group.pk, actor=ann, now=NOW)
    leave(group.pk, actor=bob.person, now=NOW)
    assert use_invitation(secret, name="x", actor=make_founder("carol"), now=NOW)


@pytest.mark.parametrize("end", ["removed", "left", "a member like all", "handed over"])
def test_words_of_a_lead_of_before_wait_no_more(end: str) -> None:
    ann = make_founder()
    group = make_group(ann)
    bob = make_member(group, ann, role=Role.LEAD)
    change_group(
        group.pk, name="Call 734-555-0123", about="x", joining=Joining.REQUEST,
        actor=bob.person, now=NOW,
    )  # fmt: skip
    assert GroupChange.objects.filter(person=bob.person).exists()
    if end == "handed over":
        hand_over(group.pk, own(group, ann).pk, actor=bob.person, now=NOW)
    else:
        ENDS[end](group, bob, ann)
    assert not GroupChange.objects.exists()
    assert Case.objects.get(kind="group-change").state == State.GONE


def test_no_two_names_in_a_group_look_alike() -> None:
    ann = make_founder()
    group = make_group(ann, my_name="Alice")
    names = ("Al\u00edce", "alice", "Ali\u200dce", "Alice (2)", "Bob")
    found = []
    for number, name in enumerate(names):
        secret, person = invite(group.pk, actor=ann, now=NOW), make_founder(f"n{number}")
        found.append(use_invitation(secret, name=name, actor=person, now=NOW).name)
    assert found == ["Al\u00edce (2)", "alice (3)", "Ali\u200dce (4)", "Alice (2) (2)", "Bob"]
    bob = Membership.objects.get(name="Bob")
    assert rename_myself(group.pk, "ALICE", actor=bob.person, now=NOW).name == "ALICE (5)"
    assert rename_myself(group.pk, "Bob", actor=bob.person, now=NOW).name == "Bob"


@pytest.mark.parametrize("name", ["\u200b", "\u3164", "\u200d", "\u2060\u200f", "...", "\u0301"])
def test_a_name_is_seen(name: str) -> None:
    ann = make_founder()
    group = make_group(ann)
    with pytest.raises(NothingWritten):
        rename_myself(group.pk, name, actor=ann, now=NOW)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["invitation", "request"])
def test_whoever_is_erased_while_joining_leaves_nothing(way: str) -> None:
    ann = make_founder()
    group = make_group(ann)
    for number in range(4):
        bob = make_founder(f"bob{number}")
        secret = invite(group.pk, actor=ann, now=NOW)
        joins: dict[str, Callable[[], object]] = {
            "invitation": partial(use_invitation, secret, name="Bob", actor=bob, now=NOW),
            "request": partial(ask_to_join, group.pk, name="Bob", text="", actor=bob, now=NOW),
        }
        race(joins[way], partial(erase, bob, now=NOW, before=partial(forget_person, now=NOW)))
        assert not Membership.objects.filter(person=bob).exists()
        assert not JoinRequest.objects.filter(person=bob).exists()
        assert not Follow.objects.filter(person=bob).exists()
