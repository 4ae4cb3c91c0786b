"""Letters to all who said yes: of a change, of the end, of a seat, and reminders.

A mailing is begun in the transaction of what it tells. A job writes its letters, some at a time,
and remembers with each batch how far it came: killed in the middle, the next one goes on there,
and nobody is written to twice. Whoever says yes meanwhile knows already, and is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from freedomcities.events.choices import Answer, State, Writes
from freedomcities.events.letters import REMINDERS, write_of_mailing
from freedomcities.events.models import Event, Mailing, SignUp
from freedomcities.events.tasks import write_mailing

BATCH = 100
_BROKE_OFF = timedelta(minutes=2)
_HELD = timedelta(days=550)
"""So far ahead begins what is held: no job takes it up."""
_LASTS = timedelta(days=3)
_ALL_BUT_DECLINED = (Answer.COMES, Answer.WAITS, Answer.ASKS)
_TO_WHOM = {
    Writes.CHANGED: _ALL_BUT_DECLINED,
    Writes.CANCELLED: _ALL_BUT_DECLINED,
    Writes.THANKS: (Answer.COMES, Answer.WALKED_IN, Answer.WAITS),
}
_TO_WHO_COMES = (Answer.COMES,)


def start_mailing(
    event: Event,
    kind: Writes,
    *,
    now: datetime,
    before: Mapping[str, str] | None = None,
    numbers: Sequence[int] = (),
) -> None:
    """Write to those who said yes to a locked event; only to those of these `numbers`, if any."""
    if not event.last_number:
        return
    mailing = Mailing.objects.create(
        event=event,
        kind=kind,
        before=dict(before or {}),
        numbers=list(numbers),
        last=event.last_number,
        begun_at=now,
    )
    write_mailing.enqueue(str(mailing.pk))


def hold_change(event: Event, before: Mapping[str, str], *, now: datetime) -> None:
    """Remember what its time and place were while it waits for a moderator, until it is shown.

    Of several changes what was first counts: that is what everybody has read.
    """
    row = _held(event, now).first() or Mailing(
        event=event, kind=Writes.CHANGED, last=0, begun_at=now + _HELD
    )
    row.before = {**before, **row.before}
    row.save()


def held_change(event: Event, *, now: datetime) -> dict[str, str]:
    """What was remembered so, and is no more; empty where nothing was."""
    found: dict[str, str] = {}
    for row in _held(event, now):
        found |= row.before
        row.delete()
    return found


def drop_mailings(event: Event, *kinds: Writes) -> None:
    """What is true no more is told no more."""
    event.mailings.filter(kind__in=kinds).delete()


def write_all(mailing_id: UUID, *, now: datetime) -> int:
    """Write the letters of a mailing that are left; to how many people now."""
    found = 0
    while (written := _write_batch(mailing_id, now=now)) is not None:
        found += written
    return found


def write_rest(*, now: datetime, most: int = 100) -> int:
    """Go on with what a job left in the middle; how many mailings."""
    Mailing.objects.filter(begun_at__lte=now - _LASTS).delete()
    left = Mailing.objects.filter(begun_at__lte=now - _BROKE_OFF).order_by("begun_at", "pk")
    ids = list(left.values_list("pk", flat=True)[:most])
    for mailing_id in ids:
        write_all(mailing_id, now=now)
    return len(ids)


def _held(event: Event, now: datetime) -> QuerySet[Mailing]:
    return event.mailings.filter(kind=Writes.CHANGED, begun_at__gt=now)


def _write_batch(mailing_id: UUID, *, now: datetime) -> int | None:
    """Write to the next few; None where nobody is left. Two jobs come one after the other."""
    with transaction.atomic():
        mailing = Mailing.objects.select_for_update().filter(pk=mailing_id).first()
        if mailing is None:
            return None
        event = Event.objects.select_related("place").get(pk=mailing.event_id)
        kind = Writes(mailing.kind)
        rows = list(_next_people(mailing)[:BATCH]) if _is_true(kind, event, now=now) else []
        for row in rows:
            write_of_mailing(kind, row, event, mailing.before, now=now)
        if len(rows) < BATCH:
            mailing.delete()
        else:
            mailing.reached = rows[-1].number
            mailing.save(update_fields=["reached"])
    return len(rows)


def _next_people(mailing: Mailing) -> QuerySet[SignUp]:
    rows = SignUp.objects.filter(
        event=mailing.event_id,
        number__gt=mailing.reached,
        number__lte=mailing.last,
        answer__in=_TO_WHOM.get(Writes(mailing.kind), _TO_WHO_COMES),
    )
    if mailing.kind == Writes.THANKS:
        # Of those who waited for a seat, those alone whom a host has seen there.
        rows = rows.exclude(attended=False).exclude(answer=Answer.WAITS, attended=None)
    if mailing.numbers:
        rows = rows.filter(number__in=mailing.numbers)
    return rows.exclude(email_index="").order_by("number")


def _is_true(kind: Writes, event: Event, *, now: datetime) -> bool:
    """Whether what the letters say still holds."""
    if kind == Writes.CANCELLED:
        return event.state == State.CANCELLED
    if kind == Writes.THANKS:
        return event.state == State.PUBLISHED
    if kind in REMINDERS:
        return event.state == State.PUBLISHED and event.starts_at > now
    return event.state != State.CANCELLED and event.ends_at > now
