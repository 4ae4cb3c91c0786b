"""Closed lists of privacy."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DemandFrom(models.TextChoices):
    """Who demanded to be told something on people."""

    COURT = "court", _("a court")
    POLICE = "police", _("police or a prosecutor")
    IMMIGRATION = "immigration", _("immigration authorities")
    GOVERNMENT = "government", _("another office of government")
    LAWYER = "lawyer", _("a lawyer or a company")
    OTHER = "other", _("somebody else")


class DemandAnswer(models.TextChoices):
    """What they were told."""

    PENDING = "pending", _("not answered yet")
    REFUSED = "refused", _("refused")
    NOTHING_HELD = "nothing-held", _("nothing is held")
    IN_PART = "in-part", _("answered in part")
    ANSWERED = "answered", _("answered")
