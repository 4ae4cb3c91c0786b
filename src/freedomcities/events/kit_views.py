"""What hosts are given for their event: the kit, its roles, and sheets to print."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted, sure
from freedomcities.events.asking import desk_address, own_event, page_address
from freedomcities.events.choices import State
from freedomcities.events.forms import RoleForm
from freedomcities.events.handing_out import hand_out_role, take_back_role
from freedomcities.events.kit_shown import (
    RoleShown,
    kit_shown,
    role_words,
    roles_for_hosts,
    whole_address,
)
from freedomcities.events.locking import asker_of, host_of
from freedomcities.events.models import Event
from freedomcities.events.page_reads import groups_of
from freedomcities.events.permissions import hosts, sees_people
from freedomcities.events.shown import shown
from freedomcities.lib.access import audience
from freedomcities.ui.parts import Crumb

LINES = 16
"""So many people fit on a sign-in sheet."""


@audience("person")
@require_safe
def kit(request: HttpRequest, event_id: str) -> HttpResponse:
    """All that makes an event easy to host, fitted into its own hours."""
    event = own_event(request, event_id, hosts)
    now = datetime.now(UTC)
    context = _context(event) | {
        "roles": _roles(request, event),
        "sees_people": _sees_people(request, event),
        "is_ahead": event.state != State.CANCELLED and event.ends_at > now,
        "crumbs": [
            Crumb(_("Events"), reverse("events:events")),
            Crumb(event.title, page_address(event)),
            Crumb(_("Desk"), desk_address(event)),
            Crumb(_("Host kit")),
        ],
    }
    return render(request, "events/kit.html", context)


@audience("person")
@require_safe
def agenda(request: HttpRequest, event_id: str) -> HttpResponse:
    """The agenda on paper, with room for names and notes that are written by hand."""
    event = own_event(request, event_id, hosts)
    context = _context(event) | {"roles": _roles(request, event)}
    return render(request, "events/agenda.html", context)


@audience("person")
@require_safe
def sign_in_sheet(request: HttpRequest, event_id: str) -> HttpResponse:
    """A sheet with empty lines: a name, and an email address only where somebody wants it."""
    event = own_event(request, event_id, hosts)
    return render(request, "events/sign_in_sheet.html", _context(event) | {"lines": range(LINES)})


@audience("person")
@require_safe
def flyer(request: HttpRequest, event_id: str) -> HttpResponse:
    """A page to hang up, with a square that leads to the event. Of a home it has no address."""
    event = own_event(request, event_id, hosts)
    context = _context(event) | {"square": _square(whole_address(event))}
    return render(request, "events/flyer.html", context)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def role_hand_out(request: HttpRequest, event_id: str, key: str) -> HttpResponse:
    """Give a role to somebody, or take it on oneself."""
    event = own_event(request, event_id, hosts)
    role = _role(request, event, key)
    is_host = host_of(event, person_of(request)) is not None
    sheet = Sheet(
        title=_("Hand out: %(role)s") % {"role": role.name},
        lead=role.text,
        button=_("Hand it out"),
        back=_kit_address(event),
        field="name",
    )

    def do(sent: Mapping[str, Any]) -> str:
        hand_out_role(
            event.pk, key, name=sent["name"], actor=person_of(request), now=datetime.now(UTC)
        )
        messages.success(request, _("Saved."))
        return _kit_address(event)

    return answer(request, RoleForm(posted(request), is_host=is_host), sheet, do)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def role_take_back(request: HttpRequest, event_id: str, key: str) -> HttpResponse:
    """Let nobody have a role any more."""
    event = own_event(request, event_id, hosts)
    role = _role(request, event, key)
    if role.is_open:
        raise Http404
    sheet = Sheet(
        title=_("Open again: %(role)s?") % {"role": role.name},
        lead=_("%(name)s does not have it any more, and the page looks for somebody again.")
        % {"name": role.who},
        button=_("Open it again"),
        kind="grave",
        back=_kit_address(event),
    )
    return sure(
        request,
        sheet,
        do=lambda: take_back_role(event.pk, key, actor=person_of(request), now=datetime.now(UTC)),
        done=_("Saved."),
    )


def _context(event: Event) -> dict[str, object]:
    """What every page of the kit shows."""
    return {
        "event": event,
        "kit": kit_shown(event),
        "shown": shown(event, groups_of(event), now=datetime.now(UTC)),
        "printed": whole_address(event),
    }


def _roles(request: HttpRequest, event: Event) -> list[RoleShown]:
    return roles_for_hosts(event, with_guests=_sees_people(request, event))


def _sees_people(request: HttpRequest, event: Event) -> bool:
    return sees_people(asker_of(event, person_of(request)))


def _role(request: HttpRequest, event: Event, key: str) -> RoleShown:
    found = role_words(event, key, with_guests=_sees_people(request, event))
    if found is None:
        raise Http404
    return found


def _kit_address(event: Event) -> str:
    return reverse("events:kit", args=[event.pk])


def _square(address: str) -> SafeString:
    """The address as a square to photograph, drawn here: no third party sees it."""
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, border=4, light="#fff")
    return SafeString(drawn)
