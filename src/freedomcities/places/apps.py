"""The app `places`."""

from __future__ import annotations

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The atlas; it knows nothing of what people do at a place."""

    name = "freedomcities.places"
    label = "places"
