"""The kinds of places."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a place is. ``TOWN`` covers towns and townships that govern themselves."""

    NATION = "nation", _("nation")
    STATE = "state", _("state")
    COUNTY = "county", _("county")
    MUNICIPALITY = "municipality", _("municipality")
    TOWN = "town", _("town or township")
