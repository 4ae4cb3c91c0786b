"""The pages of whoever says yes: the form, and their private page, which changes and cancels it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, answer, posted
from freedomcities.events.asking import page_address, shown_event
from freedomcities.events.calendar_links import calendar_links, private_calendar
from freedomcities.events.calendars import CONTENT_TYPE
from freedomcities.events.choices import Answer, State
from freedomcities.events.coming import (
    cancel_yes,
    change_yes,
    check_open,
    found_yes,
    say_yes,
)
from freedomcities.events.coming_forms import ComingForm, GuestForm
from freedomcities.events.kit_shown import open_roles, roles_of_guest
from freedomcities.events.letters import home_of, link_of
from freedomcities.events.models import SignUp
from freedomcities.events.refusals import NoSuchYes
from freedomcities.events.shown import coming_of, line_of
from freedomcities.events.sign_ups import guest_of
from freedomcities.lib.access import audience
from freedomcities.lib.errors import Refusal
from freedomcities.lib.peers import peer_of


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def yes(request: HttpRequest, event_id: str) -> HttpResponse:
    """Say yes; sent, it leads to the private page. An event that is closed says so on its page."""
    event = shown_event(request, event_id)
    now = datetime.now(UTC)
    try:
        check_open(event, now=now)
    except Refusal:
        if request.method != "POST":
            return redirect(page_address(event))
    coming = coming_of(event)
    sheet = Sheet(
        title=_("Come to: %(event)s") % {"event": event.title},
        lead=coming.lead,
        button=coming.button,
        back=page_address(event),
    )

    def do(sent: Mapping[str, Any]) -> HttpResponse:
        said = say_yes(
            event.pk,
            **sent,
            language=get_language() or "en",
            peer=peer_of(request.META, proxies=settings.TRUSTED_PROXY_COUNT),
            now=now,
        )
        return without_cookie(request, redirect("events:own_yes", event.pk, said.secret))

    # The words of its line are needed where the form is shown, not where it is sent.
    line = SimpleLazyObject(lambda: line_of(event, ()))
    more = {"line": line, "by_approval": event.by_approval}
    return answer(
        request, ComingForm(posted(request)), sheet, do, template="events/yes.html", more=more
    )


@audience("public")
@never_cache
@require_safe
def own_yes(request: HttpRequest, event_id: str, secret: str) -> HttpResponse:
    """How it stands with somebody who said yes; for whoever has the link."""
    row = found_for(event_id, secret)
    if row is None:
        return gone(request)
    event = row.event
    home, link = home_of(event, row.answer), link_of(event, row.answer)
    is_ahead = event.state == State.PUBLISHED and event.ends_at > datetime.now(UTC)
    can_change = is_ahead and row.answer != Answer.DECLINED
    context = {
        "event": event,
        "line": line_of(event),
        "guest": guest_of(row),
        "answer": row.answer,
        "secret": secret,
        "home": home,
        "link": link,
        "is_hidden": event.state == State.WAITING,
        "is_ahead": is_ahead,
        "can_change": can_change,
        "calendars": calendar_links(event, where=home or link) if can_change else None,
        **(_roles(row) if is_ahead and row.answer == Answer.COMES else {}),
        "own_address": settings.PUBLIC_URL + request.path,
    }
    return render(request, "events/own_yes.html", context)


@audience("public")
@never_cache
@require_safe
def own_calendar(request: HttpRequest, event_id: str, secret: str) -> HttpResponse:
    """The event for the calendar of whoever said yes, with what only they are told."""
    row = found_for(event_id, secret)
    if row is None or row.event.state == State.WAITING:
        return gone(request)
    where = home_of(row.event, row.answer) or link_of(row.event, row.answer)
    response = HttpResponse(private_calendar(row.event, where=where), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{row.event_id}.ics"'
    return response


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def yes_change(request: HttpRequest, event_id: str, secret: str) -> HttpResponse:
    """Change what one wrote."""
    row = found_for(event_id, secret)
    if row is None:
        return gone(request)
    guest = guest_of(row)
    sheet = Sheet(
        title=_("Change what you wrote"),
        lead=_("Where you write another email address, your private link goes there."),
        button=_("Save"),
        back=own_page(row, secret),
    )

    def do(sent: Mapping[str, Any]) -> HttpResponse:
        change_yes(secret, **sent, now=datetime.now(UTC))
        return without_cookie(request, redirect(own_page(row, secret)))

    initial = {"name": guest.name, "email": guest.email, "note": guest.note}
    return answer(request, GuestForm(posted(request), initial=initial), sheet, do)


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def yes_cancel(request: HttpRequest, event_id: str, secret: str) -> HttpResponse:
    """Come no more; what was written is deleted."""
    row = found_for(event_id, secret)
    if row is None:
        return gone(request)
    sheet = Sheet(
        title=_("Cancel your yes?"),
        lead=_("What you wrote is deleted at once. If you have a seat, somebody else gets it."),
        button=_("Yes, cancel it"),
        kind="grave",
        back=own_page(row, secret),
    )

    def do(_sent: Mapping[str, Any]) -> HttpResponse:
        cancel_yes(secret, now=datetime.now(UTC))
        return without_cookie(request, redirect("events:yes_cancelled", row.event_id))

    return answer(request, Form(posted(request)), sheet, do)


@audience("public")
@require_safe
def yes_cancelled(request: HttpRequest, event_id: str) -> HttpResponse:
    """What somebody sees who has cancelled; the same for everybody."""
    return render(request, "events/yes_cancelled.html", {"event": shown_event(request, event_id)})


def _roles(row: SignUp) -> dict[str, object]:
    return {"own_roles": roles_of_guest(row), "open_roles": open_roles(row.event)}


def found_for(event_id: str, secret: str) -> SignUp | None:
    """What a private link of this event leads to; None where it leads to nothing."""
    try:
        row = found_yes(secret)
    except NoSuchYes:
        return None
    return row if row.event_id == event_id else None


def gone(request: HttpRequest) -> HttpResponse:
    """The page of a private link that leads to nothing any more."""
    return render(request, "events/yes_gone.html", status=404)


def without_cookie(request: HttpRequest, done: HttpResponse) -> HttpResponse:
    """Whoever has sent a form, and is not signed in, carries no cookie on."""
    if not request.user.is_authenticated:
        done.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
    return done


def own_page(row: SignUp, secret: str) -> str:
    """The address of somebody's private page."""
    return reverse("events:own_yes", args=[row.event_id, secret])
