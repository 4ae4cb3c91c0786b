from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """See the package's docstring."""

    name = "freedomcities.pages"
    label = "pages"

    def ready(self) -> None:
        """Say what is told to those who work here, and where an account leads."""
        from freedomcities.pages import (  # noqa: PLC0415 the models are there now
            desk_news,
            own_pages,
        )

        desk_news.register()
        own_pages.register()
