"""Reminding those who come: looked for every minute by the clock of jobs, written as a mailing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from freedomcities.events.choices import State, Writes
from freedomcities.events.locking import lock
from freedomcities.events.mailings import start_mailing
from freedomcities.events.models import Event
from freedomcities.events.refusals import MayNot
from freedomcities.events.reminders import FARTHEST, ON_THE_DAY, reminders_due


def remind(*, now: datetime) -> int:
    """Begin the reminders whose hour has come; of how many events.

    What should have left while the site stood still leaves once, as the later of the two. Nobody
    is reminded of what is cancelled, or waits for a moderator.
    """
    soon = Event.objects.filter(
        state=State.PUBLISHED,
        reminded__lt=ON_THE_DAY,
        starts_at__gt=now,
        starts_at__lte=now + FARTHEST,
    )
    due = [each.pk for each in soon if _due(each, now) > each.reminded]
    return sum(_remind_of(event_id, now=now) for event_id in due)


def _remind_of(event_id: str, *, now: datetime) -> bool:
    with transaction.atomic():
        try:
            event = lock(event_id)
        except MayNot:
            return False
        # Another process may have been faster, or its host have changed it.
        due = _due(event, now)
        if event.state != State.PUBLISHED or due <= event.reminded or event.starts_at <= now:
            return False
        event.reminded = due
        event.save(update_fields=["reminded"])
        kind = Writes.TODAY if due == ON_THE_DAY else Writes.TOMORROW
        start_mailing(event, kind, now=now)
    return True


def _due(event: Event, now: datetime) -> int:
    return reminders_due(event.starts_at, event.time_zone, now=now)
