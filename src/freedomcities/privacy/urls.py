"""The addresses of taking everything along and leaving, under `/account/`."""

from __future__ import annotations

from django.urls import path

from freedomcities.privacy import views

app_name = "privacy"

urlpatterns = [
    path("take-along/", views.take_along, name="take_along"),
    path("take-along/<slug:secret>/", views.export, name="export"),
    path("leave/", views.leave, name="leave"),
    path("left/", views.left, name="left"),
]
