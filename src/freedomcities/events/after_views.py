"""What the hosts of an event do once it has begun: count, add, tell what came of it, thank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted, sure
from freedomcities.events.after_forms import AttendanceForm, RecapForm, WalkInForm
from freedomcities.events.asking import desk_address, own_event
from freedomcities.events.attendance import LISTED, add_walk_in, count_people, thank_everyone
from freedomcities.events.choices import Answer
from freedomcities.events.models import Event, SignUp
from freedomcities.events.permissions import hosts, sees_people
from freedomcities.events.recaps import recap_of, write_recap
from freedomcities.events.shown import line_of
from freedomcities.events.sign_ups import guest_of
from freedomcities.lib.access import audience

PAGE_SIZE = 200


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def attendance(request: HttpRequest, event_id: str) -> HttpResponse:
    """Count who was there, and tick them on the list."""
    event = own_event(request, event_id, sees_people)
    coming = event.sign_ups.filter(answer__in=LISTED).order_by("answer", "number")
    page = Paginator(coming, PAGE_SIZE).get_page(request.GET.get("page"))
    walked_in = event.sign_ups.filter(answer=Answer.WALKED_IN).order_by("number")
    sheet = Sheet(
        title=_("Who was there?"),
        lead=_("On the page everybody reads a rounded number, and no name."),
        button=_("Save"),
        back=desk_address(event),
        field="attended",
    )
    form = AttendanceForm(
        posted(request), initial=_marks(event, page), guests=_names(page.object_list)
    )

    def do(sent: Mapping[str, Any]) -> str:
        count_people(
            event.pk,
            sent["attended"],
            listed=sent["listed"],
            present=sent.get("present", ()),
            actor=person_of(request),
            now=datetime.now(UTC),
        )
        messages.success(request, _("Saved."))
        return desk_address(event)

    more = {"event": event, "line": line_of(event), "page": page, "walked_in": _names(walked_in)}
    return answer(request, form, sheet, do, template="events/attendance.html", more=more)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def walk_in(request: HttpRequest, event_id: str) -> HttpResponse:
    """Put somebody on the list who just came, and wants to be there."""
    event = own_event(request, event_id, sees_people)
    sheet = Sheet(
        title=_("Add somebody who walked in"),
        lead=_("Only those who want it. Their name is deleted 30 days after the event."),
        button=_("Add them"),
        back=_attendance(event),
    )

    def do(sent: Mapping[str, Any]) -> str:
        add_walk_in(
            event.pk,
            **sent,
            language=get_language() or "en",
            actor=person_of(request),
            now=datetime.now(UTC),
        )
        messages.success(request, _("%(name)s is on the list.") % {"name": sent["name"]})
        return _attendance(event)

    return answer(request, WalkInForm(posted(request)), sheet, do)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def recap(request: HttpRequest, event_id: str) -> HttpResponse:
    """Tell everybody what came of it."""
    event = own_event(request, event_id, hosts)
    row = recap_of(event)
    sheet = Sheet(
        title=_("What came of it"),
        lead=_("It stands on the page of the event. Empty, nothing stands there."),
        button=_("Save"),
        back=desk_address(event),
        field="text",
    )
    start = (row.new_text or row.text) if row else ""

    def do(sent: Mapping[str, Any]) -> str:
        written = write_recap(
            event.pk, sent["text"], actor=person_of(request), now=datetime.now(UTC)
        )
        waits = written is not None and written.new_text
        messages.success(request, _("Saved. A moderator reads it first.") if waits else _("Saved."))
        return desk_address(event)

    return answer(request, RecapForm(posted(request), initial={"text": start}), sheet, do)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def thanks(request: HttpRequest, event_id: str) -> HttpResponse:
    """Write to everybody who was there."""
    event = own_event(request, event_id, sees_people)
    sheet = Sheet(
        title=_("Thank everybody who was there?"),
        lead=_(
            "Everybody who left an email address, and is not marked as absent, gets one email: "
            "thanks, a link to what came of it, and the next event. It is sent once."
        ),
        button=_("Thank them"),
        back=desk_address(event),
    )
    return sure(
        request,
        sheet,
        do=lambda: thank_everyone(event.pk, actor=person_of(request), now=datetime.now(UTC)),
        done=_("Thanks are on their way."),
    )


def _marks(event: Event, page: Page[SignUp]) -> dict[str, object]:
    """What the form begins with: all who come were there, unless a host said otherwise.

    Whoever waited for a seat was there only where a host said so.
    """
    rows = list(page.object_list)
    return {
        "attended": event.attended,
        "listed": [str(row.number) for row in rows],
        "present": [str(row.number) for row in rows if _is_marked(row)],
    }


def _is_marked(row: SignUp) -> bool:
    return row.attended or (row.attended is None and row.answer == Answer.COMES)


def _names(rows: Iterable[SignUp]) -> list[tuple[int, str]]:
    return [(row.number, guest_of(row).name) for row in rows]


def _attendance(event: Event) -> str:
    return reverse("events:attendance", args=[event.pk])
