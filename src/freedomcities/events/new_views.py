"""The way to a new event: what one must be, its place, and the form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted
from freedomcities.accounts.models import Person
from freedomcities.events.asking import desk_address, own_event
from freedomcities.events.choices import Issue, Kind, State, Where
from freedomcities.events.clock import city_of
from freedomcities.events.forms import NewEventForm
from freedomcities.events.locking import asker_of
from freedomcities.events.models import Event
from freedomcities.events.next_ones import next_asked
from freedomcities.events.operations import put_on_map
from freedomcities.events.permissions import hosts, may_change
from freedomcities.events.planning import WEEKS, again
from freedomcities.events.question import question_near
from freedomcities.groups.asked_place import Asked, read_place
from freedomcities.groups.choices import State as GroupState
from freedomcities.groups.models import Group
from freedomcities.groups.permissions import LETTING_IN
from freedomcities.groups.querysets import GroupQuerySet
from freedomcities.lib.access import audience
from freedomcities.places.models import Place
from freedomcities.places.questions import find_by_code

_FIRST = 10
_START = {"kind": Kind.FIRST_GATHERING, "issue": Issue.values[0], "where": Where.VENUE}


@audience("public")
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """Before a new event: what one must be, the place, and what is planned there already.

    ``?group=`` is the group that it is for, and without a place stands for that of the group.
    """
    group = Group.objects.visible_to(None).filter(pk=_id(request, "group")).first()
    asked = _asked(request.GET.get("place", ""), group)
    context: dict[str, object] = {
        "asked": asked,
        "carried": {"group": group.pk} if group else {},
    }
    if asked.place is not None:
        context["lines"] = next_asked(
            question_near(asked.place), now=datetime.now(UTC), most=_FIRST
        )
        context["form_address"] = _address("events:new_here", asked.place, group)
    return render(request, "events/new.html", context)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def new_here(request: HttpRequest) -> HttpResponse:
    """The form for a new event at a place (``?place=geoid:…``), or for one more like another.

    ``?group=`` is chosen already. ``?like=`` is an event that whoever asks hosts: the form says
    the same, ``?weeks=`` later.
    """
    person = person_of(request)
    if request.GET.get("like"):
        return _one_more(request, own_event(request, _id(request, "like"), hosts), person)
    code = request.GET.get("place", "").strip().removeprefix("geoid:")
    place = find_by_code(code) if code.isalnum() else None
    if place is None:
        return redirect("events:new")
    group_id = _id(request, "group")
    group = _led_by(person).filter(pk=group_id).first()
    start = {**_START, "group": group_id}
    return _form(request, place, start, back=_address("events:new", place, group))


def _id(request: HttpRequest, name: str) -> str:
    """The id in the address under a name; "" for what is none."""
    given = request.GET.get(name, "").strip()
    return given if given.isalnum() else ""


def _one_more(request: HttpRequest, event: Event, person: Person) -> HttpResponse:
    weeks = request.GET.get("weeks", "")
    start = again(
        event,
        weeks=int(weeks) if weeks in map(str, WEEKS) else WEEKS[0],
        # The address of a home is its hosts' to give.
        knows_where=may_change(asker_of(event, person)),
        now=datetime.now(UTC),
    )
    return _form(request, event.place, start, back=desk_address(event))


def _form(
    request: HttpRequest, place: Place, start: Mapping[str, object], *, back: str
) -> HttpResponse:
    person = person_of(request)
    sheet = Sheet(
        title=_("Put an event in %(place)s on the map") % {"place": place},
        lead=_("Times are by the clock in %(place)s: the time zone of %(city)s.")
        % {"place": place, "city": city_of(place.time_zone)},
        button=_("Put it on the map"),
        back=back,
    )
    led = _led_by(person).order_by("name", "pk")
    groups = list(led.values_list("pk", "name"))
    form = NewEventForm(posted(request), groups=groups, initial=start)

    def do(sent: Mapping[str, Any]) -> str:
        made = put_on_map(
            form.draft(place),
            my_name=sent["my_name"],
            group_id=sent.get("group", ""),
            repeats=sent["repeats"] if sent["every_days"] else 1,
            every_days=sent["every_days"] or 7,
            once=sent["once"],
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


def _led_by(person: Person) -> GroupQuerySet:
    """The groups for which somebody may put an event on the map."""
    return Group.objects.filter(
        state=GroupState.OPEN, members__person=person, members__role__in=LETTING_IN
    )


def _asked(text: str, group: Group | None) -> Asked:
    """The place that is asked for; without any, the main one of the group."""
    if not text.strip() and group is not None:
        main = Group.objects.with_places().get(pk=group.pk).places.all()[0].place
        return Asked(text=str(main), place=main, label=str(main))
    return read_place(text, name="events:new")


def _address(name: str, place: Place, group: Group | None) -> str:
    query = {"place": f"geoid:{place.geoid}", **({"group": group.pk} if group else {})}
    return f"{reverse(name)}?{urlencode(query)}"
