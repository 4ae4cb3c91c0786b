"""The addresses of the model rules, below `/rules/`."""

from __future__ import annotations

from django.urls import path

from freedomcities.blueprints import views

app_name = "blueprints"
urlpatterns = [
    path("", views.blueprints, name="blueprints"),
    path("<slug:slug>/", views.blueprint, name="blueprint"),
    path("<slug:slug>/<slug:number>/", views.rule, name="rule"),
]
