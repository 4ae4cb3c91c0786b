"""Closed lists of accounts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody may do for the whole site; whoever has one needs a second factor."""

    READER = "reader", _("reader of law")
    """Reads law, and confirms what others found in it."""
    MODERATOR = "moderator", _("moderator")
    STAFF = "staff", _("staff")


class CodePurpose(models.TextChoices):
    """What a code in a letter is for."""

    SIGN_IN = "sign-in"
    ADDRESS = "address"
    """To show that a new address is one's own."""


class LetterState(models.TextChoices):
    """How far a letter is; one that left is there no more."""

    WAITING = "waiting"
    SENDING = "sending"
