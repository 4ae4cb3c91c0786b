from __future__ import annotations

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """The pictures of every noun that has some."""

    name = "freedomcities.media"
    label = "media"
