"""What everybody finds: the events, and an event's page."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.accounts.answering import viewer_of
from freedomcities.accounts.models import Person
from freedomcities.events.addresses import page_at
from freedomcities.events.after import page_after
from freedomcities.events.around_list import around_list
from freedomcities.events.asking import desk_address, shown_event
from freedomcities.events.calendar_links import calendar_links
from freedomcities.events.card_views import picture_address
from freedomcities.events.choices import State, Where
from freedomcities.events.embedding import event_frame, oembed_address
from freedomcities.events.feed_links import (
    feed_path,
    links_of_event,
)
from freedomcities.events.feed_pages import absolute
from freedomcities.events.filters import filters_html
from freedomcities.events.kit_shown import open_roles
from freedomcities.events.linked_data import linked_data
from freedomcities.events.listed import listed
from freedomcities.events.locking import asker_of
from freedomcities.events.models import Event
from freedomcities.events.news import EVENT
from freedomcities.events.page_reads import groups_of
from freedomcities.events.permissions import hosts
from freedomcities.events.photos_shown import photos_of
from freedomcities.events.question import Question, read_question
from freedomcities.events.shown import coming_of, shown, when_of
from freedomcities.groups.asked_place import address_for
from freedomcities.lib.access import audience
from freedomcities.lib.named_addresses import named_address
from freedomcities.moderation.subjects import report_address
from freedomcities.ui.parts import Crumb

_FIRST = 10
_SUMMARY = 120


@audience("public")
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """The events to come, near a place or everywhere, narrowed by filters.

    A filter that means nothing is named in a sentence and left out; the status is then 400.
    """
    question = read_question(request.GET)
    now = datetime.now(UTC)
    viewer = viewer_of(request)
    context = {
        "question": question,
        "asked": question.asked,
        "listed": listed(question, request.GET.get("page", ""), now=now),
        "filters": filters_html(question),
        "hidden": _hidden(question),
        "chosen": len(question.parameters(without=("place", "near", "group"))),
        "own": _own(viewer, now) if viewer else [],
        "start": _start_address(question),
        "around": around_list(question),
    }
    return render(request, "events/events.html", context, status=400 if question.wrong else 200)


@audience("public")
@require_safe
def event(request: HttpRequest, event_id: str) -> HttpResponse:
    """An event as visitors see it: of a private home its area alone."""
    found_event = shown_event(request, event_id)
    groups = groups_of(found_event)
    viewer = viewer_of(request)
    now = datetime.now(UTC)
    is_public = found_event.state != State.WAITING
    context: dict[str, object] = {
        "event": found_event,
        "shown": shown(found_event, groups, now=now),
        "summary": Truncator(found_event.about).chars(_SUMMARY),
        "coming": coming_of(found_event),
        "photos": photos_of(found_event) if found_event.starts_at <= now else (),
        "groups": groups,
        "open_roles": open_roles(found_event) if found_event.ends_at > now else [],
        "is_host": viewer is not None and hosts(asker_of(found_event, viewer)),
        "report": report_address(EVENT, found_event.pk) if is_public else "",
        "calendars": calendar_links(found_event),
        "calendar_file": feed_path("event_ics", {}, found_event.pk),
        "feeds": links_of_event(found_event) if is_public else [],
        "linked": linked_data(found_event, groups) if is_public else "",
        "crumbs": [Crumb(_("Events"), named_address("events:events")), Crumb(found_event.title)],
        **page_after(found_event, now=now),
    }
    if is_public:
        context |= _to_share(found_event)
        page = absolute(page_at(found_event.pk))
        context |= {"frame": event_frame(found_event), "oembed": oembed_address(page)}
    return render(request, "events/event.html", context)


def _to_share(event: Event) -> dict[str, object]:
    """The event as a picture, and as words for a message."""
    return {
        # A home is passed on from one to another, and not put before everybody.
        "is_home": event.where == Where.HOME,
        "wide_picture": picture_address(event, "wide"),
        "square_picture": picture_address(event, "square"),
        "share_url": absolute(page_at(event.pk)),
        "share_words": f"{event.title}, {when_of(event).day}",
    }


def _own(viewer: Person, now: datetime) -> list[dict[str, object]]:
    """What somebody hosts, with its desk: what is to come, then what has just been."""
    rows = Event.objects.hosted_by(viewer).on_desks(now)
    ahead = rows.filter(ends_at__gt=now)[:_FIRST]
    over = rows.filter(ends_at__lte=now).reverse()[:_FIRST]
    return [
        {
            "title": row.title,
            "day": when_of(row).day,
            "address": desk_address(row),
            "is_over": row.ends_at <= now,
        }
        for row in (*ahead, *over)
    ]


def _start_address(question: Question) -> str:
    place = question.asked.place
    return address_for(place, "events:new") if place else named_address("events:new")


def _hidden(question: Question) -> dict[str, str]:
    """What the form of the filters carries along: where, and whose."""
    kept = ("place", "near", "access", "group")
    given = question.parameters()
    return {name: given[name] for name in kept if name in given}
