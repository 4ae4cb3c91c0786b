"""Whether an event has begun, before everybody's eyes: from then on there is something to tell."""

from __future__ import annotations

from datetime import datetime

from freedomcities.events.choices import State
from freedomcities.events.models import Event
from freedomcities.events.refusals import HasNotBeen, IsCancelled, NotOnTheMap


def has_begun(event: Event, *, now: datetime) -> bool:
    """Whether it is on the map and its first hour has come."""
    return event.state == State.PUBLISHED and event.starts_at <= now


def check_has_begun(event: Event, *, now: datetime) -> None:
    """The same as a refusal: IsCancelled, NotOnTheMap, HasNotBeen."""
    if event.state == State.CANCELLED:
        raise IsCancelled
    if event.state == State.WAITING:
        raise NotOnTheMap
    if event.starts_at > now:
        raise HasNotBeen
