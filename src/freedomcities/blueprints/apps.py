"""The app `blueprints`."""

from __future__ import annotations

from django.apps import AppConfig


class BlueprintsConfig(AppConfig):
    """The model rules, kept as data: nothing here knows what they are about."""

    name = "freedomcities.blueprints"
    label = "blueprints"

    def ready(self) -> None:
        """Say what can be followed."""
        from freedomcities.blueprints import followed  # noqa: PLC0415 the models are there now

        followed.register()
