"""The pages of the model rules. All are public; every text comes from the blueprints' data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.blueprints.choices import Relation
from freedomcities.blueprints.markdown import Titles, instrument_ids
from freedomcities.blueprints.models import (
    FALLBACK,
    Blueprint,
    Crosswalk,
    Pillar,
    Rule,
    in_language,
)
from freedomcities.blueprints.source_shapes import Texts
from freedomcities.lib.access import audience
from freedomcities.lib.numbering import numbered, says_its_number
from freedomcities.ui.parts import Crumb

FindTitles = Callable[[list[str]], Titles]
"""Gives the titles of those instruments, of the ids asked for, that have a page."""


@dataclass(frozen=True, slots=True)
class PillarShown:
    """A pillar in the language of the page."""

    slug: str
    text: Texts
    address: str


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule as a list names it, in the language of the page."""

    number: str
    name: str
    plain: str
    required: bool
    address: str

    @property
    def says_its_number(self) -> bool:
        """Whether the name has the number in it, so that it need not be said twice."""
        return says_its_number(self.number, self.name)

    @property
    def label(self) -> str:
        """Number and name."""
        return numbered(self.number, self.name)


@dataclass(frozen=True, slots=True)
class BlueprintShown:
    """A blueprint as the page of all of them shows it; `required` and `optional` count rules."""

    text: Texts
    address: str
    rules: tuple[RuleShown, ...]
    required: int
    optional: int


@dataclass(frozen=True, slots=True)
class LinkShown:
    """A rule of another blueprint, and how the rule of the page stands to it."""

    rule: RuleShown
    blueprint: str
    relation: Relation
    note: str


@audience("public")
@require_safe
def blueprints(request: HttpRequest) -> HttpResponse:
    """All blueprints, the pillars, and what a blueprint is."""
    return render(request, "blueprints/blueprints.html", blueprints_context())


@audience("public")
@require_safe
def blueprint(request: HttpRequest, slug: str) -> HttpResponse:
    """One blueprint: its rules in plain words and the questions for an official."""
    return render(request, "blueprints/blueprint.html", blueprint_context(slug))


@audience("public")
@require_safe
def rule(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """One rule: everything that is said about it."""
    return render(request, "blueprints/rule.html", rule_context(slug, number))


def blueprints_context() -> dict[str, Any]:
    """What the page of all blueprints shows."""
    language = _language()
    rules = _rules_by_blueprint(language)
    shown = [
        BlueprintShown(
            text=one.text(language),
            address=reverse("blueprints:blueprint", args=[one.slug]),
            rules=tuple(rules[one.slug]),
            required=sum(rule.required for rule in rules[one.slug]),
            optional=sum(not rule.required for rule in rules[one.slug]),
        )
        for one in Blueprint.objects.current()
    ]
    return {"blueprints": shown, "pillars": _pillars_shown(Pillar.objects.current(), language)}


def blueprint_context(slug: str, *, find_titles: FindTitles | None = None) -> dict[str, Any]:
    """What the page of a blueprint shows; 404 where there is none. See `rule_context`."""
    language = _language()
    found = get_object_or_404(Blueprint, slug=slug)
    rules = Rule.objects.filter(blueprint=found)
    text = found.text(language)
    return {
        "blueprint": found,
        "text": text,
        "rules": _rules_shown(rules.current(), language),
        "retired_rules": _rules_shown(rules.retired(), language),
        "crumbs": [_rules_crumb(), Crumb(str(text["title"]))],
        "titles": _titles([text["summary"], text["note"]], find_titles),
    }


def rule_context(
    slug: str, number: str, *, find_titles: FindTitles | None = None
) -> dict[str, Any]:
    """What the page of a rule shows; 404 where there is none. Retired rules keep their page.

    A layer that knows the instruments gives `find_titles`, and then those that it knows are linked
    under their titles; it may fill the template's block `where` too.
    """
    language = _language()
    found = get_object_or_404(
        Rule.objects.select_related("blueprint"), blueprint=slug, number=number
    )
    text, blueprint_text = found.text(language), found.blueprint.text(language)
    standing = list(Rule.objects.filter(blueprint=slug).current())
    before, after = _neighbors(found, _rules_shown(standing, language))
    return {
        "blueprint": found.blueprint,
        "blueprint_text": blueprint_text,
        "blueprint_address": reverse("blueprints:blueprint", args=[slug]),
        "rule": found,
        "says_its_number": says_its_number(found.number, str(text["name"])),
        "text": text,
        "pillars": _pillars_shown(
            Pillar.objects.current().filter(slug__in=found.pillars), language
        ),
        "crosswalk": _crosswalk_shown(found, language),
        "previous": before,
        "next": after,
        "crumbs": _rule_crumbs(found, text, blueprint_text),
        "titles": _titles(text.values(), find_titles),
    }


def _language() -> str:
    return get_language() or FALLBACK


def _titles(texts: Iterable[str | list[str]], find_titles: FindTitles | None) -> Titles | None:
    """The titles of the instruments that texts name, asked for once; None where nobody can say."""
    if find_titles is None:
        return None
    return find_titles(instrument_ids(*(text for text in texts if isinstance(text, str))))


def _pillars_shown(pillars: Iterable[Pillar], language: str) -> list[PillarShown]:
    page = reverse("blueprints:blueprints")
    return [PillarShown(one.slug, one.text(language), f"{page}#{one.slug}") for one in pillars]


def _rule_shown(one: Rule, language: str) -> RuleShown:
    text = one.text(language)
    return RuleShown(
        number=one.number,
        name=str(text["name"]),
        plain=str(text["plain"]),
        required=one.required,
        address=reverse("blueprints:rule", args=[one.blueprint_id, one.number]),
    )


def _rules_shown(rules: Iterable[Rule], language: str) -> list[RuleShown]:
    return [_rule_shown(one, language) for one in rules]


def _rules_by_blueprint(language: str) -> dict[str, list[RuleShown]]:
    """Every rule that stands, in order, in one query."""
    found: dict[str, list[RuleShown]] = defaultdict(list)
    for one in Rule.objects.current():
        found[one.blueprint_id].append(_rule_shown(one, language))
    return found


def _neighbors(found: Rule, standing: list[RuleShown]) -> tuple[RuleShown | None, RuleShown | None]:
    """The rules before and after; none for a retired one, which has no place in the list."""
    numbers = [one.number for one in standing]
    if found.number not in numbers:
        return None, None
    place = numbers.index(found.number)
    before = standing[place - 1] if place else None
    after = standing[place + 1] if place + 1 < len(standing) else None
    return before, after


def _crosswalk_shown(found: Rule, language: str) -> list[LinkShown]:
    shown = []
    for link in Crosswalk.objects.touching(found):
        other, relation = link.seen_from(found)
        title = str(other.blueprint.text(language)["title"])
        note = str(in_language(link.note, language))
        shown.append(LinkShown(_rule_shown(other, language), title, relation, note))
    return shown


def _rules_crumb() -> Crumb:
    return Crumb(_("Rules"), reverse("blueprints:blueprints"))


def _rule_crumbs(found: Rule, text: Texts, blueprint_text: Texts) -> list[Crumb]:
    address = reverse("blueprints:blueprint", args=[found.blueprint_id])
    return [_rules_crumb(), Crumb(str(blueprint_text["title"]), address), Crumb(str(text["name"]))]
