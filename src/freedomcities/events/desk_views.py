"""What the hosts of an event do: its desk, its words, its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted
from freedomcities.events.after import desk_after
from freedomcities.events.asking import desk_address, own_event, page_address
from freedomcities.events.begun import has_begun
from freedomcities.events.choices import Answer, State
from freedomcities.events.drafts import draft_of
from freedomcities.events.forms import CancelForm, ChangeForm
from freedomcities.events.holding import waiting_words
from freedomcities.events.hosting import groups_to_join, may_invite
from freedomcities.events.locking import asker_of
from freedomcities.events.models import Event
from freedomcities.events.operations import cancel_event, change_event
from freedomcities.events.page_reads import groups_of
from freedomcities.events.permissions import (
    hosts,
    is_main_host,
    may_cancel,
    may_change,
    sees_people,
)
from freedomcities.events.photos_shown import desk_photos
from freedomcities.events.planning import WEEKS
from freedomcities.events.shown import lines_of, shown
from freedomcities.lib.access import audience
from freedomcities.places.questions import find_place
from freedomcities.ui.parts import Crumb


@audience("person")
@require_safe
def desk(request: HttpRequest, event_id: str) -> HttpResponse:
    """All that the hosts of an event have to do with it."""
    event = own_event(request, event_id, hosts)
    asker, now = asker_of(event, person_of(request)), datetime.now(UTC)
    series = Event.objects.none()
    if event.series:
        series = Event.objects.filter(series=event.series).exclude(pk=event.pk).upcoming(now)
    context = {
        "event": event,
        "shown": shown(event, groups_of(event), now=now),
        "draft": draft_of(event) if may_change(asker) else None,
        "waiting_words": waiting_words(event),
        "series": lines_of(series.with_places()),
        "is_ahead": event.state != State.CANCELLED and event.ends_at > now,
        "is_over": event.ends_at <= now,
        "has_begun": has_begun(event, now=now),
        "after": desk_after(event, now=now),
        "again": [(weeks, _again_address(event, weeks)) for weeks in WEEKS],
        "photos": desk_photos(event, now=now),
        "can_change": may_change(asker),
        "is_main": is_main_host(asker),
        "can_invite": is_main_host(asker) and may_invite(event, asker.person),
        "is_host": asker.role is not None,
        "asking": _asking(event) if sees_people(asker) else None,
        "hosts": event.hosts.in_order(),
        "groups": event.groups.select_related("group").order_by("-main", "group__name", "pk"),
        "has_groups_to_join": groups_to_join(event, asker.person).exists(),
        "crumbs": [
            Crumb(_("Events"), reverse("events:events")),
            Crumb(event.title, page_address(event)),
            Crumb(_("Desk")),
        ],
    }
    return render(request, "events/desk.html", context)


def _again_address(event: Event, weeks: int) -> str:
    query = urlencode({"like": event.pk, "weeks": weeks})
    return f"{reverse('events:new_here')}?{query}"


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def change(request: HttpRequest, event_id: str) -> HttpResponse:
    """Write an event anew."""
    event = own_event(request, event_id, may_change)
    sheet = Sheet(
        title=_("Change the event"),
        lead=_(
            "Whoever said yes or follows it is told of a new time or place, and what it was before."
        ),
        button=_("Save"),
        back=desk_address(event),
    )
    was = draft_of(event)
    words = waiting_words(event)
    start = {**asdict(was), "place": str(event.place)}
    if words:
        start |= {"title": words.title, "about": words.about, "venue": words.venue}
    form = ChangeForm(posted(request), initial=start)

    def do(sent: Mapping[str, Any]) -> str:
        place = was.place if sent["place"] == str(was.place) else find_place(sent["place"])
        changed = change_event(
            event.pk, form.draft(place), actor=person_of(request), now=datetime.now(UTC)
        )
        messages.success(request, _said(changed))
        return desk_address(event)

    return answer(request, form, sheet, do, template="events/form.html")


def _asking(event: Event) -> int:
    """How many wait for an answer of the host."""
    return event.sign_ups.filter(answer=Answer.ASKS).count()


def _said(event: Event) -> str:
    if waiting_words(event):
        return _("Saved. A moderator reads the new words first; until then the old ones stand.")
    return _("Saved.")


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def cancel(request: HttpRequest, event_id: str) -> HttpResponse:
    """Say that an event will not be, and why."""
    event = own_event(request, event_id, may_cancel)
    sheet = Sheet(
        title=_("Cancel %(event)s?") % {"event": event.title},
        lead=_("Its page stays with the reason. Whoever said yes or follows it is told."),
        button=_("Cancel the event"),
        kind="grave",
        back=desk_address(event),
        field="because",
    )

    def do(sent: Mapping[str, Any]) -> str:
        cancelled = cancel_event(
            event.pk, because=sent["because"], actor=person_of(request), now=datetime.now(UTC)
        )
        messages.success(request, _("The event is cancelled."))
        gone = cancelled.state == State.WAITING
        return reverse("events:events") if gone else desk_address(cancelled)

    return answer(request, CancelForm(posted(request)), sheet, do)
