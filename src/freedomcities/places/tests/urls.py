"""The addresses of places as the site puts them together, with a page of a place to lead to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from freedomcities.lib.access import audience
from freedomcities.places.urls import urlpatterns as own


@audience("public")
def place(request: HttpRequest, path: str) -> HttpResponse:
    return HttpResponse(path)


urlpatterns = [
    path("places/", include(([*own, path("<path:path>/", place, name="place")], "places"))),
]
