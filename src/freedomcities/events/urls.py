"""The addresses of events, under `/events/`."""

from __future__ import annotations

from django.urls import path

from freedomcities.events import (
    after_views,
    coming_views,
    desk_views,
    embed_views,
    hosting_views,
    kit_views,
    new_views,
    people_views,
    role_views,
    views,
)

app_name = "events"

_EVENT = "<slug:event_id>"
_YES = f"{_EVENT}/yes/<slug:secret>"
_PERSON = f"{_EVENT}/people/<int:number>"
_ROLE = f"{_EVENT}/kit/roles/<slug:key>"
_HOST = f"{_EVENT}/hosts/<uuid:host>"

urlpatterns = [
    path("", views.events, name="events"),
    path("embed/", embed_views.events_embed, name="events_embed"),
    path("new/", new_views.new, name="new"),
    path("new/here/", new_views.new_here, name="new_here"),
    path("invitation/<slug:secret>/", hosting_views.host_invitation, name="host_invitation"),
    path(f"{_EVENT}/", views.event, name="event"),
    path(f"{_EVENT}/embed/", embed_views.event_embed, name="event_embed"),
    path(f"{_EVENT}/yes/", coming_views.yes, name="yes"),
    path(f"{_EVENT}/yes-cancelled/", coming_views.yes_cancelled, name="yes_cancelled"),
    path(f"{_YES}/", coming_views.own_yes, name="own_yes"),
    path(f"{_YES}.ics", coming_views.own_calendar, name="own_calendar"),
    path(f"{_YES}/change/", coming_views.yes_change, name="yes_change"),
    path(f"{_YES}/cancel/", coming_views.yes_cancel, name="yes_cancel"),
    path(f"{_YES}/roles/<slug:key>/take-on/", role_views.role_take_on, name="role_take_on"),
    path(f"{_YES}/roles/<slug:key>/give-back/", role_views.role_give_back, name="role_give_back"),
    path(f"{_EVENT}/people/", people_views.people, name="people"),
    path(f"{_EVENT}/people/sheet/", people_views.people_sheet, name="people_sheet"),
    path(f"{_PERSON}/approve/", people_views.approve_yes, name="approve_yes"),
    path(f"{_PERSON}/decline/", people_views.decline_yes, name="decline_yes"),
    path(f"{_PERSON}/remove/", people_views.remove_yes, name="remove_yes"),
    path(f"{_EVENT}/desk/", desk_views.desk, name="desk"),
    path(f"{_EVENT}/change/", desk_views.change, name="change"),
    path(f"{_EVENT}/cancel/", desk_views.cancel, name="cancel"),
    path(f"{_EVENT}/attendance/", after_views.attendance, name="attendance"),
    path(f"{_EVENT}/attendance/walk-in/", after_views.walk_in, name="walk_in"),
    path(f"{_EVENT}/recap/", after_views.recap, name="recap"),
    path(f"{_EVENT}/thanks/", after_views.thanks, name="thanks"),
    path(f"{_EVENT}/kit/", kit_views.kit, name="kit"),
    path(f"{_EVENT}/kit/agenda/", kit_views.agenda, name="agenda"),
    path(f"{_EVENT}/kit/sign-in-sheet/", kit_views.sign_in_sheet, name="sign_in_sheet"),
    path(f"{_EVENT}/kit/flyer/", kit_views.flyer, name="flyer"),
    path(f"{_ROLE}/hand-out/", kit_views.role_hand_out, name="role_hand_out"),
    path(f"{_ROLE}/take-back/", kit_views.role_take_back, name="role_take_back"),
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
