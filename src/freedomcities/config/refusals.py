"""What a form without its token gets: the site's own page, or word that there is no form."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from freedomcities.ui.views import forbidden


def refuse_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 405 where nothing can be sent, else 403 as for every refusal."""
    match = request.resolver_match
    methods = getattr(match.func, "methods", ("GET",)) if match else ("GET",)
    if request.method not in methods:
        return HttpResponseNotAllowed([*methods, "HEAD"])
    return forbidden(request, PermissionDenied(reason))
