"""What everybody finds: the events, an event's page, and the way to put one on the map."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted, viewer_of
from freedomcities.events.asking import desk_address, shown_event
from freedomcities.events.choices import State
from freedomcities.events.embedding import Frame, event_frame, list_frame, oembed_address
from freedomcities.events.feed_links import links_of_event, links_of_question, subscription
from freedomcities.events.feed_pages import absolute
from freedomcities.events.feeds import page_of, title_of
from freedomcities.events.forms import FilterForm, NewEventForm
from freedomcities.events.linked_data import linked_data
from freedomcities.events.locking import asker_of
from freedomcities.events.map_data import map_data
from freedomcities.events.models import Event
from freedomcities.events.news import EVENT
from freedomcities.events.operations import put_on_map
from freedomcities.events.permissions import hosts
from freedomcities.events.question import Question, found, read_question
from freedomcities.events.shown import lines_of, shown
from freedomcities.groups.asked_place import address_for, read_place
from freedomcities.groups.choices import State as GroupState
from freedomcities.groups.models import Group
from freedomcities.groups.permissions import LETTING_IN
from freedomcities.lib.access import audience
from freedomcities.moderation.subjects import report_address
from freedomcities.places.questions import find_by_code
from freedomcities.ui.parts import Crumb

PAGE_SIZE = 30
_FIRST = 10


@audience("public")
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """The events to come, near a place or everywhere, narrowed by filters.

    A filter that means nothing is named in a sentence and left out; the status is then 400.
    """
    question = read_question(request.GET)
    now = datetime.now(UTC)
    rows = found(question, now=now).with_places()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    viewer = viewer_of(request)
    context = {
        "question": question,
        "asked": question.asked,
        "page": page,
        "lines": lines_of(page),
        "number": page.paginator.count,
        "filters": FilterForm(question),
        "hidden": _hidden(question),
        "chosen": len(question.parameters(without=("place", "near", "group"))),
        "map": map_data(question),
        "own": _own(viewer, now) if viewer else [],
        "start": _start_address(question),
        "feeds": links_of_question(question),
        "calendar": subscription(question),
        **_elsewhere(list_frame(question, title_of(question)), page_of(question)),
    }
    return render(request, "events/events.html", context, status=400 if question.wrong else 200)


@audience("public")
@require_safe
def event(request: HttpRequest, event_id: str) -> HttpResponse:
    """An event as visitors see it: of a private home its area alone."""
    found_event = shown_event(request, event_id)
    viewer = viewer_of(request)
    is_public = found_event.state != State.WAITING
    context: dict[str, object] = {
        "event": found_event,
        "shown": shown(found_event, now=datetime.now(UTC)),
        "groups": [row.group for row in found_event.groups.all()],
        "is_host": viewer is not None and hosts(asker_of(found_event, viewer)),
        "report": report_address(EVENT, found_event.pk) if is_public else "",
        "feeds": links_of_event(found_event) if is_public else [],
        "linked": linked_data(found_event) if is_public else "",
        "crumbs": [Crumb(_("Events"), reverse("events:events")), Crumb(found_event.title)],
    }
    if is_public:
        page = absolute(reverse("events:event", args=[found_event.pk]))
        context |= _elsewhere(event_frame(found_event), page)
    return render(request, "events/event.html", context)


@audience("public")
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """Before a new event: what one must be, the place, and what is planned there already."""
    asked = read_place(request.GET.get("place", ""), name="events:new")
    context: dict[str, object] = {"asked": asked}
    if asked.place is not None:
        question = read_question({"place": f"geoid:{asked.place.pk}"})
        near = found(question, now=datetime.now(UTC)).with_places()
        context["lines"] = lines_of(near[:_FIRST])
        context["form_address"] = address_for(asked.place, "events:new_here")
    return render(request, "events/new.html", context)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def new_here(request: HttpRequest) -> HttpResponse:
    """The form for a new event at a place (``?place=geoid:…``)."""
    code = request.GET.get("place", "").strip().removeprefix("geoid:")
    place = find_by_code(code) if code.isalnum() else None
    if place is None:
        return redirect("events:new")
    person = person_of(request)
    sheet = Sheet(
        title=_("Put an event in %(place)s on the map") % {"place": place},
        lead=_("Times are by the clock of %(zone)s.") % {"zone": place.time_zone},
        button=_("Put it on the map"),
        back=address_for(place, "events:new"),
    )
    led = Group.objects.filter(
        state=GroupState.OPEN, members__person=person, members__role__in=LETTING_IN
    )
    form = NewEventForm(
        posted(request),
        groups=list(led.order_by("name", "pk").values_list("pk", "name")),
        initial={"kind": "first-gathering", "issue": "immigration", "where": "venue"},
    )

    def do(sent: Mapping[str, Any]) -> str:
        made = put_on_map(
            form.draft(place),
            my_name=sent["my_name"],
            group_id=sent.get("group", ""),
            repeats=sent["repeats"] if sent["every_days"] else 1,
            every_days=sent["every_days"] or 7,
            actor=person,
            now=datetime.now(UTC),
        )
        messages.success(request, _said(made[0]))
        return desk_address(made[0])

    return answer(request, form, sheet, do, template="events/form.html")


def _said(event: Event) -> str:
    if event.state == State.WAITING:
        return _(
            "Thank you. A moderator reads it first, usually within a day; we email you when it "
            "is on the map."
        )
    return _("Your event is on the map.")


def _own(viewer: object, now: datetime) -> list[dict[str, str]]:
    """What somebody hosts and is not over, with its desk."""
    rows = Event.objects.hosted_by(viewer).upcoming(now)[:_FIRST]  # type: ignore[arg-type]
    return [{"title": row.title, "address": desk_address(row)} for row in rows]


def _start_address(question: Question) -> str:
    place = question.asked.place
    return address_for(place, "events:new") if place else reverse("events:new")


def _elsewhere(frame: Frame, page: str) -> dict[str, object]:
    """How a page is shown on other sites: what to copy, and where programs find it."""
    return {"frame": frame, "oembed": oembed_address(page)}


def _hidden(question: Question) -> dict[str, str]:
    """What the form of the filters carries along: where, and whose."""
    kept = ("place", "near", "access", "group")
    given = question.parameters()
    return {name: given[name] for name in kept if name in given}
