from __future__ import annotations

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """What waits for a moderator."""

    name = "freedomcities.moderation"
    label = "moderation"
