from __future__ import annotations

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """The events of the site."""

    name = "freedomcities.events"
    label = "events"

    def ready(self) -> None:
        """Say what can be followed, what is told, and what is moderated."""
        from freedomcities.events import moderating, news  # noqa: PLC0415 the models are there now

        news.register()
        moderating.register()
