"""The one address of the design system's own, below `/about/design/`."""

from __future__ import annotations

from django.urls import path

from freedomcities.ui import views

app_name = "ui"
urlpatterns = [path("", views.design, name="design")]
