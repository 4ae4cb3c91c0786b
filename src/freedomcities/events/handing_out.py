"""Roles at an event: the hosts hand them out and take them back; people who come take them on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.seals import seal
from freedomcities.events.choices import Answer, State
from freedomcities.events.coming import check_open, lock_yes
from freedomcities.events.kits import kit_for
from freedomcities.events.locking import host_of, lock_for, note
from freedomcities.events.models import Event, EventRole
from freedomcities.events.permissions import hosts
from freedomcities.events.refusals import (
    AlreadyHandedOut,
    IsOver,
    MayNot,
    NeedsSeat,
    RoleIsTaken,
)
from freedomcities.events.seating import start_of_day
from freedomcities.groups.refusals import NothingWritten
from freedomcities.groups.texts import own_name


def hand_out_role(
    event_id: str, key: str, *, name: str = "", actor: Person, now: datetime
) -> EventRole:
    """Give a role of the event's kit to somebody, by the `name` that they want to be called.

    Without a name it is the host's own who does so. The name is for the hosts alone. Raises
    MayNot, IsOver, AlreadyHandedOut, NothingWritten, TooLong, HoldsDetails.
    """
    named = own_name(name) if name.strip() else ""
    with transaction.atomic():
        event = lock_for(event_id, actor, hosts)
        if key not in {role.key for role in kit_for(event.kind, event.issue).roles}:
            raise MayNot
        if event.state == State.CANCELLED or event.ends_at <= now:
            raise IsOver
        host = None if named else host_of(event, actor)
        if not named and host is None:
            raise NothingWritten
        if event.roles.filter(key=key).exists():
            raise AlreadyHandedOut
        role = EventRole(event=event, key=key, host=host)
        role.name_sealed = seal(role, "name_sealed", named)
        role.save(force_insert=True)
        note(event, "hand-out-role", actor=actor, now=now, detail={"role": key})
    return role


def take_back_role(event_id: str, key: str, *, actor: Person, now: datetime) -> None:
    """Nobody has the role any more; MayNot where nobody had it."""
    with transaction.atomic():
        event = lock_for(event_id, actor, hosts)
        gone, _rows = event.roles.filter(key=key).delete()
        if not gone:
            raise MayNot
        note(event, "take-back-role", actor=actor, now=now, detail={"role": key})


def take_on_role(secret: str, key: str, *, now: datetime) -> EventRole:
    """Take on a role that is open, as somebody who comes; taking it twice changes nothing.

    Raises NoSuchYes, MayNot, IsCancelled, NotOnTheMap, HasBeen, NeedsSeat, RoleIsTaken.
    """
    with transaction.atomic():
        event, row = lock_yes(secret)
        kit_roles = kit_for(event.kind, event.issue).roles
        if key not in {role.key for role in kit_roles if not role.is_host}:
            raise MayNot
        check_open(event, now=now)
        if row.answer != Answer.COMES:
            raise NeedsSeat
        role = event.roles.filter(key=key).first()
        if role is not None:
            if role.taken_by_id != row.pk:
                raise RoleIsTaken
            return role
        role = EventRole(event=event, key=key, taken_by=row)
        role.save(force_insert=True)
        _note_of_guest(event, "take-on-role", key, now=now)
    return role


def give_back_role(secret: str, key: str, *, now: datetime) -> None:
    """Have a role no more that one took on; NoSuchYes, MayNot."""
    with transaction.atomic():
        event, row = lock_yes(secret)
        gone, _rows = row.roles.filter(key=key).delete()
        if not gone:
            raise MayNot
        _note_of_guest(event, "give-back-role", key, now=now)


def _note_of_guest(event: Event, action: str, key: str, *, now: datetime) -> None:
    """By its day, and without a name."""
    note(event, action, actor=system_actor(), now=start_of_day(now), detail={"role": key})
