"""Closed lists of channels."""

from __future__ import annotations

from enum import IntEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ring(IntEnum):
    """How near a channel is to a group, the nearest first."""

    OWN = 0
    """Of a place where the group works."""
    COUNTY = 1
    """Of a county that such a place lies in."""
    NEIGHBOUR = 2
    """Of a town, county or state beside those."""
    STATE = 3
    RULE = 4
    """Of a rule, wherever one works for it."""


class Form(models.TextChoices):
    """The ways of handing news on to a chat."""

    SLACK = "slack", _("Slack, Mattermost, Rocket.Chat or another that takes Slack's form")
    MATRIX = "matrix", _("Matrix (Element and others)")
