from __future__ import annotations

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """The groups of the site."""

    name = "freedomcities.groups"
    label = "groups"
