"""The app `places`."""

from __future__ import annotations

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The atlas; it knows nothing of what people do at a place."""

    name = "freedomcities.places"
    label = "places"

    def ready(self) -> None:
        """Say what can be followed, and what is moderated."""
        from freedomcities.places import followed, moderating  # noqa: PLC0415 the models are there

        followed.register()
        moderating.register()
