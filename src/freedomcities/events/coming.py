"""Saying yes to an event without an account, changing one's mind, and what hosts answer.

All of it happens under the lock of the event's row, so that two hundred people at once get ten
seats between them and the others wait in order. Whoever says yes is known by the secret of a
private link; known and unknown addresses make no difference to anything here.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from freedomcities.accounts.counting import Limit, count
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.events.choices import Answer, State, Writes
from freedomcities.events.letters import write_answer
from freedomcities.events.locking import lock, lock_for
from freedomcities.events.models import Event, SignUp
from freedomcities.events.permissions import sees_people
from freedomcities.events.refusals import (
    HasBeen,
    IsCancelled,
    MayNot,
    NoSuchYes,
    NotOnTheMap,
    WasDeclined,
)
from freedomcities.events.seating import (
    Seen,
    answer_to,
    count_in,
    count_out,
    day_of,
    fill_seats,
    keep,
    seen_of,
    take_out,
)
from freedomcities.events.sign_ups import (
    digest_of,
    guest_of,
    id_of,
    read_guest,
    secret_of,
    write_guest,
)
from freedomcities.lib.prepared import Prepared, columns_of, insert, instance_of

AN_HOUR = Limit("say-yes", 50, timedelta(hours=1))
"""So many from one peer."""

_WRITES = {Answer.COMES: Writes.YES, Answer.WAITS: Writes.WAITS, Answer.ASKS: Writes.ASKS}


_known = Prepared(lambda: SignUp.objects.values_list(*columns_of(SignUp)))


class Said(NamedTuple):
    """A sign-up, and the secret of its private link."""

    sign_up: SignUp
    secret: str


def say_yes(
    event_id: str,
    *,
    once: UUID,
    name: str,
    email: str = "",
    note: str = "",
    language: str,
    now: datetime,
    peer: str = "",
) -> Said:
    """Come to an event, wait for a seat, or ask its host; a form that is sent twice counts once.

    `once` is the number that the form carries, `peer` who sends it (none: the site itself); what
    is refused here is not counted. Raises
    what `sign_ups.read_guest` does, TooOften, MayNot, IsCancelled, HasBeen, NotOnTheMap.
    """
    guest = read_guest(name, note=note, email=email)
    row_id = id_of(event_id, once, guest.name)
    secret = secret_of(row_id)
    row = SignUp(
        id=row_id,
        event_id=event_id,
        language=language,
        secret_digest=digest_of(secret),
        answered_on=day_of(now),
    )
    # Sealed before anything is locked: others wait for no more than they must.
    write_guest(row, guest)
    actor = system_actor()
    with transaction.atomic():
        # One transaction, so that the disk is waited for once.
        if peer:
            count(AN_HOUR, peer, now=now)
        event = lock(event_id)
        known = _known.first(row_id)
        if known is not None:
            return Said(instance_of(SignUp, known), secret)
        check_open(event, now=now)
        was = seen_of(event)
        event.last_number += 1
        row.event, row.number = event, event.last_number
        row.answer = Answer.ASKS if event.by_approval else answer_to(event)
        insert(row)
        count_in(event, row.answer)
        write_answer(_WRITES[Answer(row.answer)], row, now=now)
        keep(event, "say-yes", was, actor=actor, now=now)
    return Said(row, secret)


def check_open(event: Event, *, now: datetime) -> None:
    """IsCancelled, NotOnTheMap, HasBeen where nobody can say yes."""
    if event.state == State.CANCELLED:
        raise IsCancelled
    if event.state == State.WAITING:
        raise NotOnTheMap
    if event.ends_at <= now:
        raise HasBeen


def found_yes(secret: str) -> SignUp:
    """What somebody's private link leads to; NoSuchYes."""
    rows = SignUp.objects.filter(secret_digest=digest_of(secret))
    row = rows.select_related("event__place").first()
    if row is None:
        raise NoSuchYes
    return row


def change_yes(secret: str, *, name: str, note: str = "", email: str = "", now: datetime) -> SignUp:
    """Change what one wrote; a new address gets a letter with the private link.

    Raises what `sign_ups.read_guest` does, NoSuchYes, WasDeclined, IsCancelled, NotOnTheMap,
    HasBeen.
    """
    guest = read_guest(name, note=note, email=email)
    with transaction.atomic():
        event, row = lock_yes(secret)
        check_open(event, now=now)
        if row.answer == Answer.DECLINED:
            raise WasDeclined
        is_new_address = guest.email != guest_of(row).email
        write_guest(row, guest)
        row.save(update_fields=["name_sealed", "note_sealed", "email_sealed", "email_index"])
        if is_new_address:
            write_answer(_WRITES[Answer(row.answer)], row, now=now)
        keep(event, "change-yes", seen_of(event), actor=system_actor(), now=now)
    return row


def cancel_yes(secret: str, *, now: datetime) -> None:
    """Come no more: nothing of it is left, and who waits longest has the seat. NoSuchYes."""
    with transaction.atomic():
        event, row = lock_yes(secret)
        was = seen_of(event)
        take_out(event, row, now=now)
        keep(event, "cancel-yes", was, actor=system_actor(), now=now)


def approve(event_id: str, number: int, *, actor: Person, now: datetime) -> SignUp:
    """Let somebody come who asked, or was declined before; without a free seat they wait.

    Raises MayNot, IsCancelled, NotOnTheMap, HasBeen. Nothing happens where they come already.
    """
    with transaction.atomic():
        event, row, was = _lock_for_host(event_id, number, actor)
        check_open(event, now=now)
        if row.answer in {Answer.ASKS, Answer.DECLINED}:
            row.answer, row.answered_on = answer_to(event), day_of(now)
            row.save(update_fields=["answer", "answered_on"])
            count_in(event, row.answer)
            is_in = row.answer == Answer.COMES
            write_answer(Writes.APPROVED if is_in else Writes.WAITS, row, now=now)
            keep(event, "approve-yes", was, actor=actor, now=now)
    return row


def decline(event_id: str, number: int, *, actor: Person, now: datetime) -> SignUp:
    """Tell somebody that they cannot come, whatever they were told before; they learn no reason.

    Raises MayNot, IsCancelled, NotOnTheMap, HasBeen. Nothing happens where it was done before, nor
    to whoever has walked in.
    """
    with transaction.atomic():
        event, row, was = _lock_for_host(event_id, number, actor)
        check_open(event, now=now)
        if row.answer not in {Answer.DECLINED, Answer.WALKED_IN}:
            count_out(event, row.answer)
            row.answer, row.answered_on = Answer.DECLINED, day_of(now)
            row.save(update_fields=["answer", "answered_on"])
            row.roles.all().delete()
            write_answer(Writes.DECLINED, row, now=now)
            fill_seats(event, now=now)
            keep(event, "decline-yes", was, actor=actor, now=now)
    return row


def remove_sign_up(event_id: str, number: int, *, actor: Person, now: datetime) -> None:
    """Delete a sign-up as its host, such as one of nobody; no letter is written. MayNot."""
    with transaction.atomic():
        event, row, was = _lock_for_host(event_id, number, actor)
        take_out(event, row, now=now)
        keep(event, "remove-yes", was, actor=actor, now=now)


def lock_yes(secret: str) -> tuple[Event, SignUp]:
    """The event and what the link leads to, read under its lock; NoSuchYes."""
    try:
        event = lock(found_yes(secret).event_id)
    except MayNot:
        raise NoSuchYes from None
    # Somebody else may have deleted it meanwhile.
    row = event.sign_ups.filter(secret_digest=digest_of(secret)).first()
    if row is None:
        raise NoSuchYes
    return event, row


def _lock_for_host(event_id: str, number: int, actor: Person) -> tuple[Event, SignUp, Seen]:
    event = lock_for(event_id, actor, sees_people)
    row = event.sign_ups.filter(number=number).first()
    if row is None:
        raise MayNot
    return event, row, seen_of(event)
