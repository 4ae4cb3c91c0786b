"""The addresses of corrections, below `/officials/`."""

from __future__ import annotations

from django.urls import path

from freedomcities.officials import views

app_name = "officials"
urlpatterns = [
    path("correct/", views.correct, name="correct"),
    path("correct/thanks/", views.thanks, name="thanks"),
]
