"""Writes about events; what moderators decide has a module of its own, `moderating`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from freedomcities.accounts.models import Person
from freedomcities.events.choices import Answer, HostRole, State, What, Where, Writes
from freedomcities.events.drafts import Draft, draft_of, fill, place_words
from freedomcities.events.holding import WORDS, hold_new, hold_words, look_at, texts_of
from freedomcities.events.letters import REMINDERS, write_off
from freedomcities.events.locking import lock_for, note
from freedomcities.events.mailings import drop_mailings, held_change, hold_change, start_mailing
from freedomcities.events.models import (
    LONGEST_REASON,
    Change,
    Event,
    EventGroup,
    EventWords,
    Host,
)
from freedomcities.events.news import (
    EVENT,
    RECAP,
    RECAP_WORDS,
    tell_cancelled,
    tell_changed,
    tell_on_the_map,
)
from freedomcities.events.once import event_id
from freedomcities.events.permissions import is_somebody, may_cancel, may_change
from freedomcities.events.photos import drop_photos
from freedomcities.events.refusals import (
    ChangedTooOften,
    IsOver,
    MayNot,
    NoteHoldsDetails,
    SayWhy,
    TooManyRepeats,
    TooManyWaiting,
)
from freedomcities.events.reminders import reminders_due
from freedomcities.events.saving import save
from freedomcities.events.seating import COUNTS, fill_seats, seat_anew
from freedomcities.groups.choices import State as GroupState
from freedomcities.groups.locking import lock_person
from freedomcities.groups.models import Group, Membership, fresh_id
from freedomcities.groups.permissions import LETTING_IN
from freedomcities.groups.texts import one_line, own_name
from freedomcities.lib.dates import day_of
from freedomcities.moderation.acquaintance import is_known
from freedomcities.moderation.operations import drop
from freedomcities.moderation.private_details import kinds_in
from freedomcities.notices.operations import follow_own, forget_subject

MOST_IN_SERIES = 26
MOST_WAITING = 5
MOST_CHANGES = 12
"""Of its time or place, in a day."""


def put_on_map(
    draft: Draft,
    *,
    my_name: str,
    group_id: str = "",
    repeats: int = 1,
    every_days: int = 7,
    once: UUID | None = None,
    actor: Person,
    now: datetime,
) -> list[Event]:
    """Put an event on the map, or a series of `repeats` events, each `every_days` later.

    Whoever does it hosts it, as `my_name`; `group_id` is a group that they lead or organize. One
    by somebody new waits for a moderator, as do words with private details. `once` is the number of
    the form: sent twice, it answers with what it made. Raises what `drafts.fill` does, MayNot for
    another's group, TooManyRepeats, TooManyWaiting.
    """
    if not 1 <= repeats <= MOST_IN_SERIES:
        raise TooManyRepeats(MOST_IN_SERIES)
    named = own_name(my_name)
    with transaction.atomic():
        person = lock_person(actor)
        if person is None or not is_somebody(person):
            raise MayNot
        drafts = [_later(draft, number * every_days) for number in range(repeats)]
        ids = [_id_of(each, person, once or uuid4()) for each in drafts]
        if known := list(Event.objects.filter(pk__in=ids).order_by("starts_at", "pk")):
            return known
        group = _own_group(group_id, person) if group_id else None
        _check_room(person)
        made, series = [], fresh_id() if repeats > 1 else ""
        for each, new_id in zip(drafts, ids, strict=True):
            event = Event(id=new_id, made_on=day_of(now), series=series)
            fill(event, each, now=now)
            _put(event, named, group, actor=person, now=now)
            made.append(event)
        # A series is read once: the others of it wait with the first.
        if not hold_new(made[0], named, actor=person, now=now):
            for event in made:
                show(event, actor=person, now=now)
    return made


def _id_of(draft: Draft, person: Person, once: UUID) -> str:
    """Of the same form sent twice the same; of one that was written anew meanwhile another."""
    return event_id(person.pk, once, f"{draft.title}\n{draft.day}\n{draft.begin}")


def _later(draft: Draft, days: int) -> Draft:
    return replace(draft, day=draft.day + timedelta(days=days))


def _put(event: Event, named: str, group: Group | None, *, actor: Person, now: datetime) -> None:
    save(event, now=now)
    Host.objects.create(event=event, person=actor, role=HostRole.MAIN, name=named)
    if group is not None:
        EventGroup.objects.create(event=event, group=group, main=True)
    follow_own(actor, EVENT, event.pk)
    note(event, "put-on-map", actor=actor, now=now)


def show(event: Event, *, actor: Person, now: datetime) -> None:
    """Let everybody see a locked or new event, and tell who wants to know."""
    event.state = State.PUBLISHED
    # It may have been on the map before, and seats have been given back since.
    fill_seats(event, now=now)
    event.save(update_fields=["state", *COUNTS])
    note(event, "publish-event", actor=actor, now=now, is_public=True)
    before = _still_other(event, held_change(event, now=now))
    if event.ends_at <= now:
        return
    tell_on_the_map(event, actor=actor, now=now)
    if before:
        _tell_before(event, before, actor=actor, now=now)


def _still_other(event: Event, before: dict[str, str]) -> dict[str, str]:
    """What of its time and place before it waited is not so any more."""
    current = {What.TIME.value: _moments(event), What.PLACE.value: place_words(event)}
    return {what: text for what, text in before.items() if text != current[what]}


def _moments(event: Event) -> str:
    return f"{event.starts_at.isoformat()}/{event.ends_at.isoformat()}"


def change_event(event_id: str, draft: Draft, *, actor: Person, now: datetime) -> Event:
    """Write an event anew; MayNot, IsOver, ChangedTooOften, and what `drafts.fill` raises.

    Of a published one everybody sees what its time and place were before; those who follow it,
    and those who said yes, are told. New words that must be read first wait, and the old ones stay.
    """
    with transaction.atomic():
        # Whoever is erased at the same moment leaves no words behind that wait.
        lock_person(actor)
        event = lock_for(event_id, actor, may_change)
        _check_ahead(event, now)
        words, was, was_at = texts_of(event), draft_of(event), place_words(event)
        span = _moments(event)
        fill(event, draft, now=now)
        hold_words(event, words, actor=actor, now=now)
        before = {}
        if _time(draft_of(event)) != _time(was):
            before[What.TIME.value] = span
        if _spot(draft_of(event)) != _spot(was):
            before[What.PLACE.value] = was_at
        if event.address != was.address:
            look_at(event, event.address, actor=actor, now=now)
        event.sequence += 1
        if What.TIME.value in before:
            # Whoever is told of the new time now is not reminded of it in the same hour.
            event.reminded = reminders_due(event.starts_at, event.time_zone, now=now)
            drop_mailings(event, *REMINDERS)
        seat_anew(event, was_home=was.where == Where.HOME, now=now)
        save(event, now=now)
        is_public = event.state == State.PUBLISHED
        if is_public and before:
            _check_changes(event, now)
            _tell_before(event, before, actor=actor, now=now)
        elif before and event.last_number:
            # It was on the map, and people know the time and place of then.
            hold_change(event, before, now=now)
        note(event, "change-event", actor=actor, now=now, is_public=is_public)
    return event


def _check_changes(event: Event, now: datetime) -> None:
    """Nobody is flooded with letters, nor the page with what it said before."""
    if event.changes.filter(changed_on=day_of(now)).count() >= MOST_CHANGES:
        raise ChangedTooOften(MOST_CHANGES)


def _tell_before(event: Event, before: dict[str, str], *, actor: Person, now: datetime) -> None:
    """Its page says what its time or place was before, and people are written to."""
    Change.objects.bulk_create(
        Change(event=event, what=what, before=text, changed_on=day_of(now))
        for what, text in before.items()
    )
    tell_changed(event, before, actor=actor, now=now)
    start_mailing(event, Writes.CHANGED, before=before, now=now)


def cancel_event(event_id: str, *, because: str, actor: Person, now: datetime) -> Event:
    """Cancel an event; it stays to be seen, with the reason.

    Raises MayNot, IsOver, SayWhy, TooLong, NoteHoldsDetails.

    One that waits for a moderator is taken away with all that was written for it.
    """
    reason = one_line(because, most=LONGEST_REASON, required=False)
    with transaction.atomic():
        event = lock_for(event_id, actor, may_cancel)
        _check_ahead(event, now)
        if event.state == State.WAITING:
            note(event, "cancel-event", actor=actor, now=now)
            take_away(event, actor=actor, now=now)
            return event
        if not reason:
            raise SayWhy
        if kinds_in(reason):
            # Everybody reads it at once, and people are written to.
            raise NoteHoldsDetails
        event.state, event.cancelled_because = State.CANCELLED, reason
        event.sequence += 1
        if EventWords.objects.filter(event=event).delete()[0]:
            drop(WORDS, event.pk, actor=actor, now=now)
        drop_photos(event, actor=actor, now=now)
        save(event, now=now)
        note(event, "cancel-event", actor=actor, now=now, is_public=True)
        tell_off(event, actor=actor, now=now)
        look_at(event, reason, actor=actor, now=now)
    return event


def tell_off(event: Event, *, actor: Person, now: datetime) -> None:
    """A locked event is cancelled: those who follow it are told, and those who said yes."""
    drop_mailings(event, *Writes)
    tell_cancelled(event, actor=actor, now=now)
    start_mailing(event, Writes.CANCELLED, now=now)


def take_away(event: Event, *, actor: Person, now: datetime) -> None:
    """Delete a locked event and all that waits for it; nothing of it is left but the log.

    Whoever said yes while it was on the map is told that it will not be.
    """
    if event.ends_at > now and event.state != State.CANCELLED:
        for row in event.sign_ups.exclude(answer=Answer.DECLINED).iterator():
            write_off(row, now=now)
    for kind in (EVENT, WORDS, RECAP, RECAP_WORDS):
        drop(kind, event.pk, actor=actor, now=now)
    drop_photos(event, actor=actor, now=now)
    forget_subject(EVENT, event.pk)
    event.delete()


def _own_group(group_id: str, person: Person) -> Group:
    """An open group that somebody leads or organizes; MayNot."""
    rows = Membership.objects.filter(person=person, group=group_id, role__in=LETTING_IN)
    member = rows.filter(group__state=GroupState.OPEN).select_related("group").first()
    if member is None:
        raise MayNot
    return member.group


def _check_room(person: Person) -> None:
    """Under the lock of their own row, so that two windows at once are counted one by one."""
    if is_known(person):
        return
    series = Event.objects.hosted_by(person).waiting().exclude(series="")
    alone = Event.objects.hosted_by(person).waiting().filter(series="").count()
    if alone + series.values("series").distinct().count() + 1 > MOST_WAITING:
        raise TooManyWaiting


def _check_ahead(event: Event, now: datetime) -> None:
    if event.state == State.CANCELLED or event.ends_at <= now:
        raise IsOver


def _time(draft: Draft) -> tuple[object, ...]:
    return draft.day, draft.begin, draft.end, draft.place.time_zone


def _spot(draft: Draft) -> tuple[object, ...]:
    return draft.where, draft.place.pk, draft.venue, draft.address, draft.link
