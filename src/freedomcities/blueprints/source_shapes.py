"""What the source files of blueprints say, as plain records, and the version of a text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from freedomcities.blueprints.choices import Relation

Texts = dict[str, str | list[str]]
"""Texts by key in one language; questions are a list, the rest is Markdown or one line."""

Content = dict[str, Texts]
"""Texts by language, as they are stored."""


@dataclass(frozen=True, slots=True)
class PillarSource:
    """One part of the vision. `content`: name and text by language."""

    slug: str
    order: int
    content: Content


@dataclass(frozen=True, slots=True)
class RuleSource:
    """One model rule. `content`: its name, its sections and its questions by language."""

    number: str
    slug: str
    order: int
    required: bool
    pillars: tuple[str, ...]
    content: Content

    def version(self) -> str:
        """Changes when a text changes, and with nothing else."""
        return version_of(self.content)


@dataclass(frozen=True, slots=True)
class BlueprintSource:
    """A set of model rules on one issue, in the order of its rules."""

    slug: str
    order: int
    content: Content
    rules: tuple[RuleSource, ...]

    def version(self) -> str:
        """Changes when a text of the blueprint or anything about one of its rules changes."""
        rules = [
            [rule.number, rule.slug, rule.required, rule.pillars, rule.version()]
            for rule in self.rules
        ]
        return version_of([self.content, rules])


@dataclass(frozen=True, slots=True)
class LinkSource:
    """A rule beside a rule of another blueprint; each end is (blueprint, number).

    `note` is a sentence by language.
    """

    rule: tuple[str, str]
    other: tuple[str, str]
    relation: Relation
    note: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that one folder says."""

    pillars: tuple[PillarSource, ...]
    blueprints: tuple[BlueprintSource, ...]
    links: tuple[LinkSource, ...]


def version_of(content: object) -> str:
    """The first 12 hex digits of the SHA-256 of the content, whatever the order of its keys."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]
