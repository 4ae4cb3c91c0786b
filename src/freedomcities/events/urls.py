"""The addresses of events, under `/events/`."""

from __future__ import annotations

from django.urls import path

from freedomcities.events import desk_views, embed_views, hosting_views, views

app_name = "events"

_EVENT = "<slug:event_id>"
_HOST = f"{_EVENT}/hosts/<uuid:host>"

urlpatterns = [
    path("", views.events, name="events"),
    path("embed/", embed_views.events_embed, name="events_embed"),
    path("new/", views.new, name="new"),
    path("new/here/", views.new_here, name="new_here"),
    path("invitation/<slug:secret>/", hosting_views.host_invitation, name="host_invitation"),
    path(f"{_EVENT}/", views.event, name="event"),
    path(f"{_EVENT}/embed/", embed_views.event_embed, name="event_embed"),
    path(f"{_EVENT}/desk/", desk_views.desk, name="desk"),
    path(f"{_EVENT}/change/", desk_views.change, name="change"),
    path(f"{_EVENT}/cancel/", desk_views.cancel, name="cancel"),
    path(f"{_EVENT}/hosts/new/", hosting_views.host_new, name="host_new"),
    path(f"{_EVENT}/hosts/leave/", hosting_views.host_leave, name="host_leave"),
    path(f"{_HOST}/hand-over/", hosting_views.host_hand_over, name="host_hand_over"),
    path(f"{_HOST}/remove/", hosting_views.host_remove, name="host_remove"),
    path(f"{_EVENT}/groups/add/", hosting_views.group_add, name="group_add"),
    path(
        f"{_EVENT}/groups/<slug:group_id>/remove/",
        hosting_views.group_remove,
        name="group_remove",
    ),
]
