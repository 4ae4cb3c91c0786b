"""Outlines for maps: of the nation and of each state. Public, made once for each edition."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from freedomcities.lib.access import audience
from freedomcities.places.outlines import nation_outlines, state_outlines

GEOJSON = "application/geo+json"


@audience("public")
@require_safe
def nation(_request: HttpRequest) -> HttpResponse:
    """The outlines of all states."""
    return HttpResponse(nation_outlines(), content_type=GEOJSON)


@audience("public")
@require_safe
def state(_request: HttpRequest, state: str) -> HttpResponse:
    """The outlines of a state's counties."""
    text = state_outlines(state.upper()) if state == state.lower() else ""
    if not text:
        raise Http404
    return HttpResponse(text, content_type=GEOJSON)
