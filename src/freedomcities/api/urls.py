"""The addresses of API v1: `path("api/v1/", api_patterns)`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from freedomcities.api.addresses import page_of
from freedomcities.api.faults import missing
from freedomcities.api.serving import served
from freedomcities.api.v1 import make_api
from freedomcities.lib.access import audience

_LISTS = ("places", "blueprints", "instruments", "standings", "agencies", "offices")
_QUESTIONS = ("who",)


def front(_request: HttpRequest, **_parts: Any) -> JsonResponse:
    """Where to begin: the addresses of the lists, of questions, and of the description."""
    names = {"docs": "openapi-view", "openapi": "openapi-json"}
    names |= {name: name for name in (*_LISTS, *_QUESTIONS)}
    return JsonResponse({key: page_of(f"api-1:{name}") for key, name in names.items()})


def nothing(request: HttpRequest, **_parts: Any) -> JsonResponse:
    """Any other address below the API's: an error as programs read it."""
    return missing(request)


def _patterns() -> tuple[list[URLPattern], str, str]:
    found, app_name, namespace = make_api().urls
    patterns = [
        path(str(pattern.pattern), _view(pattern), name=pattern.name)
        for pattern in found
        if isinstance(pattern, URLPattern)
    ]
    return [*patterns, path("<path:rest>", served(nothing), name="nothing")], app_name, namespace


def _view(pattern: URLPattern) -> Any:
    if pattern.name == "openapi-view":
        # A page for people is not for other sites to read.
        return audience("public")(require_safe(pattern.callback))
    # The framework's own view at the root is an error page.
    return served(front if pattern.name == "api-root" else pattern.callback)


api_patterns = _patterns()
