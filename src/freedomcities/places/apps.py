"""The app `places`."""

from __future__ import annotations

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The atlas; it knows nothing of what people do at a place."""

    name = "freedomcities.places"
    label = "places"

    def ready(self) -> None:
        """Say what of this noun is moderated."""
        from freedomcities.moderation.kinds import register  # noqa: PLC0415 needs the models
        from freedomcities.places.moderating import PLACES  # noqa: PLC0415

        register(PLACES)
