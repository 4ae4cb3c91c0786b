"""Roles, handing over, leaving, removing, names; two people at once."""

from __future__ import annotations

import pytest

from freedomcities.accounts.tests.makers import NOW
from freedomcities.accounts.tests.racing import race
from freedomcities.groups.choices import Role
from freedomcities.groups.joining import invite, use_invitation
from freedomcities.groups.members import (
    change_role,
    hand_over,
    leave,
    remove_member,
    rename_myself,
)
from freedomcities.groups.models import Membership
from freedomcities.groups.operations import close_group
from freedomcities.groups.refusals import LastLead, MayNot, NothingWritten, TooLong
from freedomcities.groups.tests.makers import make_founder, make_group, make_member, own
from freedomcities.groups.tests.test_operations import refuses


@pytest.mark.django_db
def test_a_lead_changes_roles_and_the_last_one_stays_lead() -> None:
    ann = make_founder()
    group = make_group(ann)
    bob = make_member(group, ann)
    assert change_role(group.pk, bob.pk, Role.ORGANIZER, actor=ann, now=NOW).role == "organizer"
    refuses(LastLead, change_role, group.pk, own(group, ann).pk, Role.MEMBER, actor=ann)
    refuses(MayNot, change_role, group.pk, bob.pk, Role.LEAD, actor=bob.person)
    change_role(group.pk, bob.pk, Role.LEAD, actor=ann, now=NOW)
    change_role(group.pk, own(group, ann).pk, Role.MEMBER, actor=ann, now=NOW)
    refuses(MayNot, change_role, group.pk, bob.pk, Role.MEMBER, actor=ann)
    refuses(LastLead, change_role, group.pk, bob.pk, Role.ORGANIZER, actor=bob.person)


@pytest.mark.django_db
def test_a_group_is_handed_over() -> None:
    ann = make_founder()
    group = make_group(ann)
    bob = make_member(group, ann)
    refuses(MayNot, hand_over, group.pk, bob.pk, actor=bob.person)
    refuses(MayNot, hand_over, group.pk, own(group, ann).pk, actor=ann)
    hand_over(group.pk, bob.pk, actor=ann, now=NOW)
    assert (own(group, ann).role, own(group, bob.person).role) == (Role.MEMBER, Role.LEAD)
    refuses(MayNot, hand_over, group.pk, bob.pk, actor=ann)


@pytest.mark.django_db
def test_members_of_another_group_are_not_there() -> None:
    ann, zoe = make_founder(), make_founder("zoe")
    group, other = make_group(ann), make_group(zoe, name="Other")
    stranger = own(other, zoe)
    refuses(MayNot, change_role, group.pk, stranger.pk, Role.MEMBER, actor=ann)
    refuses(MayNot, hand_over, group.pk, stranger.pk, actor=ann)
    refuses(MayNot, remove_member, group.pk, stranger.pk, actor=ann)
    refuses(MayNot, remove_member, other.pk, stranger.pk, actor=ann)
    refuses(MayNot, leave, other.pk, actor=ann)
    refuses(MayNot, rename_myself, other.pk, "Ann", actor=ann)


@pytest.mark.django_db
def test_leaving_and_the_last_lead() -> None:
    ann = make_founder()
    group = make_group(ann)
    bob = make_member(group, ann)
    refuses(LastLead, leave, group.pk, actor=ann)
    leave(group.pk, actor=bob.person, now=NOW)
    assert group.members.count() == 1
    refuses(MayNot, leave, group.pk, actor=bob.person)
    close_group(group.pk, actor=ann, now=NOW)
    leave(group.pk, actor=ann, now=NOW)
    assert not Membership.objects.exists()


@pytest.mark.django_db
def test_a_lead_removes_members_but_not_the_last_lead() -> None:
    ann = make_founder()
    group = make_group(ann)
    bob = make_member(group, ann, role=Role.ORGANIZER)
    eve = make_member(group, ann, name="eve")
    refuses(MayNot, remove_member, group.pk, eve.pk, actor=bob.person)
    refuses(LastLead, remove_member, group.pk, own(group, ann).pk, actor=ann)
    remove_member(group.pk, eve.pk, actor=ann, now=NOW)
    assert group.members.count() == 2


@pytest.mark.django_db
def test_a_new_name_in_one_group_alone() -> None:
    ann = make_founder()
    group, other = make_group(ann), make_group(ann, name="Other", my_name="Elsewhere")
    rename_myself(group.pk, " Anna  B ", actor=ann, now=NOW)
    assert (own(group, ann).name, own(other, ann).name) == ("Anna B", "Elsewhere")
    refuses(NothingWritten, rename_myself, group.pk, " ", actor=ann)
    refuses(TooLong, rename_myself, group.pk, "x" * 61, actor=ann)


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_leave_at_once_leave_one() -> None:
    ann = make_founder()
    group = make_group(ann)
    bob = make_member(group, ann, role=Role.LEAD).person
    refused = race(
        lambda: leave(group.pk, actor=ann, now=NOW), lambda: leave(group.pk, actor=bob, now=NOW)
    )
    assert sorted(map(str, refused)) == sorted(map(str, [None, LastLead]))
    assert group.members.get().role == Role.LEAD


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_demote_each_other_at_once_leave_one() -> None:
    ann = make_founder()
    group = make_group(ann)
    bob = make_member(group, ann, role=Role.LEAD)
    mine = own(group, ann)
    refused = race(
        lambda: change_role(group.pk, bob.pk, Role.MEMBER, actor=ann, now=NOW),
        lambda: change_role(group.pk, mine.pk, Role.MEMBER, actor=bob.person, now=NOW),
    )
    assert sorted(map(str, refused)) == sorted(map(str, [None, MayNot]))
    assert group.members.filter(role=Role.LEAD).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_invitation_lets_in_one_of_two() -> None:
    ann, bob, eve = make_founder(), make_founder("bob"), make_founder("eve")
    group = make_group(ann)
    secret = invite(group.pk, actor=ann, now=NOW)
    refused = race(
        lambda: use_invitation(secret, name="Bob", actor=bob, now=NOW),
        lambda: use_invitation(secret, name="Eve", actor=eve, now=NOW),
    )
    assert refused.count(None) == 1
    assert group.members.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_invitations_make_one_membership() -> None:
    ann, bob = make_founder(), make_founder("bob")
    group = make_group(ann)
    first, second = (invite(group.pk, actor=ann, now=NOW) for _ in range(2))
    refused = race(
        lambda: use_invitation(first, name="Bob", actor=bob, now=NOW),
        lambda: use_invitation(second, name="Bob", actor=bob, now=NOW),
    )
    assert refused.count(None) == 1
    assert group.members.count() == 2
