from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """See the package's docstring."""

    name = "freedomcities.pages"
    label = "pages"

    def ready(self) -> None:
        """Say what is told to those who moderate, and where an account leads."""
        from freedomcities.pages import (  # noqa: PLC0415 the models are there now
            moderators_news,
            own_pages,
        )

        moderators_news.register()
        own_pages.register()
