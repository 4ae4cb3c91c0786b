"""The reads of adoption. All of it is public: every method answers everybody the same."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db import models

from freedomcities.adoption.answers import Standing as Stands
from freedomcities.adoption.facts import Kind, Reach

if TYPE_CHECKING:
    from freedomcities.adoption.models import (  # noqa: F401
        Finding,
        Instrument,
        Search,
        Standing,
    )


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    """Reads of the instruments."""

    def of_places(self, codes: Collection[str]) -> Self:
        """Those that these places issued, whatever their reach."""
        return self.filter(place__in=codes)

    def over_territory(self, codes: Collection[str]) -> Self:
        """Those of these places that reach everyone in their territory."""
        return self.filter(place__in=codes, reach=Reach.TERRITORY)

    def declarations(self) -> Self:
        """Those in which a place only calls itself something."""
        return self.filter(kind=Kind.DECLARATION)

    def latest_recorded(self) -> Self:
        """The ones that were added or replaced last come first."""
        return self.order_by("-recorded_at", "id")


class FindingQuerySet(models.QuerySet["Finding"]):
    """Reads of the findings."""

    def of_instruments(self, ids: Collection[str]) -> Self:
        """Those of these instruments, in the order of the instruments' own lists."""
        return self.filter(instrument__in=ids).order_by("instrument_id", "position")

    def confirmed(self) -> Self:
        """Those that a second reader confirmed."""
        return self.filter(confirmed=True)


_AllInstruments = models.Manager.from_queryset(InstrumentQuerySet)
_AllFindings = models.Manager.from_queryset(FindingQuerySet)


class ListedInstruments(_AllInstruments["Instrument"]):
    """What readers see, wherever they look: nothing that was taken off the list."""

    def get_queryset(self) -> InstrumentQuerySet:
        """Without those that are withdrawn."""
        return InstrumentQuerySet(self.model, using=self._db).filter(withdrawn_on=None)


class ListedFindings(_AllFindings["Finding"]):
    """The findings of what readers see."""

    def get_queryset(self) -> FindingQuerySet:
        """Without those of instruments that are withdrawn.

        By a small list of ids, and not by a join, so that no database begins with the instruments.
        """
        from freedomcities.adoption.models import Instrument  # noqa: PLC0415 it needs this module

        withdrawn = Instrument.records.exclude(withdrawn_on=None)
        return FindingQuerySet(self.model, using=self._db).exclude(
            instrument__in=withdrawn.values("pk")
        )


class SearchQuerySet(models.QuerySet["Search"]):
    """Reads of the searches."""

    def of_places(self, codes: Collection[str]) -> Self:
        """Those in the law of these places."""
        return self.filter(place__in=codes)


class StandingQuerySet(models.QuerySet["Standing"]):
    """Reads of today's standings; a place and a rule without a row are unknown."""

    def of_blueprint(self, slug: str) -> Self:
        """Those on the rules that a blueprint holds now."""
        return self.filter(rule__blueprint=slug, rule__retired_on=None)

    def adopted(self) -> Self:
        """Those of rules in force."""
        return self.filter(standing=Stands.ADOPTED)
