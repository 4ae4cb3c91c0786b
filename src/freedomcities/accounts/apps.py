from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The people of the site."""

    name = "freedomcities.accounts"
    label = "accounts"
