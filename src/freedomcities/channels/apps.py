from __future__ import annotations

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """The channels of the site."""

    name = "freedomcities.channels"
    label = "channels"

    def ready(self) -> None:
        """Say what can be followed, what is told, and what is moderated."""
        from freedomcities.channels import (  # noqa: PLC0415 the models are there
            lost_hooks,
            moderating,
            news,
        )

        news.register()
        lost_hooks.register()
        moderating.register()
