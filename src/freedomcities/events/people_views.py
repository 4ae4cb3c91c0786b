"""Who comes, for the hosts of an event alone: the list, the answers, the sheet to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, person_of, sure
from freedomcities.events.asking import desk_address, own_event, page_address
from freedomcities.events.attendance import is_counting
from freedomcities.events.choices import Answer
from freedomcities.events.coming import approve, decline, remove_sign_up
from freedomcities.events.models import Event, SignUp
from freedomcities.events.permissions import sees_people
from freedomcities.events.shown import line_of
from freedomcities.events.sign_ups import guest_of
from freedomcities.lib.access import audience
from freedomcities.ui.parts import Crumb

PAGE_SIZE = 200
_BLANK_LINES = 15


@dataclass(frozen=True, slots=True)
class GuestShown:
    """Somebody as hosts see them; never with an address."""

    number: int
    answer: str
    answer_words: str
    name: str
    note: str


@audience("person")
@require_safe
def people(request: HttpRequest, event_id: str) -> HttpResponse:
    """Who asks, comes and waits, with what they wrote to the hosts."""
    event = own_event(request, event_id, sees_people)
    page = Paginator(event.sign_ups.for_hosts(), PAGE_SIZE).get_page(request.GET.get("page"))
    now = datetime.now(UTC)
    context = {
        "event": event,
        "line": line_of(event),
        "page": page,
        "guests": _shown(page),
        "is_ahead": event.ends_at > now,
        "is_counting": is_counting(event, now=now),
        "crumbs": [
            Crumb(_("Events"), reverse("events:events")),
            Crumb(event.title, page_address(event)),
            Crumb(_("Desk"), desk_address(event)),
            Crumb(_("Who comes")),
        ],
    }
    return render(request, "events/people.html", context)


@audience("person")
@require_safe
def people_sheet(request: HttpRequest, event_id: str) -> HttpResponse:
    """The sign-in list to print: who comes, and lines for those who just walk in."""
    event = own_event(request, event_id, sees_people)
    rows = event.sign_ups.filter(answer=Answer.COMES).for_hosts()
    context = {
        "event": event,
        "line": line_of(event),
        "guests": sorted(_shown(rows), key=lambda guest: guest.name.casefold()),
        "blank": range(_BLANK_LINES),
    }
    return render(request, "events/people_sheet.html", context)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def approve_yes(request: HttpRequest, event_id: str, number: int) -> HttpResponse:
    """Let somebody come who asked."""
    event, name = _guest(request, event_id, number)
    sheet = Sheet(
        title=_("Let %(name)s come?") % {"name": name},
        lead=_approval_lead(event),
        button=_("Yes, they can come"),
        back=_list(event),
    )
    done = _(
        "%(name)s reads it on their private page, and in an email if they left an address."
    ) % {"name": name}
    return sure(request, sheet, do=_acting(request, event, number, approve), done=done)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def decline_yes(request: HttpRequest, event_id: str, number: int) -> HttpResponse:
    """Tell somebody that they cannot come."""
    event, name = _guest(request, event_id, number)
    sheet = Sheet(
        title=_("Decline %(name)s?") % {"name": name},
        lead=_("They are told without a reason, and what they wrote is deleted in a week."),
        button=_("Yes, decline"),
        kind="grave",
        back=_list(event),
    )
    done = _(
        "%(name)s reads it on their private page, and in an email if they left an address."
    ) % {"name": name}
    return sure(request, sheet, do=_acting(request, event, number, decline), done=done)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def remove_yes(request: HttpRequest, event_id: str, number: int) -> HttpResponse:
    """Delete a sign-up, such as one that nobody meant."""
    event, name = _guest(request, event_id, number)
    sheet = Sheet(
        title=_("Delete %(name)s from the list?") % {"name": name},
        lead=_("Nobody is told. Decline them where they should know."),
        button=_("Delete"),
        kind="grave",
        back=_list(event),
    )
    done = _("%(name)s is deleted.") % {"name": name}
    return sure(request, sheet, do=_acting(request, event, number, remove_sign_up), done=done)


def _acting(
    request: HttpRequest, event: Event, number: int, act: Callable[..., object]
) -> Callable[[], object]:
    return lambda: act(event.pk, number, actor=person_of(request), now=datetime.now(UTC))


def _guest(request: HttpRequest, event_id: str, number: int) -> tuple[Event, str]:
    """The event and the name of somebody on its list; Http404 for all but its hosts."""
    event = own_event(request, event_id, sees_people)
    row = event.sign_ups.filter(number=number).first()
    if row is None:
        raise Http404
    return event, guest_of(row).name


def _shown(rows: Iterable[SignUp]) -> list[GuestShown]:
    found = []
    for row in rows:
        guest = guest_of(row)
        words = str(Answer(row.answer).label)
        found.append(GuestShown(row.number, row.answer, words, guest.name, guest.note))
    return found


def _approval_lead(event: Event) -> str:
    if event.home_sealed:
        return _("They are told the address of the home.")
    return _("They have a seat then, or the next one that is free.")


def _list(event: Event) -> str:
    return reverse("events:people", args=[event.pk])
