"""Who may see what: checked for every address, before its view is called.

What an address needs is declared on its view (`lib.access`). A visitor is led to sign in;
whoever lacks a role gets the page of what is not there, since forbidden and missing look alike.
Within a group the view itself knows who belongs to it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from freedomcities.accounts import windows
from freedomcities.accounts.choices import Role
from freedomcities.accounts.signing_in import note_visit
from freedomcities.lib.access import Audience

Handler = Callable[[HttpRequest], HttpResponse]

_ROLES = {
    Audience.READER: {Role.READER},
    Audience.MODERATOR: {Role.MODERATOR, Role.STAFF},
    Audience.STAFF: {Role.STAFF},
}


class Access:
    """The middleware; `process_view` knows the view that the address leads to."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """What is for one person is kept by nobody else; public pages say so themselves."""
        response = self.get_response(request)
        match = request.resolver_match
        audience = getattr(match.func, "audience", None) if match else None
        if audience not in {None, Audience.PUBLIC}:
            response.headers["Cache-Control"] = "no-store"
        elif settings.SESSION_COOKIE_NAME in request.COOKIES:
            # Public pages show somebody their own groups as well.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Let through, lead to signing in, or answer as if there were nothing."""
        audience = getattr(view, "audience", Audience.PUBLIC)
        if audience is Audience.PUBLIC:
            return None
        if not request.user.is_authenticated:
            return HttpResponseRedirect(_sign_in_address(request))
        person = request.user
        note_visit(person, now=datetime.now(UTC))
        if audience not in _ROLES:
            return None
        needed = {role for each in (audience, *getattr(view, "also", ())) for role in _ROLES[each]}
        if not needed & set(person.roles):
            raise Http404
        if not windows.is_strong(request):
            return HttpResponseRedirect(reverse("accounts:code_app"))
        return None


def _sign_in_address(request: HttpRequest) -> str:
    address = reverse("accounts:sign_in")
    if request.method not in {"GET", "HEAD"}:
        return address
    return f"{address}?{urlencode({'next': request.get_full_path()})}"
