from __future__ import annotations

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """The groups of the site."""

    name = "freedomcities.groups"
    label = "groups"

    def ready(self) -> None:
        """Say what can be followed, what is told, and what is moderated."""
        from freedomcities.groups import moderating, news  # noqa: PLC0415 the models are there now

        news.register()
        moderating.register()
