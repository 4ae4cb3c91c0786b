"""Blueprints and their rules, in the language asked for."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from ninja import Query, Router

from freedomcities.api.addresses import page_of
from freedomcities.api.asking import Asked
from freedomcities.api.faults import NotFound
from freedomcities.api.lookups import blueprint_at
from freedomcities.api.shapes import BlueprintItem, Blueprints, Fault, RuleDetail
from freedomcities.blueprints.models import FALLBACK, Blueprint, Crosswalk, Rule, in_language

router = Router(tags=["rules"])


@router.get(
    "rules",
    response={200: Blueprints, 400: Fault},
    url_name="blueprints",
    operation_id="listBlueprints",
    summary="All blueprints with their rules",
)
def blueprints(
    request: HttpRequest,  # noqa: ARG001 the framework gives it to every operation
    asked: Query[Asked],
) -> dict[str, object]:
    """Those that are offered now, in their order; not paged, since they are few."""
    found = list(Blueprint.objects.current())
    rules: dict[str, list[Rule]] = {blueprint.slug: [] for blueprint in found}
    for rule in Rule.objects.filter(blueprint__in=found).current():
        rules[rule.blueprint_id].append(rule)
    shown = [_blueprint(each, rules[each.slug], asked.lang) for each in found]
    return {"items": shown}


@router.get(
    "rules/{blueprint}",
    response={200: BlueprintItem, 400: Fault, 404: Fault},
    url_name="blueprint",
    operation_id="getBlueprint",
    summary="One blueprint with its rules",
)
def blueprint(
    request: HttpRequest,  # noqa: ARG001 the framework gives it to every operation
    blueprint: str,
    asked: Query[Asked],
) -> dict[str, object]:
    """A retired blueprint answers too, with the day from which it is."""
    found = blueprint_at(blueprint)
    return _blueprint(found, Rule.objects.filter(blueprint=found).current(), asked.lang)


@router.get(
    "rules/{blueprint}/{number}",
    response={200: RuleDetail, 400: Fault, 404: Fault},
    url_name="rule",
    operation_id="getRule",
    summary="One rule, with its links to rules of other blueprints",
)
def rule(
    request: HttpRequest,  # noqa: ARG001 the framework gives it to every operation
    blueprint: str,
    number: str,
    asked: Query[Asked],
) -> dict[str, object]:
    """A retired rule answers too: findings on it stay readable."""
    found = blueprint_at(blueprint)
    row = Rule.objects.filter(blueprint=found, number=number).first()
    if row is None:
        numbers = Rule.objects.filter(blueprint=found).current().values_list("number", flat=True)
        raise NotFound(
            f"The blueprint “{found.slug}” has no rule “{number}”.",
            candidates=[{"blueprint": found.slug, "number": each} for each in numbers],
        )
    links = [_link(each, row, asked.lang) for each in Crosswalk.objects.touching(row)]
    return _rule(row, asked.lang) | {"links": links}


def _blueprint(row: Blueprint, rules: Iterable[Rule], language: str) -> dict[str, object]:
    return {
        "slug": row.slug,
        "version": row.version,
        "retired_on": row.retired_on,
        "url": page_of("blueprints:blueprint", row.slug),
        "language": _spoken(row.content, language),
        **row.text(language),
        "rules": [_rule(rule, language) for rule in rules],
    }


def _rule(row: Rule, language: str) -> dict[str, object]:
    return {
        "blueprint": row.blueprint_id,
        "number": row.number,
        "slug": row.slug,
        "required": row.required,
        "pillars": row.pillars,
        "version": row.version,
        "retired_on": row.retired_on,
        "url": page_of("blueprints:rule", row.blueprint_id, row.number),
        "language": _spoken(row.content, language),
        **row.text(language),
    }


def _spoken(content: dict[str, object], language: str) -> str:
    return language if language in content else FALLBACK


def _link(link: Crosswalk, rule: Rule, language: str) -> dict[str, object]:
    other, relation = link.seen_from(rule)
    return {
        "blueprint": other.blueprint_id,
        "number": other.number,
        "relation": relation,
        "note": in_language(link.note, language),
    }
