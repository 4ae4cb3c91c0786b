"""Reads of agencies, offices and their holders, which are public; of corrections, which are not."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from freedomcities.officials.models import (  # noqa: F401
        Agency,
        Correction,
        Office,
        Official,
    )


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Agencies by whether there still are any, and by whom they serve."""

    def active(self) -> Self:
        """Those that have not been closed."""
        return self.filter(closed_on="")

    def serving(self, places: Collection[str]) -> Self:
        """Those that serve any of the places, by the codes that these go by; each once."""
        return self.filter(services__place__in=places).distinct()

    def called(self, text: str) -> Self:
        """Those with this in their name, as people or the list write it."""
        text = " ".join(text.split())
        return self.filter(Q(name__icontains=text) | Q(listed_name__icontains=text))


class OfficeQuerySet(models.QuerySet["Office"]):
    """Offices by whether there still are any, and where."""

    def active(self) -> Self:
        """Those that have not been closed."""
        return self.filter(closed_on="")

    def at(self, places: Collection[str]) -> Self:
        """Those of any of the places, by the codes that these go by."""
        return self.filter(place__in=places)


class OfficialQuerySet(models.QuerySet["Official"]):
    """Officials by the office they hold."""

    def active(self) -> Self:
        """Those whom nobody has closed; whether a term has run out, the reader asks."""
        return self.filter(closed_on="")

    def holding(self, offices: Collection[str]) -> Self:
        """Those of these offices, by area and name."""
        return self.filter(office__in=offices).order_by("area", "name", "pk")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Corrections, for the operator alone."""

    def open(self) -> Self:
        """Those that wait for a decision, the oldest first."""
        return self.filter(state="open").order_by("submitted_at", "pk")
