"""Who hosts an event: others beside the first, handing it over, groups that hold it together."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from freedomcities.accounts.models import Person
from freedomcities.events.choices import HostRole, State
from freedomcities.events.holding import look_at
from freedomcities.events.locking import host_of, lock, lock_for, note
from freedomcities.events.models import Event, EventGroup, Host, HostInvitation
from freedomcities.events.news import EVENT
from freedomcities.events.permissions import hosts, is_main_host, is_somebody
from freedomcities.events.refusals import (
    AlreadyHost,
    LastHost,
    MayNot,
    TooManyGroups,
)
from freedomcities.groups.locking import lock_person
from freedomcities.groups.models import Group
from freedomcities.groups.permissions import LETTING_IN
from freedomcities.groups.querysets import GroupQuerySet
from freedomcities.groups.refusals import NoSuchInvitation, TooManyInvitations
from freedomcities.groups.texts import own_name
from freedomcities.notices.operations import follow_own, unfollow_own

INVITATION_LASTS = timedelta(days=14)
MOST_INVITATIONS = 10
MOST_GROUPS = 12


def invite_host(event_id: str, *, actor: Person, now: datetime) -> str:
    """The secret of a link that lets one person host with others; told once.

    Raises MayNot, TooManyInvitations.
    """
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        event = lock_for(event_id, actor, is_main_host)
        if not may_invite(event, actor):
            raise MayNot
        event.invitations.filter(expires_at__lte=now).delete()
        if event.invitations.count() >= MOST_INVITATIONS:
            raise TooManyInvitations(MOST_INVITATIONS)
        HostInvitation.objects.create(
            digest=_digest(secret), event=event, expires_at=now + INVITATION_LASTS
        )
        note(event, "invite-host", actor=actor, now=now)
    return secret


def may_invite(event: Event, person: Person) -> bool:
    """Whether somebody who decides on who hosts lets another in.

    Hosts see who comes and where a home is. So whoever leads the group and does not host lets
    nobody in, and not themselves: but where nobody hosts any more.
    """
    return host_of(event, person) is not None or not event.hosts.exists()


def asked_to_host(secret: str, *, now: datetime) -> Event | None:
    """The event that a link leads to, while it is good."""
    links = HostInvitation.objects.filter(digest=_digest(secret), expires_at__gt=now)
    link = links.select_related("event__place").first()
    return link.event if link else None


def use_host_invitation(secret: str, *, name: str, actor: Person, now: datetime) -> Host:
    """Host an event with others, as `name`; the link works once.

    Raises NothingWritten, TooLong, HoldsDetails, NoSuchInvitation; AlreadyHost, and the link
    stays good.
    """
    named = own_name(name)
    with transaction.atomic():
        person = lock_person(actor)
        if person is None or not is_somebody(person):
            raise MayNot
        found = asked_to_host(secret, now=now)
        if found is None:
            raise NoSuchInvitation
        event = lock(found.pk)
        # Read under the lock: somebody else may have used it meanwhile.
        used, _rows = HostInvitation.objects.filter(digest=_digest(secret)).delete()
        if not used:
            raise NoSuchInvitation
        if host_of(event, person) is not None:
            raise AlreadyHost
        host = Host.objects.create(event=event, person=person, role=HostRole.CO, name=named)
        follow_own(person, EVENT, event.pk)
        look_at(event, named, actor=person, now=now)
        note(event, "use-host-invitation", actor=actor, now=now, is_public=_is_seen(event))
    return host


def hand_over(event_id: str, host_id: UUID, *, actor: Person, now: datetime) -> None:
    """Let another host decide on everything; whoever did so goes on as a co-host. MayNot."""
    with transaction.atomic():
        event = lock_for(event_id, actor, is_main_host)
        next_one = event.hosts.filter(pk=host_id).first()
        if next_one is None:
            raise MayNot
        event.hosts.filter(role=HostRole.MAIN).update(role=HostRole.CO)
        event.hosts.filter(pk=next_one.pk).update(role=HostRole.MAIN)
        note(event, "hand-over-event", actor=actor, now=now, is_public=_is_seen(event))


def leave_hosting(event_id: str, *, actor: Person, now: datetime) -> None:
    """Host an event no more; LastHost where nobody else does, and MayNot.

    Where the first host leaves, the one who has co-hosted longest takes their place.
    """
    with transaction.atomic():
        event = lock_for(event_id, actor, hosts)
        own = host_of(event, actor)
        if own is None:
            raise MayNot
        others = event.hosts.exclude(pk=own.pk)
        if not others.exists():
            raise LastHost
        own.delete()
        unfollow_own(actor, EVENT, event.pk, now=now)
        if own.role == HostRole.MAIN:
            # Of a random id nobody can say who came first; any of them is as good.
            event.hosts.filter(pk=others.order_by("pk")[:1].get().pk).update(role=HostRole.MAIN)
        note(event, "leave-hosting", actor=actor, now=now, is_public=_is_seen(event))


def remove_host(event_id: str, host_id: UUID, *, actor: Person, now: datetime) -> None:
    """Let somebody host no more; the first host hands over instead. MayNot, LastHost."""
    with transaction.atomic():
        event = lock_for(event_id, actor, is_main_host)
        host = event.hosts.filter(pk=host_id).select_related("person").first()
        if host is None:
            raise MayNot
        if host.role == HostRole.MAIN:
            raise LastHost
        host.delete()
        unfollow_own(host.person, EVENT, event.pk, now=now)
        note(event, "remove-host", actor=actor, now=now, is_public=_is_seen(event))


def join_with_group(event_id: str, group_id: str, *, actor: Person, now: datetime) -> None:
    """Hold an event together with a group that a host of it leads; it appears once for both.

    Raises MayNot, TooManyGroups; nothing happens where the group holds it already.
    """
    with transaction.atomic():
        event = lock_for(event_id, actor, hosts)
        group = groups_to_join(event, actor).filter(pk=group_id).first()
        if group is None:
            raise MayNot
        if event.groups.count() >= MOST_GROUPS:
            raise TooManyGroups(MOST_GROUPS)
        EventGroup.objects.create(event=event, group=group, main=not event.groups.exists())
        note(event, "join-with-group", actor=actor, now=now, is_public=_is_seen(event))


def leave_with_group(event_id: str, group_id: str, *, actor: Person, now: datetime) -> None:
    """Hold an event with a group no more; its main one stays. MayNot."""
    with transaction.atomic():
        event = lock_for(event_id, actor, hosts)
        gone, _rows = event.groups.filter(group=group_id, main=False).delete()
        if not gone:
            raise MayNot
        note(event, "leave-with-group", actor=actor, now=now, is_public=_is_seen(event))


def groups_to_join(event: Event, person: Person) -> GroupQuerySet:
    """The groups that somebody leads or organizes and that do not hold the event yet."""
    led = Group.objects.open().filter(members__person=person, members__role__in=LETTING_IN)
    return led.exclude(pk__in=event.groups.values("group_id")).order_by("name", "pk")


def _is_seen(event: Event) -> bool:
    return event.state != State.WAITING


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
