"""The reads of blueprints. All of it is public: every method answers everybody the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from freedomcities.blueprints.models import Blueprint, Crosswalk, Pillar, Rule  # noqa: F401


class PillarQuerySet(models.QuerySet["Pillar"]):
    """Reads of the pillars."""

    def current(self) -> Self:
        """Those that the texts still name, in their order."""
        return self.filter(retired_on=None).order_by("order", "slug")


class BlueprintQuerySet(models.QuerySet["Blueprint"]):
    """Reads of the blueprints."""

    def current(self) -> Self:
        """Those that are offered to people, in their order."""
        return self.filter(retired_on=None).order_by("order", "slug")


class RuleQuerySet(models.QuerySet["Rule"]):
    """Reads of the rules."""

    def in_order(self) -> Self:
        """As a blueprint lists them; of several blueprints, one after the other."""
        return self.order_by("blueprint__order", "blueprint_id", "order", "id")

    def current(self) -> Self:
        """Those that stand in a blueprint now, in its order."""
        return self.filter(retired_on=None).in_order()

    def retired(self) -> Self:
        """Those that a blueprint no longer holds; what was found on them stays readable."""
        return self.exclude(retired_on=None).in_order()


class CrosswalkQuerySet(models.QuerySet["Crosswalk"]):
    """Reads of the crosswalk."""

    def touching(self, rule: Rule) -> Self:
        """The links of a rule to rules that stand now, whichever end it is, with both ends."""
        return (
            self.filter(Q(rule=rule, other__retired_on=None) | Q(other=rule, rule__retired_on=None))
            .select_related("rule__blueprint", "other__blueprint")
            .order_by("id")
        )
