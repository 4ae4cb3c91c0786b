"""Events as calendars read them: RFC 5545, made when an event is saved, put together when asked.

A feed is its head, the zones that its events name, and the text of each event. The text leaves
the address of the site out, which is filled in when the feed is put together: a site may move.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from icalendar import Calendar, Timezone
from icalendar import Event as Entry

from freedomcities.events.clock import zone_of

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Freedom Cities//Events//EN"
_HOST = "events.freedomcities"
_SITE = "\x1a"  # people cannot write it: texts are kept without control characters
_FOLD = "\r\n "
_MOST_OCTETS = 74
_REFRESH = timedelta(hours=1)
_FIRST_DAY, _LAST_DAY = date(2025, 1, 1), date(2037, 1, 1)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """What calendars are told of an event. `where` and `point` are what everybody may know."""

    id: str
    title: str
    about: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    where: str
    point: tuple[float, float] | None
    sequence: int
    changed_at: datetime
    is_cancelled: bool = False


def uid_of(event_id: str) -> str:
    """The id of an event in every calendar, for ever."""
    return f"{event_id}@{_HOST}"


def entry_text(event: CalendarEvent) -> str:
    """The VEVENT of an event, with a mark where the site's own address belongs."""
    zone = zone_of(event.zone)
    entry = Entry()
    entry.add("uid", uid_of(event.id))
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", event.changed_at.astimezone(UTC))
    entry.add("last-modified", event.changed_at.astimezone(UTC))
    entry.add("dtstart", event.starts_at.astimezone(zone))
    entry.add("dtend", event.ends_at.astimezone(zone))
    entry.add("summary", event.title)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    if event.where:
        entry.add("location", event.where)
    if event.point:
        entry.add("geo", event.point)
    # Last, so that what is filled in begins a line of its own.
    entry.add("description", f"{event.about}\n\n{_SITE}")
    text: str = entry.to_ical(sorted=False).decode()
    return text.replace("END:VEVENT", f"URL:{_SITE}\r\nEND:VEVENT")


def calendar_text(
    texts: Iterable[tuple[str, str]], *, zones: Iterable[str], site: str, name: str, page: str
) -> str:
    """A calendar of events: `texts` are pairs of an id and what `entry_text` made of it.

    `site` is the address of the site without a slash at its end, `page` the whole address of the
    page that the calendar mirrors, `name` what it is called.
    """
    head = Calendar()
    head.add("prodid", PRODUCT)
    head.add("version", "2.0")
    head.add("calscale", "GREGORIAN")
    head.add("method", "PUBLISH")
    head.add("name", name)
    head.add("x-wr-calname", name)
    head.add("url", page)
    head.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
    head.add("x-published-ttl", "PT1H")
    begin, _end, rest = head.to_ical(sorted=False).decode().partition("END:VCALENDAR")
    parts = [begin, *(_zone_text(zone) for zone in sorted(set(zones)))]
    for id_, text in texts:
        address = _folded(f"{site}/events/{id_}/")
        parts.append(text.replace(_SITE, address))
    return "".join([*parts, "END:VCALENDAR", rest])


@cache
def _zone_text(zone: str) -> str:
    """The VTIMEZONE of a zone, for the years that events can be in."""
    years = Timezone.from_tzid(zone, first_date=_FIRST_DAY, last_date=_LAST_DAY)
    text: str = years.to_ical(sorted=False).decode()
    return text


def _folded(address: str) -> str:
    """An address on lines of its own, after whatever its property begins with."""
    pieces = [address[at : at + _MOST_OCTETS] for at in range(0, len(address), _MOST_OCTETS)]
    return "".join(f"{_FOLD}{piece}" for piece in pieces)
