"""Saving an event: what calendars read of it is written with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from freedomcities.events.calendars import CalendarEvent, entry_text
from freedomcities.events.choices import State, Where
from freedomcities.events.drafts import place_words
from freedomcities.events.models import Event

_SECOND = timedelta(seconds=1)


def save(event: Event, *, now: datetime) -> None:
    """Store the event with what calendars read of it; its row is locked, or is new.

    Of two changes within a second the later has the next second: whoever keeps what was made of
    an event knows by `changed_at` that it is another.
    """
    is_new = event._state.adding  # noqa: SLF001 whether a row is there already
    before = None if is_new else event.changed_at
    event.changed_at = now.replace(microsecond=0)
    if before is not None:
        event.changed_at = max(event.changed_at, before + _SECOND)
    event.calendar_text = entry_text(calendar_event(event))
    event.save()


def calendar_event(event: Event) -> CalendarEvent:
    """What calendars are told: nothing that its page hides."""
    has_point = event.where in {Where.VENUE, Where.HOME}
    return CalendarEvent(
        id=event.pk,
        title=event.title,
        about=event.about,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        zone=event.time_zone,
        where="" if event.where == Where.ONLINE else place_words(event),
        point=(round(event.latitude, 4), round(event.longitude, 4)) if has_point else None,
        sequence=event.sequence,
        changed_at=event.changed_at,
        is_cancelled=event.state == State.CANCELLED,
    )
