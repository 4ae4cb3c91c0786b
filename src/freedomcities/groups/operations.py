"""Writes about groups; joining (`joining`) and members (`members`) have modules of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from freedomcities.accounts.counting import Limit, count
from freedomcities.accounts.models import Person
from freedomcities.accounts.signing_in import week_of
from freedomcities.groups.choices import Joining, Role, State
from freedomcities.groups.holding import CHANGE, hold_change, hold_new
from freedomcities.groups.locking import asker_of, lock, lock_for, lock_person, note
from freedomcities.groups.models import (
    LONGEST_ABOUT,
    LONGEST_GROUP_NAME,
    Group,
    GroupChange,
    GroupPlace,
    Membership,
)
from freedomcities.groups.nearness import is_near
from freedomcities.groups.news import (
    GROUP,
    tell_changed,
    tell_closed,
    tell_declined,
    tell_opened,
)
from freedomcities.groups.permissions import (
    is_somebody,
    may_change,
    may_close,
    may_decide,
)
from freedomcities.groups.refusals import (
    MayNot,
    NoPlace,
    NoSuchParent,
    TooFar,
    TooManyPlaces,
    TooManyWaiting,
)
from freedomcities.groups.texts import many_lines, one_line, own_name
from freedomcities.moderation.acquaintance import note_known
from freedomcities.moderation.choices import Ground
from freedomcities.moderation.choices import State as CaseState
from freedomcities.moderation.operations import drop, settle
from freedomcities.notices.operations import follow_own, forget_subject
from freedomcities.places.models import Place

MOST_PLACES = 10
MOST_WAITING = 3
_PLACES = Limit("group-places", 10, timedelta(days=7))


def found_group(
    *,
    name: str,
    about: str,
    joining: Joining,
    places: Sequence[Place],
    my_name: str,
    actor: Person,
    now: datetime,
) -> Group:
    """Start a group at these places, the first of them the main one; it waits for a moderator.

    Whoever starts it leads it, as `my_name`. Raises MayNot, NothingWritten, TooLong, HoldsDetails,
    NoPlace, TooManyPlaces; TooManyWaiting where several groups of theirs wait already.
    """
    named = one_line(name, most=LONGEST_GROUP_NAME)
    group = Group(
        name=named, about=many_lines(about, most=LONGEST_ABOUT), joining=joining, made_on=now.date()
    )
    me = own_name(my_name)
    where = _governments(places)
    with transaction.atomic():
        _check_founder(actor)
        group.save(force_insert=True)
        GroupPlace.objects.bulk_create(
            GroupPlace(group=group, place=place, main=not number)
            for number, place in enumerate(where)
        )
        Membership.objects.create(
            group=group, person=actor, role=Role.LEAD, name=me, joined_in=week_of(now)
        )
        follow_own(actor, GROUP, group.pk)
        hold_new(group, actor=actor, now=now)
        note(group, "found-group", actor=actor, now=now)
    return group


def _check_founder(actor: Person) -> None:
    """Under the lock of their own row, so that two windows at once are counted one by one."""
    person = lock_person(actor)
    if person is None or not is_somebody(person):
        raise MayNot
    if Group.objects.led_by(person).waiting().count() >= MOST_WAITING:
        raise TooManyWaiting


def _governments(places: Sequence[Place]) -> list[Place]:
    """Each government once, in this order; NoPlace, TooManyPlaces."""
    found = list(dict.fromkeys(place.same_as or place for place in places))
    if not found:
        raise NoPlace
    if len(found) > MOST_PLACES:
        raise TooManyPlaces(MOST_PLACES)
    return found


def open_group(group_id: str, *, actor: Person, now: datetime) -> Group:
    """Let everybody see a group that waited; MayNot."""
    with transaction.atomic():
        group = lock_for(group_id, actor, may_decide)
        group.state = State.OPEN
        group.save(update_fields=["state"])
        settle(GROUP, group.pk, CaseState.PUBLISHED, actor=actor, now=now)
        tell_opened(group, actor=actor, now=now)
        note(group, "open-group", actor=actor, now=now, is_public=True)
        for lead in group.members.filter(role=Role.LEAD).select_related("person"):
            note_known(lead.person)
    return group


def decline_group(group_id: str, *, ground: Ground, actor: Person, now: datetime) -> None:
    """Take away a group that waited, and all that was written for it; MayNot.

    Whoever leads it is told the ground.
    """
    with transaction.atomic():
        group = lock_for(group_id, actor, may_decide)
        settle(GROUP, group.pk, CaseState.DECLINED, actor=actor, now=now)
        tell_declined(group, ground=ground, now=now)
        note(group, "decline-group", actor=actor, now=now)
        take_away(group)


def change_group(
    group_id: str, *, name: str, about: str, joining: Joining, actor: Person, now: datetime
) -> Group:
    """What the group is called and says of itself; MayNot, NothingWritten, TooLong.

    Where everybody would see words that must be read first, they wait as a `GroupChange`.
    """
    named = one_line(name, most=LONGEST_GROUP_NAME)
    said = many_lines(about, most=LONGEST_ABOUT)
    with transaction.atomic():
        group = lock_for(group_id, actor, may_change)
        group.joining = joining
        waits = hold_change(group, named, said, actor=actor, now=now)
        if not waits:
            group.name, group.about = named, said
        group.save(update_fields=["name", "about", "joining"])
        _note_change(group, "change-group", actor=actor, now=now)
        if not waits:
            _tell_change(group, actor=actor, now=now)
    return group


def add_place(group_id: str, place: Place, *, actor: Person, now: datetime) -> None:
    """Say that a group works at one place more; the same twice is one.

    Raises MayNot, TooManyPlaces, TooOften; TooFar for one of another region, unless a moderator
    has yet to read the group with all its places.
    """
    government = place.same_as or place
    with transaction.atomic():
        group = lock_for(group_id, actor, may_change)
        if group.places.filter(place=government).exists():
            return
        if group.places.count() >= MOST_PLACES:
            raise TooManyPlaces(MOST_PLACES)
        known = [row.place for row in group.places.select_related("place")]
        if group.state == State.OPEN and not is_near(government, known):
            raise TooFar
        count(_PLACES, group.pk, now=now)
        GroupPlace.objects.create(group=group, place=government)
        _note_change(group, "add-place", actor=actor, now=now, place=government.pk)
        _tell_change(group, actor=actor, now=now)


def remove_place(group_id: str, place: Place, *, actor: Person, now: datetime) -> None:
    """Take a place from a group; the next one is the main one then. MayNot, NoPlace."""
    with transaction.atomic():
        group = lock_for(group_id, actor, may_change)
        others = group.places.exclude(place=place).order_by("-main", "pk")
        found = group.places.filter(place=place).first()
        if found is None:
            return
        if not others:
            raise NoPlace
        found.delete()
        others.filter(pk=others[0].pk).update(main=True)
        _note_change(group, "remove-place", actor=actor, now=now, place=place.pk)
        _tell_change(group, actor=actor, now=now)


def set_parent(group_id: str, parent_id: str | None, *, actor: Person, now: datetime) -> Group:
    """Make a group a part of another, or of none; whoever does leads both.

    Raises MayNot; NoSuchParent for a group that they do not lead, or that is below this one.
    """
    # In one order, so that two who do it at once never wait for each other.
    ids = sorted({group_id, parent_id or group_id})
    with transaction.atomic():
        locked = {each: lock(each) for each in ids}
        group = lock_for(group_id, actor, may_change)
        if parent_id == group.parent_id:
            return group
        parent = locked[parent_id] if parent_id else None
        group.parent = parent
        group.save(update_fields=["parent"])
        _note_change(group, "set-parent", actor=actor, now=now)
        # The head of the log stays locked from here on: of two at once the second sees the first.
        if parent is not None and (
            not may_change(asker_of(parent, actor)) or _is_above(group, parent)
        ):
            raise NoSuchParent
        _tell_change(group, actor=actor, now=now)
    return group


def _is_above(group: Group, other: Group) -> bool:
    """Whether `other` is the group itself or a part of it, however far below."""
    above: str | None = other.pk
    seen: set[str] = set()
    while above is not None and above not in seen:
        if above == group.pk:
            return True
        seen.add(above)
        above = Group.objects.values_list("parent_id", flat=True).get(pk=above)
    return False


def close_group(group_id: str, *, actor: Person, now: datetime) -> None:
    """End a group: its page stays and says so; requests and invitations are gone. MayNot.

    One that still waits for a moderator is taken away: nobody else has seen it.
    """
    with transaction.atomic():
        end_group(lock_for(group_id, actor, may_close), actor=actor, now=now)


def end_group(group: Group, *, actor: Person, now: datetime) -> None:
    """The same for a group that is locked already, whoever asks for it."""
    for kind in (GROUP, CHANGE):
        drop(kind, group.pk, actor=actor, now=now)
    _note_change(group, "close-group", actor=actor, now=now)
    if group.state != State.OPEN:
        take_away(group)
        return
    GroupChange.objects.filter(group=group).delete()
    tell_closed(group, actor=actor, now=now)
    group.state, group.closed_on = State.CLOSED, now.date()
    group.save(update_fields=["state", "closed_on"])
    group.requests.all().delete()
    group.invitations.all().delete()


def take_away(group: Group) -> None:
    """Delete a group, and that anybody follows it."""
    forget_subject(GROUP, group.pk)
    group.delete()


def _note_change(
    group: Group, action: str, *, actor: Person, now: datetime, place: str = ""
) -> None:
    detail: dict[str, object] = {"place": place} if place else {}
    is_public = group.state == State.OPEN
    note(group, action, actor=actor, now=now, detail=detail, is_public=is_public)


def _tell_change(group: Group, *, actor: Person, now: datetime) -> None:
    """Whoever follows it; while it waits for a moderator, there is nothing to tell."""
    if group.state == State.OPEN:
        tell_changed(group, actor=actor, now=now)
