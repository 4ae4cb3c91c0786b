"""A rule as something that people follow; it goes by "blueprint/number"."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from freedomcities.blueprints.models import FALLBACK, Rule
from freedomcities.notices.kinds import Subject, SubjectKind, register_subject

RULE = "rule"


def register() -> None:
    """Let people follow rules; said once, when the site starts."""
    register_subject(
        SubjectKind(
            name=RULE,
            find=find,
            find_all=find_all,
            tells=_("We write when a place meets this rule that did not before."),
        )
    )


def find(name: str) -> Subject | None:
    """The rule of a name such as "freedom-cities/1"."""
    return find_all([name]).get(name)


def find_all(names: Collection[str]) -> Mapping[str, Subject]:
    """The rules of these names, in one query."""
    return {name_of(rule): _subject(rule) for rule in rules_named(names)}


def rules_named(names: Collection[str]) -> list[Rule]:
    """The rules of these names that stand, in the order of their blueprints."""
    wanted = Q(pk__in=[])
    for name in names:
        blueprint, _slash, number = name.partition("/")
        wanted |= Q(blueprint=blueprint, number=number)
    return list(Rule.objects.filter(wanted).current())


def name_of(rule: Rule) -> str:
    """What a rule goes by: "blueprint/number"."""
    return f"{rule.blueprint_id}/{rule.number}"


def _subject(rule: Rule) -> Subject:
    address = reverse("blueprints:rule", args=[rule.blueprint_id, rule.number])
    return Subject(rule.label(get_language() or FALLBACK), address, name_of(rule))
