"""The closed lists of blueprints."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Relation(models.TextChoices):
    """How a rule stands to a rule of another blueprint, read from the first to the second.

    "A broader B" says that A asks for more than B: a text that meets A meets B.
    """

    SAME = "same", _("both ask for the same")
    BROADER = "broader", _("this rule asks for more")
    NARROWER = "narrower", _("this rule asks for less")
    RELATED = "related", _("on a related question")


OPPOSITE: dict[Relation, Relation] = {
    Relation.SAME: Relation.SAME,
    Relation.BROADER: Relation.NARROWER,
    Relation.NARROWER: Relation.BROADER,
    Relation.RELATED: Relation.RELATED,
}
"""The relation read the other way round."""
