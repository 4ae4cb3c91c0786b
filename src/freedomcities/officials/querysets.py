"""Reads of agencies and offices. They are public; there is nothing to hide from anybody."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from freedomcities.officials.models import Agency, Office  # noqa: F401


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Agencies by whether there still are any, and by whom they serve."""

    def active(self) -> Self:
        """Those that have not been closed."""
        return self.filter(closed_on="")

    def serving(self, places: Collection[str]) -> Self:
        """Those that serve any of the places, by the codes that these go by; each once."""
        return self.filter(services__place__in=places).distinct()


class OfficeQuerySet(models.QuerySet["Office"]):
    """Offices by whether there still are any, and where."""

    def active(self) -> Self:
        """Those that have not been closed."""
        return self.filter(closed_on="")

    def at(self, places: Collection[str]) -> Self:
        """Those of any of the places, by the codes that these go by."""
        return self.filter(place__in=places)
