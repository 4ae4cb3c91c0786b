from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What people follow, and the letters that tell them of it."""

    name = "freedomcities.notices"
    label = "notices"
