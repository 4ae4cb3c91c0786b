"""What becomes of members: roles, handing over, leaving, being removed, a new name."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from freedomcities.accounts.models import Person
from freedomcities.groups.choices import Role, State
from freedomcities.groups.holding import drop_change
from freedomcities.groups.locking import lock_for, membership_of, note
from freedomcities.groups.losing import lose_lead
from freedomcities.groups.models import Group, Membership
from freedomcities.groups.names import apart
from freedomcities.groups.news import GROUP, tell_leads_now
from freedomcities.groups.permissions import (
    LETTING_IN,
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
        _take_rights(group, member, role, actor=actor, now=now)
        is_new_lead = role == Role.LEAD and member.role != Role.LEAD
        _set_role(member, role)
        if is_new_lead:
            tell_leads_now(group, member.person, now=now)
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
        _take_rights(group, own, Role.MEMBER, actor=actor, now=now)
        _set_role(own, Role.MEMBER)
        tell_leads_now(group, other.person, now=now)
        note(group, "hand-over", actor=actor, now=now, detail={"member": str(other.pk)})
    return other


def leave(group_id: str, *, actor: Person, now: datetime) -> None:
    """Belong to a group no more; nothing is kept of it. MayNot; LastLead of a living group."""
    with transaction.atomic():
        group = lock_for(group_id, actor, may_leave)
        own = _own(group, actor)
        if group.state != State.CLOSED:
            _check_lead_besides(group, own)
        _take_rights(group, own, None, actor=actor, now=now)
        own.delete()
        unfollow_own(actor, GROUP, group.pk, now=now)
        note(group, "leave-group", actor=actor, now=now, names_group=False)


def remove_member(group_id: str, member_id: UUID, *, actor: Person, now: datetime) -> None:
    """Take somebody out of a group; MayNot, LastLead of oneself."""
    with transaction.atomic():
        group = lock_for(group_id, actor, may_remove)
        member = _member(group, member_id)
        _check_lead_besides(group, member)
        _take_rights(group, member, None, actor=actor, now=now)
        # They may hold a link that somebody else made, and know the way back in.
        group.invitations.all().delete()
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
        own.name = apart(group, named, own=own)
        own.save(update_fields=["name"])
        note(group, "rename-myself", actor=actor, now=now, names_group=False)
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


def _take_rights(
    group: Group, member: Membership, role: Role | None, *, actor: Person, now: datetime
) -> None:
    """What somebody set going with a role that they lose: links that let in, words that wait,
    and what nouns above know of.
    """
    if member.role in LETTING_IN and role not in LETTING_IN:
        group.invitations.all().delete()
    if role != Role.LEAD:
        lose_lead(group, member, now=now)
        drop_change(group, member.person, actor=actor, now=now)


def _set_role(member: Membership, role: Role) -> None:
    member.role = role
    member.save(update_fields=["role"])


def _check_lead_besides(group: Group, member: Membership) -> None:
    if not group.members.filter(role=Role.LEAD).exclude(pk=member.pk).exists():
        raise LastLead
