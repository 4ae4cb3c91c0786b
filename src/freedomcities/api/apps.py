from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """See the package's docstring."""

    name = "freedomcities.api"
    label = "api"
