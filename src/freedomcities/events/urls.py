"""The addresses of events, under `/events/`."""

from __future__ import annotations

from django.urls import path

from freedomcities.events import desk_views, views

app_name = "events"

_EVENT = "<slug:event_id>"

urlpatterns = [
    path("", views.events, name="events"),
    path("new/", views.new, name="new"),
    path("new/here/", views.new_here, name="new_here"),
    path(f"{_EVENT}/", views.event, name="event"),
    path(f"{_EVENT}/desk/", desk_views.desk, name="desk"),
    path(f"{_EVENT}/change/", desk_views.change, name="change"),
    path(f"{_EVENT}/cancel/", desk_views.cancel, name="cancel"),
]
