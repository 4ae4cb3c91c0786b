"""What machines ask every site: is it well, and whom to tell of a weakness."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from freedomcities.lib.access import audience

_VALID_DAYS = 180


@audience("public")
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Say "ok" where the database answers, else 503. Nothing else is told."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        unwell = HttpResponse("unavailable\n", status=503, content_type="text/plain")
        unwell.headers["Retry-After"] = "30"
        return _uncached(unwell)
    return _uncached(HttpResponse("ok\n", content_type="text/plain"))


@audience("public")
@require_safe
def security_txt(_request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell. The page named as contact says how to reach the operator."""
    expires = (datetime.now(UTC) + timedelta(days=_VALID_DAYS)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    lines = [
        f"Contact: {settings.PUBLIC_URL}{reverse('about:security')}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: en, es",
        f"Canonical: {settings.PUBLIC_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@audience("public")
@require_safe
def robots_txt(_request: HttpRequest) -> HttpResponse:
    """The list is there to be found; searches are not pages, and photos are for readers."""
    closed = ("/places/search/", "/es/places/search/", "/media/")
    rules = "".join(f"{line}\n" for line in ("User-agent: *", *(f"Disallow: {x}" for x in closed)))
    return HttpResponse(rules, content_type="text/plain; charset=utf-8")


def _uncached(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
