"""The registration of the noun."""

from __future__ import annotations

from django.apps import AppConfig


class OfficialsConfig(AppConfig):
    """Law-enforcement agencies and offices, and whom to meet there."""

    name = "freedomcities.officials"
    label = "officials"

    def ready(self) -> None:
        """Say what of this noun is moderated."""
        from freedomcities.officials import moderating  # noqa: PLC0415 the models are there now

        moderating.register()
