"""Putting one event into somebody's own calendar: links that open a form of theirs, and a file.

What stands in them is what everybody may know of the event, and for whoever comes what they may.
Nothing is asked of another site before somebody opens a link.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import quote_plus, urlencode

from django.conf import settings

from freedomcities.events.asking import page_address
from freedomcities.events.calendars import calendar_text, entry_text
from freedomcities.events.models import Event
from freedomcities.events.saving import calendar_event
from freedomcities.events.shown import where_words
from freedomcities.lib.named_addresses import named_address

_GOOGLE = "https://calendar.google.com/calendar/render"
_OUTLOOK = "https://outlook.live.com/calendar/0/action/compose"
_MOST_ABOUT = 500
"""Longer addresses are cut off by some programs."""


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    """Addresses at Google and at Outlook that open a new entry, filled in."""

    google: str
    outlook: str


def calendar_links(event: Event, *, where: str = "") -> CalendarLinks:
    """The links of an event; `where`: what only whoever comes is told, instead of what all are."""
    site = settings.PUBLIC_URL + page_address(event)
    # The same in both, and long: escaped once.
    title = quote_plus(event.title)
    details = quote_plus(f"{event.about[:_MOST_ABOUT]}\n\n{site}")
    place = quote_plus(where or where_words(event))
    times = "/".join(_basic(each) for each in (event.starts_at, event.ends_at))
    google = urlencode({"action": "TEMPLATE", "dates": times, "ctz": event.time_zone})
    outlook = urlencode(
        {
            "path": "/calendar/action/compose",
            "rru": "addevent",
            "startdt": event.starts_at.astimezone(UTC).isoformat(),
            "enddt": event.ends_at.astimezone(UTC).isoformat(),
        }
    )
    return CalendarLinks(
        google=f"{_GOOGLE}?{google}&text={title}&details={details}&location={place}",
        outlook=f"{_OUTLOOK}?{outlook}&subject={title}&body={details}&location={place}",
    )


def private_calendar(event: Event, *, where: str = "") -> str:
    """The event as a calendar of its own, for whoever comes; the same entry as everybody's."""
    entry = calendar_event(event)
    if where:
        entry = replace(entry, where=where, point=None)
    return calendar_text(
        [(event.pk, entry_text(entry))],
        zones=[event.time_zone],
        site=settings.PUBLIC_URL + named_address("home").rstrip("/"),
        name=event.title,
        page=settings.PUBLIC_URL + page_address(event),
    )


def _basic(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
