"""Writes of blueprints: there is one, the loading of the source files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import models, transaction
from django.utils.translation import gettext as _

from freedomcities.accounts.models import Person
from freedomcities.audit.operations import record
from freedomcities.blueprints.models import Blueprint, Crosswalk, Pillar, Rule, RuleVersion
from freedomcities.blueprints.permissions import may_load
from freedomcities.blueprints.source import DATA, read_sources
from freedomcities.blueprints.source_shapes import (
    BlueprintSource,
    LinkSource,
    PillarSource,
    RuleSource,
)
from freedomcities.lib.errors import Refusal


class MayNotLoad(Refusal):
    """Somebody other than the system asked to load blueprints."""


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a folder holds, and what loading it changed.

    The names are "pillars/<slug>", "<blueprint>", "<blueprint>/<number>" and "crosswalk";
    `retired` are those that the folder no longer holds.
    """

    pillars: int
    blueprints: int
    rules: int
    links: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]

    def is_change(self) -> bool:
        """Whether anything in the database is different from before."""
        return bool(self.added or self.changed or self.retired)


@dataclass(slots=True)
class _Changes:
    """The names of what a load touched so far, on a day."""

    now: datetime
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)


def load_blueprints(*, actor: Person, now: datetime, directory: Path | None = None) -> LoadSummary:
    """Bring the database to what the files say: all of it, or nothing.

    Without a directory: the blueprints that ship. The same files twice change nothing and leave no
    entry in the log. A text that changes makes a new RuleVersion; what vanished is kept, retired.
    Raises SourceError where a file is at fault, and MayNotLoad.
    """
    if not may_load(actor):
        raise MayNotLoad(_("Only the system itself may load blueprints."))
    sources = read_sources(directory or DATA)
    changes = _Changes(now)
    with transaction.atomic():
        _load_pillars(sources.pillars, changes)
        _load_all_blueprints(sources.blueprints, changes)
        _load_links(sources.links, changes)
        summary = LoadSummary(
            pillars=len(sources.pillars),
            blueprints=len(sources.blueprints),
            rules=sum(len(blueprint.rules) for blueprint in sources.blueprints),
            links=len(sources.links),
            added=tuple(changes.added),
            changed=tuple(changes.changed),
            retired=tuple(changes.retired),
        )
        if summary.is_change():
            _record(summary, sources.blueprints, actor=actor, now=now)
    return summary


def _record(
    summary: LoadSummary, blueprints: Iterable[BlueprintSource], *, actor: Person, now: datetime
) -> None:
    detail = {
        "versions": {blueprint.slug: blueprint.version() for blueprint in blueprints},
        "added": list(summary.added),
        "changed": list(summary.changed),
        "retired": list(summary.retired),
    }
    record(actor=actor, now=now, action="load-blueprints", subject="blueprints", detail=detail)


def _load_pillars(pillars: Iterable[PillarSource], changes: _Changes) -> None:
    kept = {pillar.slug: pillar for pillar in Pillar.objects.all()}
    for source in pillars:
        row = kept.pop(source.slug, None) or Pillar(slug=source.slug)
        fields = {"order": source.order, "content": source.content, "retired_on": None}
        _bring_to(row, fields, f"pillars/{source.slug}", changes)
    for slug, row in kept.items():
        _retire(row, f"pillars/{slug}", changes)


def _load_all_blueprints(blueprints: Iterable[BlueprintSource], changes: _Changes) -> None:
    kept = {blueprint.slug: blueprint for blueprint in Blueprint.objects.all()}
    for source in blueprints:
        row = kept.pop(source.slug, None) or Blueprint(slug=source.slug)
        fields = {
            "order": source.order,
            "version": source.version(),
            "content": source.content,
            "retired_on": None,
        }
        _bring_to(row, fields, source.slug, changes)
        _load_rules(row, source.rules, changes)
    for slug, row in kept.items():
        _load_rules(row, (), changes)
        _retire(row, slug, changes)


def _load_rules(blueprint: Blueprint, rules: Iterable[RuleSource], changes: _Changes) -> None:
    kept = {rule.number: rule for rule in Rule.objects.filter(blueprint=blueprint)}
    for source in rules:
        row = kept.pop(source.number, None) or Rule(blueprint=blueprint, number=source.number)
        fields = {
            "slug": source.slug,
            "order": source.order,
            "required": source.required,
            "pillars": list(source.pillars),
            "version": source.version(),
            "content": source.content,
            "retired_on": None,
        }
        if _bring_to(row, fields, f"{blueprint.slug}/{source.number}", changes):
            RuleVersion.objects.get_or_create(
                rule=row,
                version=row.version,
                defaults={"content": row.content, "loaded_at": changes.now},
            )
    for number, row in kept.items():
        _retire(row, f"{blueprint.slug}/{number}", changes)


def _load_links(links: Iterable[LinkSource], changes: _Changes) -> None:
    """The crosswalk says how things stand now and has no history: it is written anew."""
    ids = {
        (rule.blueprint_id, rule.number): rule.pk
        for rule in Rule.objects.only("blueprint", "number")
    }
    wanted = [(ids[link.rule], ids[link.other], link.relation.value, link.note) for link in links]
    rows = Crosswalk.objects.order_by("id")
    if [(row.rule_id, row.other_id, row.relation, row.note) for row in rows] == wanted:
        return
    rows.delete()
    Crosswalk.objects.bulk_create(
        Crosswalk(rule_id=rule, other_id=other, relation=relation, note=note)
        for rule, other, relation, note in wanted
    )
    changes.changed.append("crosswalk")


def _bring_to(row: models.Model, fields: dict[str, object], name: str, changes: _Changes) -> bool:
    """Save a row where it is new or differs from the fields; tell whether it did."""
    is_new = row._state.adding  # noqa: SLF001 the framework documents it
    if not is_new and all(getattr(row, key) == value for key, value in fields.items()):
        return False
    for key, value in fields.items():
        setattr(row, key, value)
    row.save(force_insert=is_new)
    (changes.added if is_new else changes.changed).append(name)
    return True


def _retire(row: Pillar | Blueprint | Rule, name: str, changes: _Changes) -> None:
    """Keep the row, and say since when the files do without it."""
    if row.retired_on is None:
        row.retired_on = changes.now.date()
        row.save(update_fields=["retired_on"])
        changes.retired.append(name)
