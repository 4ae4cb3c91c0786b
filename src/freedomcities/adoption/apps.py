"""The registration of the noun."""

from __future__ import annotations

from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    """Instruments, findings, and where every place stands on every rule."""

    name = "freedomcities.adoption"
    label = "adoption"

    def ready(self) -> None:
        """Say what of this noun is moderated."""
        from freedomcities.adoption.withdrawing import INSTRUMENTS  # noqa: PLC0415 needs the models
        from freedomcities.moderation.kinds import register  # noqa: PLC0415

        register(INSTRUMENTS)
