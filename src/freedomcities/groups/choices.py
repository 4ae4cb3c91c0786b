"""Closed lists of groups."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody does in one group; nothing follows from it for any other."""

    LEAD = "lead", _("lead")
    """Decides on everything of the group; there is always one while it is not closed."""
    ORGANIZER = "organizer", _("organizer")
    """Lets people in."""
    MEMBER = "member", _("member")


class Joining(models.TextChoices):
    """How people come into a group."""

    REQUEST = "request", _("People ask, and the group decides")
    INVITATION = "invitation", _("By invitation only")


class State(models.TextChoices):
    """How far a group is. One that was declined is there no more."""

    WAITING = "waiting", _("waits for a moderator")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
