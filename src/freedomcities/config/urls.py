"""Every address of the site: the nouns' own, with a language prefix where people read them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
