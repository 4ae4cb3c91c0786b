"""The pages of hosting with others: links, handing over, leaving, groups."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted, sure
from freedomcities.events.asking import desk_address, own_event, page_address
from freedomcities.events.choices import HostRole
from freedomcities.events.forms import GroupForm, HostNameForm
from freedomcities.events.hosting import (
    INVITATION_LASTS,
    asked_to_host,
    groups_to_join,
    hand_over,
    invite_host,
    join_with_group,
    leave_hosting,
    leave_with_group,
    may_invite,
    remove_host,
    use_host_invitation,
)
from freedomcities.events.locking import host_of
from freedomcities.events.models import Event, Host
from freedomcities.events.permissions import hosts, is_main_host
from freedomcities.lib.access import audience


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def host_new(request: HttpRequest, event_id: str) -> HttpResponse:
    """Make a link that lets one person host with others; it is shown this once."""
    event = own_event(request, event_id, is_main_host)
    if not may_invite(event, person_of(request)):
        raise Http404
    days = INVITATION_LASTS.days
    sheet = Sheet(
        title=_("Host it with somebody"),
        lead=_("You get a link for one person. It works once, for %(days)s days.") % {"days": days},
        button=_("Make a link"),
        back=desk_address(event),
    )

    def do(_sent: Mapping[str, Any]) -> HttpResponse:
        secret = invite_host(event.pk, actor=person_of(request), now=datetime.now(UTC))
        link = settings.PUBLIC_URL + reverse("events:host_invitation", args=[secret])
        context = {"event": event, "link": link, "days": days, "title": _("Pass this link on")}
        return render(request, "events/invited.html", context)

    return answer(request, Form(posted(request)), sheet, do)


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def host_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Host an event by a link that its host has passed on.

    Whoever is not signed in is told first what the link is, and what they need.
    """
    event = asked_to_host(secret, now=datetime.now(UTC))
    if event is None:
        return render(request, "events/invitation_spent.html", status=404)
    if not request.user.is_authenticated:
        address = f"{reverse('accounts:sign_in')}?{urlencode({'next': request.path})}"
        return render(request, "events/invitation.html", {"event": event, "sign_in": address})
    sheet = Sheet(
        title=_("Host %(event)s with others") % {"event": event.title},
        lead=_("You can change it and cancel it, and you see who comes."),
        button=_("Host it"),
        back=page_address(event),
    )

    def do(sent: Mapping[str, Any]) -> str:
        use_host_invitation(secret, **sent, actor=person_of(request), now=datetime.now(UTC))
        messages.success(request, _("Welcome. This is the desk of the event."))
        return desk_address(event)

    return answer(request, HostNameForm(posted(request)), sheet, do)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def host_hand_over(request: HttpRequest, event_id: str, host: UUID) -> HttpResponse:
    """Let another host decide on everything."""
    event = own_event(request, event_id, is_main_host)
    found = _host(event, host)
    sheet = Sheet(
        title=_("Hand the event over to %(name)s?") % {"name": found.name},
        lead=_("They decide on everything then, and you go on as a co-host."),
        button=_("Hand it over"),
        back=desk_address(event),
    )
    return sure(
        request,
        sheet,
        do=lambda: hand_over(event.pk, host, actor=person_of(request), now=datetime.now(UTC)),
        done=_("%(name)s hosts the event now.") % {"name": found.name},
    )


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def host_remove(request: HttpRequest, event_id: str, host: UUID) -> HttpResponse:
    """Let somebody host no more."""
    event = own_event(request, event_id, is_main_host)
    found = _host(event, host)
    sheet = Sheet(
        title=_("Shall %(name)s host no more?") % {"name": found.name},
        button=_("Remove them"),
        kind="grave",
        back=desk_address(event),
    )
    return sure(
        request,
        sheet,
        do=lambda: remove_host(event.pk, host, actor=person_of(request), now=datetime.now(UTC)),
        done=_("%(name)s does not host it any more.") % {"name": found.name},
    )


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def host_leave(request: HttpRequest, event_id: str) -> HttpResponse:
    """Host an event no more."""
    event = own_event(request, event_id, hosts)
    if host_of(event, person_of(request)) is None:
        raise Http404
    sheet = Sheet(
        title=_("Host it no more?"),
        lead=_("The other hosts go on. Your name is taken from the page."),
        button=_("I host it no more"),
        kind="grave",
        back=desk_address(event),
    )
    return sure(
        request,
        sheet,
        do=lambda: leave_hosting(event.pk, actor=person_of(request), now=datetime.now(UTC)),
        done=_("You do not host it any more."),
        after=page_address(event),
    )


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def group_add(request: HttpRequest, event_id: str) -> HttpResponse:
    """Hold an event together with a group that one leads."""
    event = own_event(request, event_id, hosts)
    person = person_of(request)
    groups = list(groups_to_join(event, person).values_list("pk", "name"))
    sheet = Sheet(
        title=_("Hold it together with a group"),
        lead=_("It appears once, with the names of all its groups."),
        button=_("Add the group"),
        back=desk_address(event),
        field="group",
    )

    def do(sent: Mapping[str, Any]) -> str:
        join_with_group(event.pk, sent["group"], actor=person, now=datetime.now(UTC))
        messages.success(request, _("Saved."))
        return desk_address(event)

    return answer(request, GroupForm(posted(request), groups=groups), sheet, do)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def group_remove(request: HttpRequest, event_id: str, group_id: str) -> HttpResponse:
    """Hold an event with a group no more."""
    event = own_event(request, event_id, hosts)
    row = event.groups.filter(group=group_id, main=False).select_related("group").first()
    if row is None:
        raise Http404
    sheet = Sheet(
        title=_("Take %(group)s from the event?") % {"group": row.group.name},
        button=_("Take it away"),
        kind="grave",
        back=desk_address(event),
    )
    return sure(
        request,
        sheet,
        do=lambda: leave_with_group(
            event.pk, row.group_id, actor=person_of(request), now=datetime.now(UTC)
        ),
        done=_("Saved."),
    )


def _host(event: Event, host_id: UUID) -> Host:
    """A host other than the first; Http404."""
    found = event.hosts.filter(pk=host_id, role=HostRole.CO).first()
    if found is None:
        raise Http404
    return found
