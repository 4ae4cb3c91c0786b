"""Asking, being let in, invitations."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW
from freedomcities.accounts.tests.racing import race
from freedomcities.audit.models import AuditEntry
from freedomcities.groups.choices import Joining, Role
from freedomcities.groups.joining import (
    INVITATION_LASTS,
    MOST_INVITATIONS,
    accept_request,
    ask_to_join,
    decline_request,
    invite,
    invited_to,
    use_invitation,
    withdraw_invitations,
    withdraw_request,
)
from freedomcities.groups.models import Invitation, JoinRequest
from freedomcities.groups.moderating import send_back
from freedomcities.groups.operations import close_group
from freedomcities.groups.refusals import (
    AlreadyMember,
    MayNot,
    NoSuchInvitation,
    NoSuchRequest,
    NotByRequest,
    NothingWritten,
    TooLong,
    TooManyInvitations,
)
from freedomcities.groups.tests.makers import (
    make_founder,
    make_group,
    make_member,
    make_moderator,
    make_waiting,
    own,
)
from freedomcities.groups.tests.test_operations import refuses
from freedomcities.moderation.choices import Ground

pytestmark = pytest.mark.django_db


def test_asking_twice_is_asking_once() -> None:
    group, bob = make_group(make_founder()), make_founder("bob")
    first = ask_to_join(group.pk, name=" Bob ", text="Hello", actor=bob, now=NOW)
    again = ask_to_join(group.pk, name="Robert", text="Again", actor=bob, now=NOW)
    assert first == again
    asked = JoinRequest.objects.get()
    assert (asked.name, asked.text, asked.asked_on) == ("Bob", "Hello", NOW.date())


def test_who_may_not_ask() -> None:
    ann, bob = make_founder(), make_founder("bob")
    group, waiting = make_group(ann), make_waiting(ann, name="Waiting")
    by_invitation = make_group(ann, joining=Joining.INVITATION)
    closed = make_group(ann, name="Closed")
    close_group(closed.pk, actor=ann, now=NOW)
    asked = {"name": "Bob", "text": ""}
    refuses(AlreadyMember, ask_to_join, group.pk, **asked, actor=ann)
    refuses(NotByRequest, ask_to_join, by_invitation.pk, **asked, actor=bob)
    for group_id in (waiting.pk, closed.pk, "bcdfghjkmnpq"):
        refuses(MayNot, ask_to_join, group_id, **asked, actor=bob)
    refuses(MayNot, ask_to_join, group.pk, **asked, actor=system_actor())
    refuses(NothingWritten, ask_to_join, group.pk, name=" ", text="", actor=bob)
    refuses(TooLong, ask_to_join, group.pk, name="Bob", text="x" * 501, actor=bob)


@pytest.mark.parametrize("role", [Role.LEAD, Role.ORGANIZER])
def test_a_lead_and_an_organizer_let_people_in(role: Role) -> None:
    ann = make_founder()
    group = make_group(ann)
    helper = make_member(group, ann, role=role).person
    asked = ask_to_join(group.pk, name="Bob", text="", actor=make_founder("bob"), now=NOW)
    joined = accept_request(group.pk, asked.pk, actor=helper, now=NOW)
    assert joined is not None
    assert (joined.name, joined.role, joined.joined_in.weekday()) == ("Bob", Role.MEMBER, 0)
    assert not JoinRequest.objects.exists()
    refuses(NoSuchRequest, accept_request, group.pk, asked.pk, actor=helper)
    other = ask_to_join(group.pk, name="Eve", text="", actor=make_founder("eve"), now=NOW)
    decline_request(group.pk, other.pk, actor=helper, now=NOW)
    assert not JoinRequest.objects.exists()
    assert group.members.count() == 3


def test_a_request_is_withdrawn_by_whoever_asked_and_nothing_of_it_stays() -> None:
    ann, bob, eve = make_founder(), make_founder("bob"), make_founder("eve")
    group = make_group(ann)
    asked = ask_to_join(group.pk, name="Bob", text="", actor=bob, now=NOW)
    for actor in (ann, eve, make_moderator()):
        refuses(NoSuchRequest, withdraw_request, group.pk, actor=actor)
    refuses(MayNot, withdraw_request, "bcdfghjkmnpq", actor=bob)
    ask_to_join(group.pk, name="Eve", text="", actor=eve, now=NOW)
    withdraw_request(group.pk, actor=bob, now=NOW)
    assert [row.name for row in JoinRequest.objects.all()] == ["Eve"]
    # Who wanted to belong where is in no log.
    entry = AuditEntry.objects.get(action="withdraw-request")
    assert (entry.subject, entry.detail) == ("group", {})
    assert timezone.localtime(entry.at).time().isoformat() == "00:00:00"
    refuses(NoSuchRequest, withdraw_request, group.pk, actor=bob)
    refuses(NoSuchRequest, accept_request, group.pk, asked.pk, actor=ann)
    assert ask_to_join(group.pk, name="Bob", text="", actor=bob, now=NOW).pk != asked.pk


def test_a_request_to_a_group_that_is_hidden_again_can_be_withdrawn() -> None:
    group, bob = make_group(make_founder()), make_founder("bob")
    ask_to_join(group.pk, name="Bob", text="", actor=bob, now=NOW)
    send_back(group.pk, ground=Ground.OTHER, actor=make_moderator(), now=NOW)
    withdraw_request(group.pk, actor=bob, now=NOW)
    assert not JoinRequest.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_request_that_is_withdrawn_and_accepted_at_once_is_one_or_the_other() -> None:
    ann, bob = make_founder(), make_founder("bob")
    group = make_group(ann)
    asked = ask_to_join(group.pk, name="Bob", text="", actor=bob, now=NOW)
    refused = race(
        lambda: withdraw_request(group.pk, actor=bob, now=NOW),
        lambda: accept_request(group.pk, asked.pk, actor=ann, now=NOW),
    )
    assert sorted(map(str, refused)) == sorted(map(str, [None, NoSuchRequest]))
    assert group.members.count() == (1 if refused[0] is None else 2)
    assert not JoinRequest.objects.exists()


def test_others_let_nobody_in() -> None:
    ann = make_founder()
    group, elsewhere = make_group(ann), make_group(make_founder("zoe"), name="Elsewhere")
    member = make_member(group, ann).person
    asked = ask_to_join(group.pk, name="Bob", text="", actor=make_founder("bob"), now=NOW)
    zoe = elsewhere.members.get().person
    for actor in (member, asked.person, make_moderator(), zoe):
        refuses(MayNot, accept_request, group.pk, asked.pk, actor=actor)
        refuses(MayNot, decline_request, group.pk, asked.pk, actor=actor)
        refuses(MayNot, invite, group.pk, actor=actor)
        refuses(MayNot, withdraw_invitations, group.pk, actor=actor)
    # The lead of another group, with a request that is not theirs.
    refuses(NoSuchRequest, accept_request, elsewhere.pk, asked.pk, actor=zoe)
    refuses(NoSuchRequest, accept_request, group.pk, uuid4(), actor=ann)


def test_whoever_has_left_the_site_is_not_let_in() -> None:
    ann, bob = make_founder(), make_founder("bob")
    group = make_group(ann)
    asked = ask_to_join(group.pk, name="Bob", text="", actor=bob, now=NOW)
    Person.objects.filter(pk=bob.pk).update(is_active=False)
    assert accept_request(group.pk, asked.pk, actor=ann, now=NOW) is None
    assert not JoinRequest.objects.exists()
    assert group.members.count() == 1


def test_an_invitation_works_once_and_only_its_digest_is_kept() -> None:
    ann, bob, eve = make_founder(), make_founder("bob"), make_founder("eve")
    group = make_group(ann, joining=Joining.INVITATION)
    secret = invite(group.pk, actor=ann, now=NOW)
    assert secret not in str(list(Invitation.objects.values()))
    assert invited_to(secret, now=NOW) == group
    refuses(NothingWritten, use_invitation, secret, name="", actor=bob)
    refuses(AlreadyMember, use_invitation, secret, name="Ann", actor=ann)
    joined = use_invitation(secret, name="Bob", actor=bob, now=NOW)
    assert (joined.name, joined.role, own(group, bob)) == ("Bob", Role.MEMBER, joined)
    refuses(NoSuchInvitation, use_invitation, secret, name="Eve", actor=eve)


def test_an_invitation_ends_the_request_of_whoever_uses_it() -> None:
    ann, bob = make_founder(), make_founder("bob")
    group = make_group(ann)
    asked = ask_to_join(group.pk, name="Bob", text="", actor=bob, now=NOW)
    use_invitation(invite(group.pk, actor=ann, now=NOW), name="Bob", actor=bob, now=NOW)
    refuses(NoSuchRequest, accept_request, group.pk, asked.pk, actor=ann)
    assert group.members.count() == 2


def test_an_invitation_that_is_too_old_or_withdrawn_or_of_a_closed_group() -> None:
    ann, bob = make_founder(), make_founder("bob")
    group = make_group(ann)
    secret = invite(group.pk, actor=ann, now=NOW)
    late = NOW + INVITATION_LASTS + timedelta(seconds=1)
    assert invited_to(secret, now=late) is None
    with pytest.raises(NoSuchInvitation):
        use_invitation(secret, name="Bob", actor=bob, now=late)
    withdraw_invitations(group.pk, actor=ann, now=NOW)
    refuses(NoSuchInvitation, use_invitation, secret, name="Bob", actor=bob)
    other = invite(group.pk, actor=ann, now=NOW)
    close_group(group.pk, actor=ann, now=NOW)
    refuses(NoSuchInvitation, use_invitation, other, name="Bob", actor=bob)


def test_only_so_many_invitations_are_out_and_old_ones_go() -> None:
    ann = make_founder()
    group = make_group(ann)
    refuses(MayNot, invite, make_waiting(ann).pk, actor=ann)
    for _ in range(MOST_INVITATIONS):
        invite(group.pk, actor=ann, now=NOW)
    refuses(TooManyInvitations, invite, group.pk, actor=ann)
    invite(group.pk, actor=ann, now=NOW + INVITATION_LASTS)
    assert Invitation.objects.count() == 1
