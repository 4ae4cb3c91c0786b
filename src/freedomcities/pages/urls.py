"""The addresses of the pages that gather many nouns, noun by noun."""

from __future__ import annotations

from django.urls import path, re_path, register_converter

from freedomcities.adoption.urls import urlpatterns as instruments
from freedomcities.blueprints import views as blueprint_views
from freedomcities.pages import about as about_views
from freedomcities.pages import machine as machine_views
from freedomcities.pages import (
    place_views,
    progress_feeds,
    progress_views,
    rule_page,
    staff_views,
    who_views,
)
from freedomcities.pages.home import home
from freedomcities.places import outline_views
from freedomcities.places.urls import urlpatterns as place_patterns


class PlacePath:
    """The path of a place: slugs, parted by slashes; anything else asks no database."""

    regex = "[A-Za-z0-9-]+(?:/[A-Za-z0-9-]+)*"

    def to_python(self, value: str) -> str:
        """Keep it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Keep it as it is."""
        return value


register_converter(PlacePath, "place_path")

__all__ = [
    "about",
    "feeds",
    "home",
    "instruments",
    "machine",
    "places",
    "progress",
    "rules",
    "staff",
    "who",
]

places = [*place_patterns, path("<place_path:path>/", place_views.place, name="place")]

rules = [
    path("", blueprint_views.blueprints, name="blueprints"),
    path("<slug:blueprint>/", rule_page.blueprint, name="blueprint"),
    path("<slug:blueprint>/<slug:number>/", rule_page.rule, name="rule"),
]

progress = [
    path("", progress_views.progress, name="progress"),
    path("<slug:state>/", progress_views.state, name="state"),
]

staff = [
    path("", staff_views.desk, name="desk"),
    path("people/", staff_views.people, name="people"),
    path("people/link/", staff_views.link, name="link"),
    path("people/<uuid:person>/roles/", staff_views.roles, name="roles"),
    path("people/<uuid:person>/factors/", staff_views.factors, name="factors"),
    path("people/<uuid:person>/end/", staff_views.end, name="end"),
]

who = [path("", who_views.who, name="who")]

about = [
    path("", about_views.about, name="about"),
    path("data/", about_views.data, name="data"),
    path("privacy/", about_views.privacy, name="privacy"),
    path("transparency/", about_views.transparency, name="transparency"),
    path("accessibility/", about_views.accessibility, name="accessibility"),
    path("security/", about_views.security, name="security"),
]

# Beside the page that they mirror, in place of its last slash.
feeds = [
    path("progress.csv", progress_feeds.progress_csv, name="progress_csv"),
    path("progress.geojson", progress_feeds.progress_geojson, name="progress_geojson"),
    path("progress.atom", progress_feeds.progress_atom, name="progress_atom"),
    path("progress/<slug:state>.csv", progress_feeds.state_csv, name="state_csv"),
    path("progress/<slug:state>.geojson", progress_feeds.state_geojson, name="state_geojson"),
    path("progress/<slug:state>.atom", progress_feeds.state_atom, name="state_atom"),
    path("places/outlines.geojson", outline_views.nation, name="nation_outlines"),
    path("places/<slug:state>/outlines.geojson", outline_views.state, name="state_outlines"),
    re_path(
        r"^places/(?P<path>[a-z0-9/-]+)\.(?P<shape>wide|square)\.png$",
        place_views.picture,
        name="place_picture",
    ),
]

machine = [
    path("healthz", machine_views.healthz, name="healthz"),
    path(".well-known/security.txt", machine_views.security_txt, name="security_txt"),
    path("robots.txt", machine_views.robots_txt, name="robots_txt"),
]
