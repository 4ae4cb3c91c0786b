from __future__ import annotations

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """The groups of the site."""

    name = "freedomcities.groups"
    label = "groups"

    def ready(self) -> None:
        """Say what of this noun is moderated."""
        from freedomcities.groups.moderating import KINDS  # noqa: PLC0415 needs the models
        from freedomcities.moderation.kinds import register  # noqa: PLC0415

        for kind in KINDS:
            register(kind)
