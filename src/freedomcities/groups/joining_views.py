"""Coming into a group."""

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
from freedomcities.groups.asking import desk_address, own_group, page_address
from freedomcities.groups.choices import Joining, State
from freedomcities.groups.forms import JoinForm, NameForm
from freedomcities.groups.joining import (
    INVITATION_LASTS,
    accept_request,
    ask_to_join,
    decline_request,
    invite,
    invited_to,
    use_invitation,
    withdraw_invitations,
    withdraw_request,
)
from freedomcities.groups.models import Group
from freedomcities.groups.permissions import may_ask, may_let_in
from freedomcities.lib.access import audience


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def join(request: HttpRequest, group_id: str) -> HttpResponse:
    """Ask to be let in."""
    group = own_group(request, group_id, may_ask)
    if group.joining != Joining.REQUEST:
        raise Http404
    sheet = Sheet(
        title=_("Ask to join %(group)s") % {"group": group.name},
        button=_("Ask to join"),
        back=page_address(group),
    )

    def do(sent: Mapping[str, Any]) -> str:
        ask_to_join(group.pk, **sent, actor=person_of(request), now=datetime.now(UTC))
        messages.success(request, _("You have asked. Once the group has decided, we email you."))
        return page_address(group)

    return answer(request, JoinForm(posted(request)), sheet, do)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def request_withdraw(request: HttpRequest, group_id: str) -> HttpResponse:
    """Ask no more."""
    person = person_of(request)
    group = Group.objects.asked_by(person).filter(pk=group_id).first()
    if group is None:
        raise Http404
    sheet = Sheet(
        title=_("Withdraw your request to join %(group)s?") % {"group": group.name},
        lead=_("It is deleted, and nothing is kept of it. You can ask again."),
        button=_("Withdraw it"),
        kind="grave",
        # While the group is hidden its own page is there for its members alone.
        back=page_address(group) if group.state == State.OPEN else reverse("groups:groups"),
    )

    return sure(
        request,
        sheet,
        do=lambda: withdraw_request(group.pk, actor=person, now=datetime.now(UTC)),
        done=_("Your request is withdrawn."),
    )


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Come in by a link that somebody of the group has passed on.

    Whoever is not signed in is told first what the link is, and what they need.
    """
    group = invited_to(secret, now=datetime.now(UTC))
    if group is None:
        return render(request, "groups/invitation_spent.html", status=404)
    if not request.user.is_authenticated:
        address = f"{reverse('accounts:sign_in')}?{urlencode({'next': request.path})}"
        return render(request, "groups/invitation.html", {"group": group, "sign_in": address})
    sheet = Sheet(
        title=_("Join %(group)s") % {"group": group.name},
        lead=_("Somebody of this group has invited you."),
        button=_("Join the group"),
        back=page_address(group),
    )

    def do(sent: Mapping[str, Any]) -> str:
        use_invitation(secret, **sent, actor=person_of(request), now=datetime.now(UTC))
        messages.success(request, _("Welcome. This is the desk of the group."))
        return desk_address(group)

    return answer(request, NameForm(posted(request)), sheet, do)


@audience("member", methods=("GET", "POST"))
@require_http_methods(FORM)
def request_accept(request: HttpRequest, group_id: str, asked: UUID) -> HttpResponse:
    """Let somebody in who asked."""
    group = own_group(request, group_id, may_let_in)
    found = group.requests.filter(pk=asked).first()
    if found is None:
        raise Http404
    sheet = Sheet(
        title=_("Let %(name)s in?") % {"name": found.name},
        lead=_("They will see the names of all members."),
        button=_("Let them in"),
        back=desk_address(group),
    )

    return sure(
        request,
        sheet,
        do=lambda: accept_request(group.pk, asked, actor=person_of(request), now=datetime.now(UTC)),
        done=_("They belong to the group now."),
    )


@audience("member", methods=("GET", "POST"))
@require_http_methods(FORM)
def request_decline(request: HttpRequest, group_id: str, asked: UUID) -> HttpResponse:
    """Do not let somebody in."""
    group = own_group(request, group_id, may_let_in)
    found = group.requests.filter(pk=asked).first()
    if found is None:
        raise Http404
    sheet = Sheet(
        title=_("Decline the request of %(name)s?") % {"name": found.name},
        lead=_("Their request is deleted. They may ask again."),
        button=_("Decline"),
        kind="grave",
        back=desk_address(group),
    )

    return sure(
        request,
        sheet,
        do=lambda: decline_request(
            group.pk, asked, actor=person_of(request), now=datetime.now(UTC)
        ),
        done=_("The request is deleted."),
    )


@audience("member", methods=("GET", "POST"))
@require_http_methods(FORM)
def invitation_new(request: HttpRequest, group_id: str) -> HttpResponse:
    """Make a link that lets in one person; it is shown this once."""
    group = own_group(request, group_id, may_let_in)
    days = INVITATION_LASTS.days
    sheet = Sheet(
        title=_("Invite somebody"),
        lead=_("You get a link for one person. It works once, for %(days)s days.") % {"days": days},
        button=_("Make a link"),
        back=desk_address(group),
    )

    def do(_sent: Mapping[str, Any]) -> HttpResponse:
        secret = invite(group.pk, actor=person_of(request), now=datetime.now(UTC))
        link = settings.PUBLIC_URL + reverse("groups:invitation", args=[secret])
        context = {"group": group, "link": link, "days": days, "title": _("Pass this link on")}
        return render(request, "groups/invited.html", context)

    return answer(request, Form(posted(request)), sheet, do)


@audience("member", methods=("GET", "POST"))
@require_http_methods(FORM)
def invitations_withdraw(request: HttpRequest, group_id: str) -> HttpResponse:
    """Make all links useless that are out."""
    group = own_group(request, group_id, may_let_in)
    sheet = Sheet(
        title=_("Withdraw all invitations?"),
        lead=_("No link that you or others have passed on will work any more."),
        button=_("Withdraw them"),
        kind="grave",
        back=desk_address(group),
    )

    return sure(
        request,
        sheet,
        do=lambda: withdraw_invitations(group.pk, actor=person_of(request), now=datetime.now(UTC)),
        done=_("All invitations are withdrawn."),
    )
