from __future__ import annotations

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """What is held on people, and how it goes."""

    name = "freedomcities.privacy"
    label = "privacy"
