"""The events for programs, beside the pages that they mirror, in place of the last slash.

Each reads the question of its page, holds at most `feed_pages.MOST` events, and names the next
part in a `Link` header. All of it is public; ``?lang=es`` gives Spanish words and addresses.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.events.calendars import CONTENT_TYPE as CALENDAR
from freedomcities.events.calendars import calendar_text
from freedomcities.events.feed_pages import (
    Asked,
    Part,
    absolute,
    next_address,
    part_of,
    previous_address,
    read_asked,
)
from freedomcities.events.feed_texts import (
    Frame,
    atom_text,
    csv_text,
    feature_text,
    geojson_text,
)
from freedomcities.events.models import Event
from freedomcities.events.querysets import EventQuerySet
from freedomcities.events.question import Question, found, found_for_calendars
from freedomcities.lib.access import audience

GEOJSON = "application/geo+json"
ATOM = "application/atom+xml; charset=utf-8"
CSV = "text/csv; charset=utf-8"
# What is public may be read from any site's page: no cookie comes with it.
FOR_ANY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}

Make = Callable[[HttpRequest, Question, Part[Event]], str]


@audience("public")
@require_safe
def events_ics(request: HttpRequest) -> HttpResponse:
    """A calendar to subscribe to. Cancelled ones stay in it for a month, so that all hear it."""

    def make(_request: HttpRequest, question: Question, part: Part[Event]) -> str:
        return _calendar(part.rows, name=title_of(question), page=page_of(question))

    def rows(question: Question) -> EventQuerySet:
        return found_for_calendars(question, now=datetime.now(UTC)).for_calendar_text()

    return _answer(request, CALENDAR, "ics", rows, make)


@audience("public")
@require_safe
def events_geojson(request: HttpRequest) -> HttpResponse:
    """Points for a map."""
    return _answer(
        request, GEOJSON, "geojson", _found, lambda _r, _q, part: geojson_text(part.rows)
    )


@audience("public")
@require_safe
def events_csv(request: HttpRequest) -> HttpResponse:
    """A table."""
    return _answer(request, CSV, "csv", _found, lambda _r, _q, part: csv_text(part.rows))


@audience("public")
@require_safe
def events_atom(request: HttpRequest) -> HttpResponse:
    """What is new: the events that were put there or changed last come first."""

    def make(request: HttpRequest, question: Question, part: Part[Event]) -> str:
        frame = Frame(
            title=title_of(question),
            query=question.query(),
            page=page_of(question),
            address=absolute(request.get_full_path()),
            previous=previous_address(request, part),
            following=next_address(request, part),
        )
        return atom_text(part.rows, frame)

    return _answer(request, ATOM, "atom", lambda each: _found(each).latest_changed(), make)


@audience("public")
@require_safe
def event_ics(_request: HttpRequest, event_id: str) -> HttpResponse:
    """One event for a calendar; it is there as long as its page."""
    event = _public(Event.objects.for_calendar_text(), event_id)
    page = absolute(reverse("events:event", args=[event.pk]))
    return _file(_calendar([event], name=event.title, page=page), CALENDAR, f"{event.pk}.ics")


@audience("public")
@require_safe
def event_geojson(_request: HttpRequest, event_id: str) -> HttpResponse:
    """One event as a point."""
    event = _public(Event.objects.select_related("place"), event_id)
    return _file(feature_text(event), GEOJSON, f"{event.pk}.geojson")


def title_of(question: Question) -> str:
    """What the events of a question are called."""
    if question.label:
        return _("Events near %(place)s") % {"place": question.label}
    return _("Events")


def page_of(question: Question) -> str:
    """The whole address of the page that shows the same."""
    return absolute(reverse("events:events") + question.query())


def _found(question: Question) -> EventQuerySet:
    return found(question, now=datetime.now(UTC)).with_places()


def _public(events: EventQuerySet, event_id: str) -> Event:
    event = events.visible_to(None).filter(pk=event_id).first()
    if event is None:
        raise Http404
    return event


def _answer(
    request: HttpRequest,
    content_type: str,
    ending: str,
    rows: Callable[[Question], EventQuerySet],
    make: Make,
) -> HttpResponse:
    asked = read_asked(request.GET)
    if not isinstance(asked, Asked):
        return asked
    part = part_of(rows(asked.question), asked.number)
    response = _file(make(request, asked.question, part), content_type, f"events.{ending}")
    if following := next_address(request, part):
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def _calendar(events: list[Event], *, name: str, page: str) -> str:
    return calendar_text(
        [(event.pk, event.calendar_text) for event in events],
        zones={event.time_zone for event in events},
        site=absolute(reverse("home").rstrip("/")),
        name=name,
        page=page,
    )


def _file(text: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=content_type)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    for header, value in FOR_ANY_SITE.items():
        response.headers[header] = value
    return response
