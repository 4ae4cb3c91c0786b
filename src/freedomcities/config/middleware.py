"""What happens to every request: headers on the way out, the language on the way in."""

from __future__ import annotations

import re
from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.encoding import escape_uri_path

Handler = Callable[[HttpRequest], HttpResponse]

_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(),"
        " magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
}
# Other sites may frame these pages, and no others: no cookie and no form is in them.
_FRAMED = re.compile(r"(?:/[a-z]{2})?/events/(?:[a-z0-9-]+/)?embed/")
_FRAMED_STATUSES = {200, 304, 400}
_FRAMED_POLICY = ("frame-ancestors 'none'", "frame-ancestors *")
_MARK = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|twclid|ttclid|yclid|igsh|igshid|mc_[ce]id"
    r"|mkt_tok|_hs(?:enc|mi)|li_fat_id)"
)
# Answers for programs: they take ?lang=, pages redirect to their prefixed address.
_UNPREFIXED = ("/api/", "/static/", "/healthz", "/.well-known/", "/oembed")


# No form takes more: a picture, and its words. What is larger is not read at all.
_LONGEST_BODY = 32 * 1024 * 1024


def security_headers(get_response: Handler) -> Handler:
    """Put the headers that no part of the framework sets on every answer, errors included."""
    # No page needs a number of its own in it (a nonce), so that it is put together once.
    headers = {**_HEADERS, "Content-Security-Policy": build_policy()}

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        is_framed = _FRAMED.fullmatch(request.path_info) is not None
        if is_framed and response.status_code in _FRAMED_STATUSES:
            _let_be_framed(response)
        return response

    return handle


def _let_be_framed(response: HttpResponse) -> None:
    """By any site. Here, since an answer from memory and a 304 come from no view."""
    policy = response.headers.get("Content-Security-Policy", "")
    response.headers["Content-Security-Policy"] = policy.replace(*_FRAMED_POLICY)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers.pop("X-Frame-Options", None)


def without_marks(get_response: Handler) -> Handler:
    """Read an address as it was before another site marked who was led there, and by what.

    Each visitor from there has a mark of their own: the page would be made for each of them, and
    its links would carry the mark on.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        parts = query.split("&")
        kept = [each for each in parts if not _MARK.fullmatch(each.partition("=")[0])]
        if len(kept) < len(parts):
            request.META["QUERY_STRING"] = "&".join(kept)
        return get_response(request)

    return handle


def language(get_response: Handler) -> Handler:
    """Take the language from the address alone: ``/es/…``; no cookie, no guessing.

    ``?lang=es`` leads a page to its Spanish address; feeds and the API answer in it.
    """
    codes = [code for code, _ in settings.LANGUAGES]

    def handle(request: HttpRequest) -> HttpResponse:
        prefix = request.path_info.partition("/")[2].partition("/")[0]
        asked = request.GET.get("lang", "")
        chosen = prefix if prefix in codes[1:] else codes[0]
        if asked in codes and asked != chosen and request.method in {"GET", "HEAD"}:
            if not _is_for_programs(request.path_info):
                return HttpResponseRedirect(_address_in(asked, request, current=chosen))
            chosen = asked
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = get_response(request)
            response.headers.setdefault("Content-Language", chosen)
        return response

    return handle


def bounded_bodies(get_response: Handler) -> Handler:
    """Answer 413 to what is larger than any form, before a byte of it is read."""

    def handle(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > _LONGEST_BODY:
            return HttpResponse(render_to_string("413.html"), status=413)
        return get_response(request)

    return handle


def _is_for_programs(path: str) -> bool:
    last = path.rsplit("/", 1)[-1]
    return path.startswith(_UNPREFIXED) or "." in last


def _address_in(code: str, request: HttpRequest, *, current: str) -> str:
    path = request.path_info
    if current != settings.LANGUAGE_CODE:
        path = path[len(current) + 1 :]
    # Two slashes at the beginning would be another host's address.
    path = escape_uri_path("/" + path.lstrip("/\\"))
    if code != settings.LANGUAGE_CODE:
        path = f"/{code}{path}"
    query = request.GET.copy()
    del query["lang"]
    return f"{path}?{query.urlencode()}" if query else path
