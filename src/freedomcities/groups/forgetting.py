"""What groups hold on somebody, and how it goes when they leave the site."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, IntegerField, Value, When

from freedomcities.accounts.models import Person
from freedomcities.groups.choices import Role, State
from freedomcities.groups.holding import CHANGE
from freedomcities.groups.locking import lock, membership_of, note
from freedomcities.groups.losing import lose_lead
from freedomcities.groups.models import Group, GroupChange, JoinRequest, Membership
from freedomcities.groups.news import GROUP, tell_leads_now
from freedomcities.groups.operations import end_group
from freedomcities.groups.permissions import LETTING_IN
from freedomcities.groups.querysets import MembershipQuerySet
from freedomcities.lib.dates import week_told
from freedomcities.moderation.operations import drop
from freedomcities.notices.operations import unfollow_own

NAMES_LAST = timedelta(days=365)
"""So long after a group has closed the names of its members go."""

Held = dict[str, object]


def held_on(person: Person) -> Held:
    """All that groups hold on somebody, with no date finer than the week."""
    members = Membership.objects.filter(person=person).select_related("group")
    asked = JoinRequest.objects.filter(person=person).select_related("group")
    return {
        "groups": [
            {
                "group": row.group.name,
                "name": row.name,
                "role": row.role,
                "joined_in_the_week_of": str(row.joined_in),
            }
            for row in members.order_by("group__name", "pk")
        ],
        "new_words_that_wait": [
            {"group": row.group.name, "name": row.name, "about": row.about}
            for row in GroupChange.objects.filter(person=person).select_related("group")
        ],
        "requests": [
            {
                "group": row.group.name,
                "name": row.name,
                "text": row.text,
                "asked_in_the_week_of": week_told(row.asked_on),
            }
            for row in asked.order_by("group__name", "pk")
        ],
    }


def lock_all_of(person: Person) -> None:
    """Lock every group that `forget_person` changes, before anything is written to the log."""
    ids = {
        *GroupChange.objects.filter(person=person).values_list("group_id", flat=True),
        *Membership.objects.filter(person=person).values_list("group_id", flat=True),
    }
    locked = Group.objects.select_for_update().filter(pk__in=ids)
    list(locked.order_by("pk").values_list("pk"))


def forget_person(person: Person, *, now: datetime) -> None:
    """Take somebody out of every group; `erase` of accounts calls it within its transaction.

    Who alone led a group is followed by an organizer, else by a member, whoever was there
    first; a group without anybody else ends.
    """
    with transaction.atomic():
        lock_all_of(person)
        JoinRequest.objects.filter(person=person).delete()
        for change in GroupChange.objects.filter(person=person):
            lock(change.group_id)
            drop(CHANGE, change.group_id, actor=person, now=now)
            change.delete()
        groups = Group.objects.filter(members__person=person).order_by("pk")
        for group_id in list(groups.values_list("pk", flat=True)):
            _forget_in(lock(group_id), person, now=now)


def _forget_in(group: Group, person: Person, *, now: datetime) -> None:
    own = membership_of(group, person)
    if own is None:
        return
    if own.role in LETTING_IN:
        group.invitations.all().delete()
    others = group.members.exclude(pk=own.pk)
    goes_on = group.state == State.CLOSED or others.filter(role=Role.LEAD).exists()
    if not goes_on and (successor := _first_of(others)) is not None:
        successor.role, goes_on = Role.LEAD, True
        successor.save(update_fields=["role"])
        tell_leads_now(group, successor.person, now=now)
    lose_lead(group, own, now=now)
    own.delete()
    unfollow_own(person, GROUP, group.pk, now=now)
    if goes_on:
        note(group, "leave-group", actor=person, now=now, names_group=False)
    else:
        end_group(group, actor=person, now=now)


def _first_of(others: MembershipQuerySet) -> Membership | None:
    """Who follows as lead."""
    is_organizer = When(role=Role.ORGANIZER, then=Value(0))
    order = Case(is_organizer, default=Value(1), output_field=IntegerField())
    return others.select_related("person").order_by(order, "joined_in", "pk").first()
