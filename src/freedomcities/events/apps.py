from __future__ import annotations

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """The events of the site."""

    name = "freedomcities.events"
    label = "events"

    def ready(self) -> None:
        """Say what can be followed, what is told, what is moderated, and what groups show."""
        # The models are there now.
        from freedomcities.events import beside_groups, moderating, news  # noqa: PLC0415

        news.register()
        moderating.register()
        beside_groups.register()
