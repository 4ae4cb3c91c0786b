"""The addresses of moderation: desks of moderators and readers, and what everybody may see."""

from __future__ import annotations

from django.urls import path

from freedomcities.moderation import desk_views, reading_views, take_down_views, views

app_name = "moderation"

_DESK = "staff/moderation/"
_READING = "staff/reading/"

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
    path(_READING, reading_views.readings, name="readings"),
    path(f"{_READING}<uuid:case_id>/", reading_views.reading, name="reading"),
    path(
        f"{_READING}<uuid:case_id>/<slug:reading>/",
        reading_views.reading_answer,
        name="reading_answer",
    ),
    path("report/", views.report, name="report"),
    path("report/thanks/", views.thanks, name="thanks"),
    path("about/decisions/", views.decisions, name="decisions"),
]
