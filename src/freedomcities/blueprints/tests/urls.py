"""The addresses of this folder alone, as the site has them."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("rules/", include("freedomcities.blueprints.urls")), prefix_default_language=False
)
