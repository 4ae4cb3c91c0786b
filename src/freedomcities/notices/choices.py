"""Closed lists of notices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pace(models.TextChoices):
    """How often somebody is told of what they follow, the soonest first."""

    AT_ONCE = "at-once", _("at once")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
    MUTED = "muted", _("not at all")
    """Still among what they follow, such as their own group, and no letters of it."""
