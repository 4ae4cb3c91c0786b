"""The addresses of this folder, and those that its answers name."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from freedomcities.api.urls import api_patterns


def page(_request: HttpRequest, **_parts: str) -> HttpResponse:
    """Stands where another folder has its page."""
    return HttpResponse()


urlpatterns = [
    path("api/v1/", api_patterns),
    *i18n_patterns(
        path("", page, name="home"),
        path("places/", include(([path("<path:path>/", page, name="place")], "places"))),
        path("rules/", include("freedomcities.blueprints.urls")),
        path("instruments/", include(([path("<id>/", page, name="instrument")], "adoption"))),
        prefix_default_language=False,
    ),
]
