"""The addresses of events that programs read: they stand once, and take ``?lang=``."""

from __future__ import annotations

from django.urls import path, re_path

from freedomcities.events import card_views, embed_views, feeds, feeds_beside

app_name = "event_feeds"

_ENDING = r"\.(?P<ending>ics|atom|geojson|csv)$"

urlpatterns = [
    path("events.ics", feeds.events_ics, name="events_ics"),
    path("events.atom", feeds.events_atom, name="events_atom"),
    path("events.geojson", feeds.events_geojson, name="events_geojson"),
    path("events.csv", feeds.events_csv, name="events_csv"),
    path("events/<slug:event_id>.ics", feeds.event_ics, name="event_ics"),
    path("events/<slug:event_id>.atom", feeds.event_atom, name="event_atom"),
    path("events/<slug:event_id>.geojson", feeds.event_geojson, name="event_geojson"),
    re_path(
        rf"^groups/(?P<group_id>[A-Za-z0-9_-]+){_ENDING}",
        feeds_beside.group_feed,
        name="group_feed",
    ),
    re_path(
        rf"^places/(?P<path>[A-Za-z0-9/-]+){_ENDING}", feeds_beside.place_feed, name="place_feed"
    ),
    re_path(
        r"^events/(?P<event_id>[a-z0-9]+)\.(?P<shape>wide|square)\.png$",
        card_views.event_picture,
        name="event_picture",
    ),
    path("oembed", embed_views.oembed, name="oembed"),
]
