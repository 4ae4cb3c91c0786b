"""Blueprints on nobody's subject, for tests of any folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from freedomcities.blueprints.models import Blueprint, Pillar, Rule, RuleVersion
from freedomcities.blueprints.source_shapes import Content, Texts, version_of

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECTIONS = ("plain", "why", "clause", "clause_does", "untouched", "examples")
_numbers: Iterator[int] = count(1)


def rule_texts(name: str, language: str = "en") -> Texts:
    """Texts of a rule that name it and the language, so that a test can find them on a page."""
    texts: Texts = {key: f"{name} {key} in {language}." for key in SECTIONS}
    texts["name"] = name if language == "en" else f"{name} ({language})"
    texts["questions"] = [f"Is {name} there ({language})?", f"Would you want {name} ({language})?"]
    return texts


def blueprint_texts(title: str, language: str = "en") -> Texts:
    """Texts of a blueprint that name it and the language."""
    keys = ("lead", "summary", "issue", "all_in_force", "note")
    texts: Texts = {key: f"{title} {key} in {language}." for key in keys}
    texts["title"] = title if language == "en" else f"{title} ({language})"
    texts["questions"] = [f"Is all of {title} there ({language})?", f"And {title} ({language})?"]
    return texts


def make_pillar(**overrides: Any) -> Pillar:
    """A pillar; its name is made of its slug."""
    slug = overrides.setdefault("slug", f"pillar-{next(_numbers)}")
    content = {
        language: {"name": f"Pillar {slug} {language}", "text": f"About {slug} in {language}."}
        for language in ("en", "es")
    }
    return Pillar.objects.create(**{"order": 1, "content": content, **overrides})


def make_blueprint(**overrides: Any) -> Blueprint:
    """A blueprint without rules; `title` may be given instead of `content`."""
    slug = overrides.setdefault("slug", f"blueprint-{next(_numbers)}")
    title = overrides.pop("title", f"Title of {slug}")
    content = {language: blueprint_texts(title, language) for language in ("en", "es")}
    fields = {"order": 1, "content": content, "version": version_of(content), **overrides}
    return Blueprint.objects.create(**fields)


def make_rule(**overrides: Any) -> Rule:
    """A rule with its first version; `name` may be given instead of `content`."""
    blueprint = overrides.pop("blueprint", None) or make_blueprint()
    number = overrides.setdefault("number", str(blueprint.rules.count() + 1))
    name = overrides.pop("name", f"Rule {number} of {blueprint.slug}")
    content: Content = {language: rule_texts(name, language) for language in ("en", "es")}
    content = overrides.setdefault("content", content)
    fields = {
        "blueprint": blueprint,
        "slug": f"rule-{number}",
        "order": blueprint.rules.count() + 1,
        "required": True,
        "version": version_of(content),
        **overrides,
    }
    rule = Rule.objects.create(**fields)
    RuleVersion.objects.create(rule=rule, version=rule.version, content=rule.content, loaded_at=NOW)
    return rule


PILLARS = """
[[pillars]]
slug = "trees"
order = 1
[pillars.en]
name = "Trees"
text = "Everybody has shade."
[pillars.es]
name = "Árboles"
text = "Toda la gente tiene sombra."
"""

BLUEPRINT = """
slug = "{slug}"
order = {order}
{languages}
[[rules]]
number = "1"
slug = "first"
required = true
pillars = ["trees"]
name = {{ en = "{slug} first", es = "{slug} primera" }}

[[rules]]
number = "2"
slug = "second"
required = false
pillars = ["trees"]
name = {{ en = "{slug} second", es = "{slug} segunda" }}
"""

LANGUAGE = """
[{language}]
title = "{slug} title {language}"
lead = "A lead."
summary = "A **summary**."
issue = "Shade"
questions = ["Is there shade?", "Would you want shade?"]
all_in_force = "All in force"
note = "Ask counsel."
"""

RULE = """## plain
Plain words {language}.

## why
Why {language}.

## clause
**Shade**

(a) [Place] shall plant a tree.

## clause_does
- **Part (a)** plants.

## questions
- Is there a tree?
- Would you plant
  one?

## untouched
Nothing else.

## examples
See [[a-tree-law]].
"""

CROSSWALK = """
[[links]]
rule = "shade/1"
other = "water/2"
relation = "broader"
note = { en = "More shade than water.", es = "Más sombra que agua." }
"""


def write_blueprint(directory: Path, slug: str, order: int = 1) -> Path:
    """Write a whole blueprint of two rules in two languages below a directory."""
    folder = directory / slug
    folder.mkdir(parents=True)
    languages = "".join(LANGUAGE.format(language=one, slug=slug) for one in ("en", "es"))
    text = BLUEPRINT.format(slug=slug, order=order, languages=languages)
    (folder / "blueprint.toml").write_text(text, encoding="utf-8")
    for number in ("1", "2"):
        for language in ("en", "es"):
            rule = folder / f"{number}.{language}.md"
            rule.write_text(RULE.format(language=language), encoding="utf-8")
    return folder


def write_sources(directory: Path) -> Path:
    """Write a folder of source files that has no fault: `shade`, `water` and a link of the two."""
    write_blueprint(directory, "shade", 1)
    write_blueprint(directory, "water", 2)
    (directory / "pillars.toml").write_text(PILLARS, encoding="utf-8")
    (directory / "crosswalk.toml").write_text(CROSSWALK, encoding="utf-8")
    return directory


def change(file: Path, old: str, new: str) -> None:
    """Put one text in the place of another in a file; the old one must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")
