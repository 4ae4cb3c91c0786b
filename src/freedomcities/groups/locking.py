"""A group's row is locked by whoever changes anything of it, and rights are read under that lock.

So two people who act at once act one after the other, and the second sees what the first did:
a group is never left without a lead, an invitation lets in one person, a person joins once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from freedomcities.accounts.models import Person
from freedomcities.audit.operations import record
from freedomcities.groups.choices import Role, State
from freedomcities.groups.models import Group, Membership
from freedomcities.groups.permissions import Asker, Predicate
from freedomcities.groups.refusals import MayNot


def lock_for(group_id: str, actor: Person, may: Predicate) -> Group:
    """The group as it stands now, locked until the transaction ends; MayNot.

    `actor` is looked up again as well: what a window was told a while ago counts for nothing.
    """
    group = lock(group_id)
    person = Person.objects.filter(pk=actor.pk).first()
    if person is None or not may(asker_of(group, person)):
        raise MayNot
    return group


def lock_person(actor: Person) -> Person | None:
    """Somebody as they are now, locked until the transaction ends; before any group.

    So whoever is erased at the same time is erased before or after, and never leaves a row behind.
    """
    people = Person.objects.get_queryset().select_for_update(no_key=True)
    return people.filter(pk=actor.pk).first()


def lock(group_id: str) -> Group:
    """The group, locked until the transaction ends; MayNot where there is none."""
    group = Group.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        raise MayNot
    return group


def asker_of(group: Group, person: Person) -> Asker:
    """What somebody is in the group now."""
    membership = membership_of(group, person)
    role = Role(membership.role) if membership else None
    return Asker(person, role, State(group.state))


def membership_of(group: Group, person: Person) -> Membership | None:
    """Somebody's membership, if they belong to the group."""
    return Membership.objects.filter(group=group, person=person).first()


def note(
    group: Group,
    action: str,
    *,
    actor: Person,
    now: datetime,
    detail: Mapping[str, object] | None = None,
    is_public: bool = False,
    names_group: bool = True,
) -> None:
    """The entry in the log of something that was done to a group; without anybody's name.

    `names_group` is false for what says no more than that somebody belongs to it, or wants to:
    the log is for ever, and must not tell it once it is over.
    """
    subject = f"group {group.pk}" if names_group else "group"
    record(actor=actor, now=now, action=action, subject=subject, detail=detail, is_public=is_public)
