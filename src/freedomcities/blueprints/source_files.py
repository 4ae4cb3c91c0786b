"""Reading the fields of a source file, with faults that name the file and what is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from freedomcities.lib.errors import Refusal

REQUIRED_LANGUAGES = ("en", "es")
"""Every text is written in these; a blueprint may add further languages, each complete."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]+)*")
_HEADING = re.compile(r"##[ \t]+(.*)")
_LIST_ITEM = re.compile(r"(?:[-*+]|\d+[.)])[ \t]+(.*)")


class SourceError(Refusal):
    """A source file is at fault: one sentence that names the file and the fault."""

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(f"{file}: {fault}")
        self.file = file


def read_text(path: Path, file: str) -> str:
    """The text of a file as UTF-8; SourceError where it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SourceError(file, _("the file is missing.")) from None
    except UnicodeDecodeError:
        raise SourceError(file, _("the file is not UTF-8 text.")) from None


def read_toml(path: Path, file: str) -> dict[str, Any]:
    """A TOML file as a dict; SourceError where it is missing or cannot be read."""
    try:
        return tomllib.loads(read_text(path, file))
    except tomllib.TOMLDecodeError as error:
        fault = _("this is not valid TOML (%(reason)s).") % {"reason": error}
        raise SourceError(file, fault) from None


def refuse_unknown_keys(table: Mapping[str, Any], known: Iterable[str], file: str) -> None:
    """Refuse a key that nothing reads: a text under it would be lost without a word."""
    for key in sorted(set(table) - set(known)):
        raise SourceError(file, _("nothing knows the key “%(key)s”.") % {"key": key})


def need(table: Mapping[str, Any], key: str, file: str) -> object:
    """The value under a key that must be there."""
    if key not in table:
        raise SourceError(file, _("“%(key)s” is missing.") % {"key": key})
    return table[key]


def text(table: Mapping[str, Any], key: str, file: str) -> str:
    """A text that must be there and hold something, without blank ends."""
    value = need(table, key, file)
    if not isinstance(value, str) or not value.strip():
        raise SourceError(file, _("“%(key)s” must be a text.") % {"key": key})
    return value.strip()


def texts(table: Mapping[str, Any], key: str, file: str, *, least: int) -> list[str]:
    """A list of at least so many texts."""
    value = need(table, key, file)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise SourceError(file, _("“%(key)s” must be a list of texts.") % {"key": key})
    found = [one.strip() for one in value if one.strip()]
    if len(found) < least:
        fault = _("“%(key)s” must hold %(least)d or more texts.") % {"key": key, "least": least}
        raise SourceError(file, fault)
    return found


def slug(table: Mapping[str, Any], key: str, file: str) -> str:
    """A word for addresses: lower-case letters and digits, joined by single hyphens."""
    value = text(table, key, file)
    if not _SLUG.fullmatch(value):
        fault = _("“%(value)s” must be lower-case letters, digits and hyphens.") % {"value": value}
        raise SourceError(file, fault)
    return value


def whole_number(table: Mapping[str, Any], key: str, file: str) -> int:
    """A whole number of 0 or more."""
    value = need(table, key, file)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise SourceError(file, _("“%(key)s” must be a whole number.") % {"key": key})
    return value


def yes_or_no(table: Mapping[str, Any], key: str, file: str) -> bool:
    """True or false."""
    value = need(table, key, file)
    if not isinstance(value, bool):
        raise SourceError(file, _("“%(key)s” must be true or false.") % {"key": key})
    return value


def tables(table: Mapping[str, Any], key: str, file: str) -> list[Mapping[str, Any]]:
    """A list of tables, `[[key]]`, of at least one."""
    value = need(table, key, file)
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value) or not value:
        raise SourceError(file, _("“%(key)s” must be a list of tables.") % {"key": key})
    return value


def language_tables(table: Mapping[str, Any], file: str) -> dict[str, Mapping[str, Any]]:
    """The tables `[en]`, `[es]` and those of further languages, English first."""
    found = {
        key: value
        for key, value in table.items()
        if isinstance(value, dict) and _LANGUAGE.fullmatch(key)
    }
    for language in REQUIRED_LANGUAGES:
        if language not in found:
            fault = _("the language “%(language)s” is missing.") % {"language": language}
            raise SourceError(file, fault)
    return {language: found[language] for language in sorted(found)}


def sections(source: str, keys: Sequence[str], file: str) -> dict[str, str]:
    """The sections of a Markdown file under the headings `## key`, in the order of `keys`."""
    found: dict[str, list[str]] = {}
    lines: list[str] | None = None
    for line in source.splitlines():
        if heading := _HEADING.fullmatch(line.rstrip()):
            lines = _new_section(heading[1].strip(), keys, found, file)
        elif lines is not None:
            lines.append(line.rstrip())
        elif line.strip():
            raise SourceError(file, _("there is text before the first section."))
    bodies = {key: "\n".join(found.get(key, [])).strip() for key in keys}
    for key, body in bodies.items():
        if not body:
            raise SourceError(file, _("the section “%(key)s” is missing.") % {"key": key})
    return bodies


def _new_section(
    key: str, keys: Sequence[str], found: dict[str, list[str]], file: str
) -> list[str]:
    """Open a section, refusing an unknown one and one that was there before."""
    if key not in keys:
        raise SourceError(file, _("nothing knows the section “%(key)s”.") % {"key": key})
    if key in found:
        raise SourceError(file, _("the section “%(key)s” stands there twice.") % {"key": key})
    return found.setdefault(key, [])


def list_items(source: str, key: str, file: str) -> list[str]:
    """The items of a Markdown list, continuation lines joined; SourceError for anything else."""
    items: list[str] = []
    for line in source.splitlines():
        if item := _LIST_ITEM.fullmatch(line):
            items.append(item[1].strip())
        elif items and (line.startswith((" ", "\t")) or not line.strip()):
            items[-1] = f"{items[-1]} {line.strip()}".strip()
        else:
            fault = _("the section “%(key)s” must be a list and nothing else.") % {"key": key}
            raise SourceError(file, fault)
    return items
