"""The rows that the source files become. They are written by `operations` and by nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, TypeVar

from django.db import models
from django.db.models import F, Q

from freedomcities.blueprints.choices import OPPOSITE, Relation
from freedomcities.blueprints.querysets import (
    BlueprintQuerySet,
    CrosswalkQuerySet,
    PillarQuerySet,
    RuleQuerySet,
)
from freedomcities.blueprints.source_shapes import Texts
from freedomcities.lib.numbering import numbered
from freedomcities.lib.privacy import DataClass

VERSION_LENGTH = 12
FALLBACK = "en"


Said = TypeVar("Said")


def in_language(content: Mapping[str, Said], language: str) -> Said:
    """What is said in a language, of `es-mx` that of `es`, and English where there is nothing."""
    for code in (language, language.partition("-")[0]):
        if code in content:
            return content[code]
    return content[FALLBACK]


class Pillar(models.Model):
    """One part of the vision, with which rules and much else are labelled.

    `content`: by language `name` and `text`.
    """

    data_class: ClassVar = DataClass.PUBLIC

    slug = models.SlugField(max_length=60, primary_key=True)
    order = models.PositiveSmallIntegerField()
    content = models.JSONField()
    retired_on = models.DateField(null=True, blank=True)

    objects = PillarQuerySet.as_manager()

    def __str__(self) -> str:
        return self.slug

    def text(self, language: str) -> Texts:
        """Name and text in a language, or else in English."""
        return in_language(self.content, language)


class Blueprint(models.Model):
    """A set of model rules on one issue.

    `content`: by language `title`, `lead`, `summary`, `issue`, `questions` (a list), `all_in_force`
    and `note`. `version` covers the rules too. A retired one is kept for what was found on it.
    """

    data_class: ClassVar = DataClass.PUBLIC

    slug = models.SlugField(max_length=60, primary_key=True)
    order = models.PositiveSmallIntegerField()
    version = models.CharField(max_length=VERSION_LENGTH)
    content = models.JSONField()
    retired_on = models.DateField(null=True, blank=True)

    objects = BlueprintQuerySet.as_manager()

    def __str__(self) -> str:
        return self.slug

    def text(self, language: str) -> Texts:
        """The texts in a language, or else in English."""
        return in_language(self.content, language)


class Rule(models.Model):
    """One rule of a blueprint; `number` is what people call it by, "1" or "12b".

    `content`: by language `name`, `plain`, `why`, `clause`, `clause_does`, `questions` (a list),
    `untouched` and `examples`. `version` is that of the content. `pillars` is a list of slugs.
    """

    data_class: ClassVar = DataClass.PUBLIC

    blueprint = models.ForeignKey(Blueprint, on_delete=models.PROTECT, related_name="rules")
    number = models.CharField(max_length=20)
    # Not unique in the table: a load may pass one rule's name on to another.
    slug = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()
    required = models.BooleanField()
    pillars = models.JSONField(default=list)
    version = models.CharField(max_length=VERSION_LENGTH)
    content = models.JSONField()
    retired_on = models.DateField(null=True, blank=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["blueprint", "number"], name="blueprints_rule_number_once"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="blueprints_rule_has_number"),
        ]

    def __str__(self) -> str:
        return f"{self.blueprint_id}/{self.number}"

    def text(self, language: str) -> Texts:
        """The texts in a language, or else in English."""
        return in_language(self.content, language)

    def label(self, language: str) -> str:
        """Number and name, as lists show them."""
        return numbered(self.number, str(self.text(language)["name"]))


class RuleVersion(models.Model):
    """The texts of a rule as they stood once: what a finding was read against. Never changed."""

    data_class: ClassVar = DataClass.PUBLIC

    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=VERSION_LENGTH)
    content = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rule", "version"], name="blueprints_rule_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.version}"

    def text(self, language: str) -> Texts:
        """The texts in a language, or else in English."""
        return in_language(self.content, language)


class Crosswalk(models.Model):
    """A rule beside a rule of another blueprint; `note` is a sentence by language."""

    data_class: ClassVar = DataClass.PUBLIC

    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    note = models.JSONField()

    objects = CrosswalkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rule", "other"], name="blueprints_crosswalk_once"),
            models.CheckConstraint(
                condition=~Q(rule=F("other")), name="blueprints_crosswalk_two_rules"
            ),
            models.CheckConstraint(
                condition=Q(relation__in=Relation.values), name="blueprints_crosswalk_relation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.relation} {self.other_id}"

    def seen_from(self, rule: Rule) -> tuple[Rule, Relation]:
        """The rule at the other end, and the relation read from the given one."""
        relation = Relation(self.relation)
        if rule.pk == self.rule_id:
            return self.other, relation
        return self.rule, OPPOSITE[relation]
