"""What a form without its token gets: how to send it again, or word that there is no form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render


def refuse_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer 405 where nothing can be sent, else 403 with how to send it once more.

    What was sent is not written back: somebody else's page may have made it.
    """
    match = request.resolver_match
    methods = getattr(match.func, "methods", ("GET",)) if match else ("GET",)
    if request.method not in methods:
        return HttpResponseNotAllowed([*methods, "HEAD"])
    response = render(request, "send_again.html", {"again": request.get_full_path()}, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response
