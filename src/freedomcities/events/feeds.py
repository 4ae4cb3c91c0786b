"""The events for programs, beside the pages that they mirror, in place of the last slash.

Those of a group and of a place stand beside their pages: see `feeds_beside`. Each reads the
question of its page, holds at most `feed_pages.MOST` events, and names the next part in a `Link`
header. All of it is public; ``?lang=es`` gives Spanish words and addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.events.addresses import page_at
from freedomcities.events.asking import public_event
from freedomcities.events.calendars import CONTENT_TYPE as CALENDAR
from freedomcities.events.calendars import calendar_text
from freedomcities.events.feed_pages import (
    Asked,
    Part,
    Sliceable,
    absolute,
    next_address,
    part_of,
    previous_address,
    read_asked,
)
from freedomcities.events.feed_texts import (
    Frame,
    atom_entry,
    atom_text,
    csv_line,
    csv_text,
    feature_text,
    geojson_text,
)
from freedomcities.events.kept_texts import Key, keys_of, texts_of
from freedomcities.events.question import Question, found, found_for_calendars
from freedomcities.lib.access import audience
from freedomcities.lib.named_addresses import named_address

GEOJSON = "application/geo+json"
ATOM = "application/atom+xml; charset=utf-8"
CSV = "text/csv; charset=utf-8"
# What is public may be read from any site's page: no cookie comes with it.
FOR_ANY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}

Asks = Callable[[Question], Sliceable[Any]]
Make = Callable[[HttpRequest, Question, Part[Any]], str]
CalendarRow = tuple[str, str, str]
_FOR_CALENDARS = ("pk", "time_zone", "calendar_text")


@dataclass(frozen=True, slots=True)
class Feed:
    """A kind of feed: which rows answer a question, and what is made of a page of them."""

    content_type: str
    asks: Asks
    make: Make


@audience("public")
@require_safe
def events_ics(request: HttpRequest) -> HttpResponse:
    """A calendar to subscribe to. Cancelled ones stay in it for a month, so that all hear it."""
    return answer_feed(request, "ics", request.GET)


@audience("public")
@require_safe
def events_geojson(request: HttpRequest) -> HttpResponse:
    """Points for a map."""
    return answer_feed(request, "geojson", request.GET)


@audience("public")
@require_safe
def events_csv(request: HttpRequest) -> HttpResponse:
    """A table."""
    return answer_feed(request, "csv", request.GET)


@audience("public")
@require_safe
def events_atom(request: HttpRequest) -> HttpResponse:
    """What is new: the events that were put there or changed last come first."""
    return answer_feed(request, "atom", request.GET)


@audience("public")
@require_safe
def event_ics(_request: HttpRequest, event_id: str) -> HttpResponse:
    """One event for a calendar; it is there as long as its page."""
    event = public_event(event_id)
    row = (event.pk, event.time_zone, event.calendar_text)
    page = absolute(page_at(event.pk))
    return _file(_calendar([row], name=event.title, page=page), CALENDAR, f"{event.pk}.ics")


@audience("public")
@require_safe
def event_atom(request: HttpRequest, event_id: str) -> HttpResponse:
    """One event as a feed: its entry changes when its time, place or words do."""
    event = public_event(event_id)
    frame = Frame(
        title=event.title,
        query=f"/{event.pk}/changes",
        page=absolute(page_at(event.pk)),
        address=absolute(request.get_full_path()),
        latest=event.changed_at,
    )
    entries = texts_of([Key(event.pk, event.changed_at)], atom_entry, groups=False)
    return _file(atom_text(entries, frame), ATOM, f"{event.pk}.atom")


@audience("public")
@require_safe
def event_geojson(_request: HttpRequest, event_id: str) -> HttpResponse:
    """One event as a point."""
    event = public_event(event_id)
    (text,) = texts_of([Key(event.pk, event.changed_at)], feature_text)
    return _file(f"{text}\n", GEOJSON, f"{event.pk}.geojson")


def title_of(question: Question) -> str:
    """What the events of a question are called."""
    if question.label:
        return _("Events near %(place)s") % {"place": question.label}
    if question.group:
        return _("Events of %(group)s") % {"group": question.group.name}
    return _("Events")


def page_of(question: Question) -> str:
    """The whole address of the page that shows the same."""
    return absolute(named_address("events:events") + question.query())


def answer_feed(request: HttpRequest, ending: str, parameters: Mapping[str, str]) -> HttpResponse:
    """A page of the feed with this ending, for the question in these parameters."""
    feed = _FEEDS[ending]
    asked = read_asked(parameters)
    if not isinstance(asked, Asked):
        return asked
    part = part_of(feed.asks(asked.question), asked.number)
    text = feed.make(request, asked.question, part)
    response = _file(text, feed.content_type, f"events.{ending}")
    if following := next_address(request, part):
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def _rows_for_calendars(question: Question) -> Sliceable[CalendarRow]:
    events = found_for_calendars(question, now=datetime.now(UTC))
    return events.values_list(*_FOR_CALENDARS)


def _next_ones(question: Question) -> Sliceable[Key]:
    return keys_of(found(question, now=datetime.now(UTC)))


def _latest_ones(question: Question) -> Sliceable[Key]:
    return keys_of(found(question, now=datetime.now(UTC)).latest_changed())


def _ics(_request: HttpRequest, question: Question, part: Part[CalendarRow]) -> str:
    return _calendar(part.rows, name=title_of(question), page=page_of(question))


def _geojson(_request: HttpRequest, _question: Question, part: Part[Key]) -> str:
    return geojson_text(texts_of(part.rows, feature_text))


def _csv(_request: HttpRequest, _question: Question, part: Part[Key]) -> str:
    return csv_text(texts_of(part.rows, csv_line))


def _atom(request: HttpRequest, question: Question, part: Part[Key]) -> str:
    frame = Frame(
        title=title_of(question),
        query=question.query(),
        page=page_of(question),
        address=absolute(request.get_full_path()),
        latest=max((key.changed_at for key in part.rows), default=None),
        previous=previous_address(request, part),
        following=next_address(request, part),
    )
    return atom_text(texts_of(part.rows, atom_entry, groups=False), frame)


def _calendar(rows: Sequence[CalendarRow], *, name: str, page: str) -> str:
    return calendar_text(
        [(event_id, text) for event_id, _zone, text in rows],
        zones={zone for _id, zone, _text in rows},
        site=absolute(named_address("home").rstrip("/")),
        name=name,
        page=page,
    )


def _file(text: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=content_type)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    for header, value in FOR_ANY_SITE.items():
        response.headers[header] = value
    return response


_FEEDS = {
    "ics": Feed(CALENDAR, _rows_for_calendars, _ics),
    "atom": Feed(ATOM, _latest_ones, _atom),
    "geojson": Feed(GEOJSON, _next_ones, _geojson),
    "csv": Feed(CSV, _next_ones, _csv),
}
