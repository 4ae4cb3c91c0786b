"""The page of a letter's link: what stops, and how it comes again. It needs no signing in."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from freedomcities.accounts.answering import FORM
from freedomcities.lib.access import audience
from freedomcities.notices import stopping
from freedomcities.notices.refusals import NoSuchLink
from freedomcities.notices.stop_links import Scope, read_token

UNDO = "undo"


# A mail program sends the form without a cookie (RFC 8058); the link itself is the secret.
@csrf_exempt
@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the letters that a link is for, signed out. Only a POST does: scanners open links."""
    now = datetime.now(UTC)
    try:
        link = read_token(token, today=now.date())
    except NoSuchLink as refusal:
        raise Http404(str(refusal)) from None
    is_stopped = is_undone = False
    if request.method == "POST" and UNDO in request.POST:
        is_undone = stopping.undo_stop(link, now=now)
    elif request.method == "POST":
        stopping.stop(link, now=now)
        is_stopped = True
    found = stopping.look_up(link)
    context = {
        "found": found,
        # Once it is gone, whoever stops it is told the same as everybody.
        "is_done": found.is_stopped or is_stopped,
        "is_undone": is_undone,
        "is_all": link.scope is Scope.ALL,
        "is_direct": link.scope is Scope.DIRECTLY,
    }
    return render(request, "notices/stop.html", context)
