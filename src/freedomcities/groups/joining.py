"""Coming into a group: by asking and being let in, or by an invitation."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from freedomcities.accounts.models import Person
from freedomcities.accounts.signing_in import week_of
from freedomcities.groups.choices import Joining, Role
from freedomcities.groups.locking import asker_of, lock, lock_for, lock_person, membership_of, note
from freedomcities.groups.models import (
    LONGEST_TEXT,
    Group,
    Invitation,
    JoinRequest,
    Membership,
)
from freedomcities.groups.names import apart
from freedomcities.groups.news import GROUP, tell_asked, tell_decided
from freedomcities.groups.permissions import is_somebody, may_ask, may_let_in
from freedomcities.groups.refusals import (
    AlreadyMember,
    MayNot,
    NoSuchInvitation,
    NoSuchRequest,
    NotByRequest,
    TooManyInvitations,
)
from freedomcities.groups.texts import many_lines, own_name
from freedomcities.notices.operations import follow_own

INVITATION_LASTS = timedelta(days=14)
MOST_INVITATIONS = 50
REQUEST_LASTS = timedelta(days=30)
"""A request that nobody decides on goes after that; asking again is easy."""


def ask_to_join(
    group_id: str, *, name: str, text: str, actor: Person, now: datetime
) -> JoinRequest:
    """Ask to be let in, as `name`; asking twice is asking once.

    Raises NothingWritten, TooLong, HoldsDetails, MayNot, AlreadyMember, NotByRequest.
    """
    named = own_name(name)
    said = many_lines(text, most=LONGEST_TEXT, required=False)
    with transaction.atomic():
        person = lock_person(actor)
        group = lock(group_id)
        _check_stranger(group, person)
        if group.joining != Joining.REQUEST:
            raise NotByRequest
        known = group.requests.filter(person=actor).first()
        if known is not None:
            return known
        asked = JoinRequest.objects.create(
            group=group, person=actor, name=named, text=said, asked_on=now.date()
        )
        tell_asked(group, now=now)
        note(group, "ask-to-join", actor=actor, now=now, names_group=False)
    return asked


def withdraw_request(group_id: str, *, actor: Person, now: datetime) -> None:
    """Ask no more; nothing is kept of it. MayNot, NoSuchRequest.

    Also while the group is hidden again: what somebody wrote to it is theirs to take back.
    """
    with transaction.atomic():
        group = lock(group_id)
        if not group.requests.filter(person=actor).delete()[0]:
            raise NoSuchRequest
        note(group, "withdraw-request", actor=actor, now=now, names_group=False)


def request_until(group: Group, person: Person) -> date | None:
    """The day on which somebody's request goes if nobody decides; None where they did not ask."""
    asked = group.requests.filter(person=person).first()
    return asked.asked_on + REQUEST_LASTS if asked else None


def accept_request(
    group_id: str, request_id: UUID, *, actor: Person, now: datetime
) -> Membership | None:
    """Let somebody in who asked; None where they have left the site. MayNot, NoSuchRequest."""
    with transaction.atomic():
        group = lock_for(group_id, actor, may_let_in)
        asked = _request(group, request_id)
        person, name = asked.person, asked.name
        asked.delete()
        if not is_somebody(person):
            return None
        joined = _let_in(group, person, role=Role.MEMBER, name=name, now=now)
        tell_decided(group, person, is_in=True, now=now)
        detail = {"member": str(joined.pk)}
        note(group, "accept-request", actor=actor, now=now, detail=detail)
    return joined


def decline_request(group_id: str, request_id: UUID, *, actor: Person, now: datetime) -> None:
    """Do not let somebody in; nothing is kept of their asking. MayNot, NoSuchRequest."""
    with transaction.atomic():
        group = lock_for(group_id, actor, may_let_in)
        asked = _request(group, request_id)
        tell_decided(group, asked.person, is_in=False, now=now)
        asked.delete()
        note(group, "decline-request", actor=actor, now=now)


def invite(group_id: str, *, actor: Person, now: datetime) -> str:
    """The secret of a link that lets in one person; told once. MayNot, TooManyInvitations."""
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        group = lock_for(group_id, actor, may_let_in)
        group.invitations.filter(expires_at__lte=now).delete()
        if group.invitations.count() >= MOST_INVITATIONS:
            raise TooManyInvitations(MOST_INVITATIONS)
        Invitation.objects.create(
            digest=_digest(secret), group=group, expires_at=now + INVITATION_LASTS
        )
        note(group, "invite", actor=actor, now=now)
    return secret


def withdraw_invitations(group_id: str, *, actor: Person, now: datetime) -> None:
    """Make every link useless that is out; MayNot."""
    with transaction.atomic():
        group = lock_for(group_id, actor, may_let_in)
        group.invitations.all().delete()
        note(group, "withdraw-invitations", actor=actor, now=now)


def use_invitation(secret: str, *, name: str, actor: Person, now: datetime) -> Membership:
    """Come in by a link, as `name`; it works once.

    Raises NothingWritten, TooLong, HoldsDetails, NoSuchInvitation; AlreadyMember, and the link
    stays good.
    """
    named = own_name(name)
    with transaction.atomic():
        person = lock_person(actor)
        found = invited_to(secret, now=now)
        if found is None:
            raise NoSuchInvitation
        group = lock(found.pk)
        # Read under the lock: somebody else may have used it meanwhile.
        link = Invitation.objects.filter(digest=_digest(secret), expires_at__gt=now).first()
        if link is None:
            raise NoSuchInvitation
        _check_stranger(group, person)
        role = Role(link.role)
        link.delete()
        joined = _let_in(group, actor, role=role, name=named, now=now)
        note(group, "use-invitation", actor=actor, now=now, names_group=False)
    return joined


def invited_to(secret: str, *, now: datetime) -> Group | None:
    """The group that a link leads to, while it is good."""
    links = Invitation.objects.filter(digest=_digest(secret), expires_at__gt=now)
    link = links.select_related("group").first()
    return link.group if link else None


def _check_stranger(group: Group, person: Person | None) -> None:
    """MayNot, AlreadyMember. A group that waits is not there for whoever does not belong."""
    if person is None:
        raise MayNot
    asker = asker_of(group, person)
    if asker.role is not None:
        raise AlreadyMember
    if not may_ask(asker):
        raise MayNot


def _let_in(group: Group, person: Person, *, role: Role, name: str, now: datetime) -> Membership:
    group.requests.filter(person=person).delete()
    known = membership_of(group, person)
    if known is not None:
        return known
    follow_own(person, GROUP, group.pk)
    return Membership.objects.create(
        group=group, person=person, role=role, name=apart(group, name), joined_in=week_of(now)
    )


def _request(group: Group, request_id: UUID) -> JoinRequest:
    found = group.requests.select_related("person").filter(pk=request_id).first()
    if found is None:
        raise NoSuchRequest
    return found


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
