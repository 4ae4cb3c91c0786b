"""The addresses of groups, under `/groups/`."""

from __future__ import annotations

from django.urls import path

from freedomcities.groups import desk_views, joining_views, lead_views, member_views, views

app_name = "groups"

_GROUP = "<slug:group_id>"

urlpatterns = [
    path("", views.groups, name="groups"),
    path("start/", views.start, name="start"),
    path("start/here/", views.start_here, name="start_here"),
    path("invitation/<slug:secret>/", joining_views.invitation, name="invitation"),
    path(f"{_GROUP}/", views.group, name="group"),
    path(f"{_GROUP}/join/", joining_views.join, name="join"),
    path(f"{_GROUP}/join/withdraw/", joining_views.request_withdraw, name="request_withdraw"),
    path(f"{_GROUP}/desk/", desk_views.desk, name="desk"),
    path(
        f"{_GROUP}/requests/<uuid:asked>/accept/",
        joining_views.request_accept,
        name="request_accept",
    ),
    path(
        f"{_GROUP}/requests/<uuid:asked>/decline/",
        joining_views.request_decline,
        name="request_decline",
    ),
    path(f"{_GROUP}/invitations/new/", joining_views.invitation_new, name="invitation_new"),
    path(
        f"{_GROUP}/invitations/withdraw/",
        joining_views.invitations_withdraw,
        name="invitations_withdraw",
    ),
    path(f"{_GROUP}/members/<uuid:member>/", member_views.member, name="member"),
    path(f"{_GROUP}/members/<uuid:member>/role/", member_views.member_role, name="member_role"),
    path(
        f"{_GROUP}/members/<uuid:member>/hand-over/",
        member_views.member_hand_over,
        name="member_hand_over",
    ),
    path(
        f"{_GROUP}/members/<uuid:member>/remove/", member_views.member_remove, name="member_remove"
    ),
    path(f"{_GROUP}/name/", desk_views.my_name, name="my_name"),
    path(f"{_GROUP}/leave/", desk_views.leaving, name="leaving"),
    path(f"{_GROUP}/change/", lead_views.change, name="change"),
    path(f"{_GROUP}/places/add/", lead_views.place_add, name="place_add"),
    path(f"{_GROUP}/places/<slug:geoid>/remove/", lead_views.place_remove, name="place_remove"),
    path(f"{_GROUP}/parent/", lead_views.parent, name="parent"),
    path(f"{_GROUP}/close/", lead_views.close, name="close"),
]
