"""The registration of the noun."""

from __future__ import annotations

from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    """Instruments, findings, and where every place stands on every rule."""

    name = "freedomcities.adoption"
    label = "adoption"

    def ready(self) -> None:
        """Say what is told, and what is moderated."""
        from freedomcities.adoption import news, withdrawing  # noqa: PLC0415 the models are there

        news.register()
        withdrawing.register()
