from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """See the package's docstring."""

    name = "freedomcities.pages"
    label = "pages"

    def ready(self) -> None:
        """Say what is told to those who moderate and who read law."""
        from freedomcities.pages import desk_news  # noqa: PLC0415 the models are there now

        desk_news.register()
