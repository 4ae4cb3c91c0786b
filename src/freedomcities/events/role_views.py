"""Taking on something at an event, and giving it back: from the private page of whoever comes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from freedomcities.accounts.answering import FORM, Sheet, answer, posted
from freedomcities.events.coming_views import found_for, gone, own_page, without_cookie
from freedomcities.events.handing_out import give_back_role, take_on_role
from freedomcities.events.kit_shown import role_words
from freedomcities.lib.access import audience


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def role_take_on(request: HttpRequest, event_id: str, secret: str, key: str) -> HttpResponse:
    """Take on a role that is still open."""
    row = found_for(event_id, secret)
    if row is None:
        return gone(request)
    role = role_words(row.event, key)
    if role is None:
        raise Http404
    sheet = Sheet(
        title=_("Take on: %(role)s") % {"role": role.name},
        lead=role.text,
        button=_("I take it on"),
        back=own_page(row, secret),
    )

    def do(_sent: Mapping[str, Any]) -> HttpResponse:
        take_on_role(secret, key, now=datetime.now(UTC))
        return without_cookie(request, redirect(own_page(row, secret)))

    return answer(request, Form(posted(request)), sheet, do)


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def role_give_back(request: HttpRequest, event_id: str, secret: str, key: str) -> HttpResponse:
    """Have a role no more."""
    row = found_for(event_id, secret)
    if row is None:
        return gone(request)
    role = role_words(row.event, key)
    if role is None or not row.roles.filter(key=key).exists():
        raise Http404
    sheet = Sheet(
        title=_("Give back: %(role)s?") % {"role": role.name},
        lead=_("The page of the event looks for somebody again."),
        button=_("Give it back"),
        kind="grave",
        back=own_page(row, secret),
    )

    def do(_sent: Mapping[str, Any]) -> HttpResponse:
        give_back_role(secret, key, now=datetime.now(UTC))
        return without_cookie(request, redirect(own_page(row, secret)))

    return answer(request, Form(posted(request)), sheet, do)
