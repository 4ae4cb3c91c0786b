"""What of a group waits for a moderator: every new group, and new words that must be read first."""

from __future__ import annotations

from datetime import datetime

from freedomcities.accounts.models import Person
from freedomcities.groups.choices import State
from freedomcities.groups.models import Group, GroupChange
from freedomcities.groups.news import GROUP
from freedomcities.moderation.acquaintance import whys_for
from freedomcities.moderation.choices import Why
from freedomcities.moderation.operations import drop, hold

CHANGE = "group-change"


def hold_new(group: Group, *, actor: Person, now: datetime) -> None:
    """Put a group that nobody else sees into the queue, by whomever it is."""
    whys, details = whys_for(actor, group.name, group.about)
    hold(GROUP, group.pk, whys or (Why.EVERY_ONE,), details=details, actor=actor, now=now)


def hold_change(group: Group, name: str, about: str, *, actor: Person, now: datetime) -> bool:
    """Let new words of a group wait where they must; whether they do. The group is locked.

    A group that is not open yet is read as a whole, with whatever it says then. What a moderator
    has read already need not be read again.
    """
    is_same = (name, about) == (group.name, group.about)
    whys, details = ((), ()) if is_same else whys_for(actor, name, about)
    if group.state != State.OPEN:
        if not is_same:
            hold(GROUP, group.pk, whys, details=details, actor=actor, now=now)
        return False
    if not whys:
        if GroupChange.objects.filter(group=group).delete()[0]:
            drop(CHANGE, group.pk, actor=actor, now=now)
        return False
    GroupChange.objects.update_or_create(
        group=group, defaults={"person": actor, "name": name, "about": about}
    )
    hold(CHANGE, group.pk, whys, details=details, actor=actor, now=now)
    return True


def drop_change(group: Group, person: Person, *, actor: Person, now: datetime) -> None:
    """Nobody publishes words of somebody who leads the group no more. The group is locked."""
    if GroupChange.objects.filter(group=group, person=person).delete()[0]:
        drop(CHANGE, group.pk, actor=actor, now=now)


def waiting_words(group: Group) -> GroupChange | None:
    """The new words of a group that a moderator has yet to read; for whoever leads it."""
    return GroupChange.objects.filter(group=group).first()
