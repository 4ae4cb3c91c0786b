from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """See the package's docstring."""

    name = "freedomcities.pages"
    label = "pages"
