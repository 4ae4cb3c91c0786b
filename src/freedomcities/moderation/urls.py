"""The addresses of moderation: the desk, the public form, the public list of decisions."""

from __future__ import annotations

from django.urls import path

from freedomcities.moderation import desk_views, take_down_views, views

app_name = "moderation"

_DESK = "staff/moderation/"

urlpatterns = [
    path(_DESK, desk_views.queue, name="queue"),
    path(f"{_DESK}take-downs/", take_down_views.take_downs, name="take_downs"),
    path(f"{_DESK}take-downs/ask/", take_down_views.take_down_ask, name="take_down_ask"),
    path(
        f"{_DESK}take-downs/<uuid:asked_id>/confirm/",
        take_down_views.take_down_confirm,
        name="take_down_confirm",
    ),
    path(
        f"{_DESK}take-downs/<uuid:asked_id>/refuse/",
        take_down_views.take_down_refuse,
        name="take_down_refuse",
    ),
    path(f"{_DESK}<uuid:case_id>/", desk_views.case, name="case"),
    path(f"{_DESK}<uuid:case_id>/<slug:decision>/", desk_views.decide, name="decide"),
    path("report/", views.report, name="report"),
    path("report/thanks/", views.thanks, name="thanks"),
    path("about/decisions/", views.decisions, name="decisions"),
]
