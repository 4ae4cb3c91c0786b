"""The page that shows the design system, and the pages that say what went wrong."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from freedomcities.lib.access import audience
from freedomcities.ui import samples

if TYPE_CHECKING:
    from django.http import HttpRequest


@audience("public")
@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Show every token and every component, filled with samples in neutral words."""
    return render(request, "ui/design.html", samples.context())


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 403, for every refusal alike."""
    return _unkept(render(request, "403.html", status=403))


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 404."""
    return _unkept(render(request, "404.html", status=404))


def _unkept(response: HttpResponse) -> HttpResponse:
    """What is not there today may be tomorrow, or for somebody else: nobody keeps the answer."""
    response.headers["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 400 with a page that needs nothing of a request that could not be read."""
    return HttpResponse(render_to_string("400.html"), status=400)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 where the database is locked or full, with a page that needs neither.

    The framework calls this while it handles what went wrong.
    """
    if isinstance(sys.exc_info()[1], OperationalError):
        busy = HttpResponse(render_to_string("503.html"), status=503)
        busy.headers["Retry-After"] = "30"
        return busy
    return HttpResponse(render_to_string("500.html"), status=500)
