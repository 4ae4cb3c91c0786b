from __future__ import annotations

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """The channels of the site."""

    name = "freedomcities.channels"
    label = "channels"
