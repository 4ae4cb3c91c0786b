from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log of every operation."""

    name = "freedomcities.audit"
    label = "audit"
