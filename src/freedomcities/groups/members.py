"""What becomes of members: roles, handing over, leaving, being removed, a new name."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from freedomcities.accounts.models import Person
from freedomcities.groups.choices import Role, State
from freedomcities.groups.locking import lock_for, membership_of, note
from freedomcities.groups.models import Group, Membership
from freedomcities.groups.news import GROUP
from freedomcities.groups.permissions import (
    may_hand_out_roles,
    may_leave,
    may_remove,
    may_rename_oneself,
)
from freedomcities.groups.refusals import LastLead, MayNot
from freedomcities.groups.texts import own_name
from freedomcities.notices.operations import unfollow_own


def change_role(
    group_id: str, member_id: UUID, role: Role, *, actor: Person, now: datetime
) -> Membership:
    """Give a member another role; a lead may do so with their own. MayNot, LastLead."""
    with transaction.atomic():
        group = lock_for(group_id, actor, may_hand_out_roles)
        member = _member(group, member_id)
        if role != Role.LEAD:
            _check_lead_besides(group, member)
        _set_role(member, role)
        detail = {"member": str(member.pk), "role": role.value}
        note(group, "change-role", actor=actor, now=now, detail=detail)
    return member


def hand_over(group_id: str, member_id: UUID, *, actor: Person, now: datetime) -> Membership:
    """Make another member lead in one's own place, and be a member like all; MayNot."""
    with transaction.atomic():
        group = lock_for(group_id, actor, may_hand_out_roles)
        other, own = _member(group, member_id), _own(group, actor)
        if other == own:
            raise MayNot
        _set_role(other, Role.LEAD)
        _set_role(own, Role.MEMBER)
        note(group, "hand-over", actor=actor, now=now, detail={"member": str(other.pk)})
    return other


def leave(group_id: str, *, actor: Person, now: datetime) -> None:
    """Belong to a group no more; nothing is kept of it. MayNot; LastLead of a living group."""
    with transaction.atomic():
        group = lock_for(group_id, actor, may_leave)
        own = _own(group, actor)
        if group.state != State.CLOSED:
            _check_lead_besides(group, own)
        own.delete()
        unfollow_own(actor, GROUP, group.pk, now=now)
        note(group, "leave-group", actor=actor, now=now)


def remove_member(group_id: str, member_id: UUID, *, actor: Person, now: datetime) -> None:
    """Take somebody out of a group; MayNot, LastLead of oneself."""
    with transaction.atomic():
        group = lock_for(group_id, actor, may_remove)
        member = _member(group, member_id)
        _check_lead_besides(group, member)
        member.delete()
        unfollow_own(member.person, GROUP, group.pk, now=now)
        detail = {"member": str(member_id)}
        note(group, "remove-member", actor=actor, now=now, detail=detail)


def rename_myself(group_id: str, name: str, *, actor: Person, now: datetime) -> Membership:
    """Be called otherwise in one group; MayNot, NothingWritten, TooLong, HoldsDetails."""
    named = own_name(name)
    with transaction.atomic():
        group = lock_for(group_id, actor, may_rename_oneself)
        own = _own(group, actor)
        own.name = named
        own.save(update_fields=["name"])
        note(group, "rename-myself", actor=actor, now=now)
    return own


def _own(group: Group, actor: Person) -> Membership:
    own = membership_of(group, actor)
    if own is None:
        raise MayNot
    return own


def _member(group: Group, member_id: UUID) -> Membership:
    found = group.members.filter(pk=member_id).first()
    if found is None:
        raise MayNot
    return found


def _set_role(member: Membership, role: Role) -> None:
    member.role = role
    member.save(update_fields=["role"])


def _check_lead_besides(group: Group, member: Membership) -> None:
    if not group.members.filter(role=Role.LEAD).exclude(pk=member.pk).exists():
        raise LastLead
