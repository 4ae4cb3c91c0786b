"""The addresses of the list as the site has them, with plain pages for what it leads to."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from freedomcities.lib.access import audience
from freedomcities.pages import progress_feeds, progress_views


@audience("public")
def page(request: HttpRequest, **_: str) -> HttpResponse:
    return HttpResponse(request.path)


progress = [
    path("", progress_views.progress, name="progress"),
    path("<slug:state>/", progress_views.state, name="state"),
]
feeds = [
    path("progress.csv", progress_feeds.progress_csv, name="progress_csv"),
    path("progress.geojson", progress_feeds.progress_geojson, name="progress_geojson"),
    path("progress.atom", progress_feeds.progress_atom, name="progress_atom"),
    path("progress/<slug:state>.csv", progress_feeds.state_csv, name="state_csv"),
    path("progress/<slug:state>.geojson", progress_feeds.state_geojson, name="state_geojson"),
    path("progress/<slug:state>.atom", progress_feeds.state_atom, name="state_atom"),
]
places = [path("", page, name="places"), path("<path:path>/", page, name="place")]

urlpatterns = [
    path("", include((feeds, "feeds"))),
    *i18n_patterns(
        path("progress/", include((progress, "progress"))),
        path("places/", include((places, "places"))),
        path("instruments/", include(([path("<slug:id>/", page, name="instrument")], "adoption"))),
        prefix_default_language=False,
    ),
]
