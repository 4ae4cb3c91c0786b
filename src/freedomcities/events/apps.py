from __future__ import annotations

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """The events of the site."""

    name = "freedomcities.events"
    label = "events"

    def ready(self) -> None:
        """Say what can be followed, what is told, moderated and written, and what groups show."""
        # The models are there now.
        from freedomcities.events import (  # noqa: PLC0415
            beside_groups,
            letters,
            moderating,
            news,
            recaps,
        )

        news.register()
        moderating.register()
        recaps.register()
        letters.register()
        beside_groups.register()
