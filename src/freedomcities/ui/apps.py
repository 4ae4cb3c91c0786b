"""The app `ui`: templates, style sheets and the pictures that the site draws of itself."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """The design system has no tables; it is an app for its templates, tags and words."""

    name = "freedomcities.ui"
    label = "ui"
    verbose_name = _("Design")
