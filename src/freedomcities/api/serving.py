"""How every address of the API is served: to everybody, on any site's pages, read only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from freedomcities.api.faults import NOT_ALLOWED, fault, missing
from freedomcities.lib.access import audience

View = Callable[..., Any]

# The data are public and nothing here reads a cookie, so that any page may ask.
_FOR_ANY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_BEFORE_ASKING = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
_METHODS = ["GET", "HEAD", "OPTIONS"]


def served(view: View) -> View:
    """The view as an address has it; its answers may be read from any site."""

    @audience("public")
    @csrf_exempt
    @wraps(view)
    def serve(request: HttpRequest, **parts: Any) -> HttpResponse:
        response = _answer(view, request, parts)
        for name, value in _FOR_ANY_SITE.items():
            response.headers.setdefault(name, value)
        return response

    serve.methods = ("GET",)  # type: ignore[attr-defined]
    return serve


def _answer(view: View, request: HttpRequest, parts: dict[str, Any]) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ", ".join(_METHODS), **_BEFORE_ASKING})
    if request.method not in _METHODS:
        refused = fault("This address can only be read: use GET.", status=NOT_ALLOWED)
        refused.headers["Allow"] = ", ".join(_METHODS)
        return refused
    if "\0" in request.path_info:
        return missing(request)
    response: HttpResponse = _as_get(view, request, parts)
    return response


def _as_get(view: View, request: HttpRequest, parts: dict[str, Any]) -> Any:
    # The operations know GET alone; the server leaves the body out of an answer to HEAD.
    asked = request.method
    request.method = "GET"
    try:
        return view(request, **parts)
    finally:
        request.method = asked
