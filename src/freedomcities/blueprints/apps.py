"""The app `blueprints`."""

from __future__ import annotations

from django.apps import AppConfig


class BlueprintsConfig(AppConfig):
    """The model rules, kept as data: nothing here knows what they are about."""

    name = "freedomcities.blueprints"
    label = "blueprints"
