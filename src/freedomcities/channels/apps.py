from __future__ import annotations

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """The channels of the site."""

    name = "freedomcities.channels"
    label = "channels"

    def ready(self) -> None:
        """Say what can be followed, and what is told."""
        from freedomcities.channels import news  # noqa: PLC0415 the models are there now

        news.register()
