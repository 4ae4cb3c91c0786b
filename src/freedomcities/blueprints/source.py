"""The source files of blueprints, read and checked into plain records, without a database.

A folder holds `pillars.toml`, `crosswalk.toml` and one folder a blueprint with `blueprint.toml`
and a file `<number>.<language>.md` for each rule and language. Anything missing, unknown or said
twice is a `SourceError`: a half-written blueprint never reaches a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from freedomcities.blueprints import source_files as files
from freedomcities.blueprints.choices import Relation
from freedomcities.blueprints.source_files import SourceError
from freedomcities.blueprints.source_shapes import (
    BlueprintSource,
    Content,
    LinkSource,
    PillarSource,
    RuleSource,
    Sources,
    Texts,
)

DATA = Path(__file__).parent / "data"
"""The blueprints that ship."""

BLUEPRINT_TEXTS = ("title", "lead", "summary", "issue", "all_in_force", "note")
PILLAR_TEXTS = ("name", "text")
SECTIONS = ("plain", "why", "clause", "clause_does", "questions", "untouched", "examples")
QUESTIONS_AT_LEAST = 2
"""Is there a policy now, and would you support one: a report needs both."""


def read_sources(directory: Path = DATA) -> Sources:
    """Read and check a whole folder; SourceError at the first fault."""
    pillars = _read_pillars(directory)
    known = {pillar.slug for pillar in pillars}
    blueprints = [
        _read_blueprint(folder, known)
        for folder in sorted(directory.iterdir())
        if folder.is_dir() and not folder.name.startswith(("_", "."))
    ]
    links = _read_links(directory, blueprints)
    return Sources(pillars, tuple(sorted(blueprints, key=_by_order)), links)


def _by_order(source: PillarSource | BlueprintSource) -> tuple[int, str]:
    return source.order, source.slug


def _read_pillars(directory: Path) -> tuple[PillarSource, ...]:
    file = "pillars.toml"
    source = files.read_toml(directory / file, file)
    files.refuse_unknown_keys(source, ["pillars"], file)
    pillars = [_pillar(table, file) for table in files.tables(source, "pillars", file)]
    _refuse_twice((pillar.slug for pillar in pillars), file)
    return tuple(sorted(pillars, key=_by_order))


def _pillar(table: Mapping[str, Any], file: str) -> PillarSource:
    slug = files.slug(table, "slug", file)
    where = f"{file}, {slug}"
    languages = files.language_tables(table, where)
    files.refuse_unknown_keys(table, ["slug", "order", *languages], where)
    content: Content = {
        language: _language_texts(texts, PILLAR_TEXTS, f"{where}, {language}")
        for language, texts in languages.items()
    }
    return PillarSource(slug, files.whole_number(table, "order", where), content)


def _language_texts(
    table: Mapping[str, Any], keys: Iterable[str], where: str, *, lists: Iterable[str] = ()
) -> Texts:
    """The texts of one language table, and its lists of questions."""
    files.refuse_unknown_keys(table, [*keys, *lists], where)
    found: Texts = {key: files.text(table, key, where) for key in keys}
    for key in lists:
        found[key] = files.texts(table, key, where, least=QUESTIONS_AT_LEAST)
    return found


def _read_blueprint(folder: Path, pillars: set[str]) -> BlueprintSource:
    file = f"{folder.name}/blueprint.toml"
    source = files.read_toml(folder / "blueprint.toml", file)
    slug = files.slug(source, "slug", file)
    if slug != folder.name:
        fault = _("the slug “%(slug)s” must be the name of the folder.") % {"slug": slug}
        raise SourceError(file, fault)
    languages = files.language_tables(source, file)
    files.refuse_unknown_keys(source, ["slug", "order", "rules", *languages], file)
    content: Content = {
        language: _language_texts(
            texts, BLUEPRINT_TEXTS, f"{file}, {language}", lists=["questions"]
        )
        for language, texts in languages.items()
    }
    _refuse_uneven_questions(content, file)
    rules = tuple(
        _read_rule(table, order, folder=folder, languages=list(languages), pillars=pillars)
        for order, table in enumerate(files.tables(source, "rules", file), start=1)
    )
    _refuse_twice((rule.number for rule in rules), file)
    _refuse_twice((rule.slug for rule in rules), file)
    _refuse_stray_files(folder, rules, list(languages))
    return BlueprintSource(slug, files.whole_number(source, "order", file), content, rules)


def _read_rule(
    table: Mapping[str, Any],
    order: int,
    *,
    folder: Path,
    languages: list[str],
    pillars: set[str],
) -> RuleSource:
    file = f"{folder.name}/blueprint.toml"
    number = files.slug(table, "number", file)
    where = _("%(file)s, rule %(number)s") % {"file": file, "number": number}
    files.refuse_unknown_keys(table, ["number", "slug", "required", "pillars", "name"], where)
    names = _translated(table, "name", where, languages)
    content = {
        language: _read_rule_text(folder, number, language, names[language])
        for language in languages
    }
    _refuse_uneven_questions(content, f"{folder.name}/{number}.*.md")
    return RuleSource(
        number=number,
        slug=files.slug(table, "slug", where),
        order=order,
        required=files.yes_or_no(table, "required", where),
        pillars=_rule_pillars(table, where, pillars),
        content=content,
    )


def _read_rule_text(folder: Path, number: str, language: str, name: str) -> Texts:
    """The name and the sections of one rule in one language."""
    file = f"{folder.name}/{number}.{language}.md"
    source = files.read_text(folder / f"{number}.{language}.md", file)
    found: Texts = {"name": name, **files.sections(source, SECTIONS, file)}
    questions = files.list_items(str(found["questions"]), "questions", file)
    if len(questions) < QUESTIONS_AT_LEAST:
        raise SourceError(file, _("the section “questions” must ask two or more."))
    found["questions"] = questions
    return found


def _rule_pillars(table: Mapping[str, Any], where: str, known: set[str]) -> tuple[str, ...]:
    pillars = files.texts(table, "pillars", where, least=1)
    for pillar in pillars:
        if pillar not in known:
            raise SourceError(where, _("no pillar is “%(pillar)s”.") % {"pillar": pillar})
    _refuse_twice(pillars, where)
    return tuple(pillars)


def _translated(
    table: Mapping[str, Any], key: str, file: str, languages: Iterable[str]
) -> dict[str, str]:
    """A short text that stands there in each language: `name = { en = "…", es = "…" }`."""
    value = files.need(table, key, file)
    if not isinstance(value, dict):
        raise SourceError(file, _("“%(key)s” needs each language.") % {"key": key})
    where = f"{file}, {key}"
    files.refuse_unknown_keys(value, languages, where)
    return {language: files.text(value, language, where) for language in languages}


def _read_links(directory: Path, blueprints: list[BlueprintSource]) -> tuple[LinkSource, ...]:
    file = "crosswalk.toml"
    source = files.read_toml(directory / file, file)
    files.refuse_unknown_keys(source, ["links"], file)
    known = {(one.slug, rule.number) for one in blueprints for rule in one.rules}
    links = [_link(table, file, known) for table in source.get("links", [])]
    pairs = (sorted("/".join(end) for end in (link.rule, link.other)) for link in links)
    _refuse_twice((" – ".join(pair) for pair in pairs), file)
    return tuple(links)


def _link(table: Mapping[str, Any], file: str, known: set[tuple[str, str]]) -> LinkSource:
    files.refuse_unknown_keys(table, ["rule", "other", "relation", "note"], file)
    rule, other = (_link_end(table, key, file, known) for key in ("rule", "other"))
    where = f"{file}, {'/'.join(rule)} – {'/'.join(other)}"
    if rule[0] == other[0]:
        raise SourceError(where, _("both rules are of one blueprint."))
    relation = files.text(table, "relation", where)
    if relation not in Relation.values:
        raise SourceError(where, _("no relation is “%(name)s”.") % {"name": relation})
    note = _translated(table, "note", where, files.REQUIRED_LANGUAGES)
    return LinkSource(rule, other, Relation(relation), note)


def _link_end(
    table: Mapping[str, Any], key: str, file: str, known: set[tuple[str, str]]
) -> tuple[str, str]:
    value = files.text(table, key, file)
    blueprint, _slash, number = value.partition("/")
    if (blueprint, number) not in known:
        raise SourceError(file, _("no rule is “%(rule)s”.") % {"rule": value})
    return blueprint, number


def _refuse_twice(names: Iterable[str], file: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise SourceError(file, _("“%(name)s” stands there twice.") % {"name": name})
        seen.add(name)


def _refuse_uneven_questions(content: Content, file: str) -> None:
    """Answers are kept by the place of the question: each language asks the same ones."""
    if len({len(texts["questions"]) for texts in content.values()}) > 1:
        raise SourceError(file, _("the languages do not ask the same number of questions."))


def _refuse_stray_files(folder: Path, rules: tuple[RuleSource, ...], languages: list[str]) -> None:
    """Refuse a text that belongs to no rule: it would be lost without a word."""
    expected = {f"{rule.number}.{language}.md" for rule in rules for language in languages}
    for path in sorted(folder.glob("*.md")):
        if path.name not in expected:
            raise SourceError(f"{folder.name}/{path.name}", _("no rule and language needs this."))
