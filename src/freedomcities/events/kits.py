"""The host kits that ship: read and checked once, and found for an event.

`data/kits` holds `roles.toml`, and for each kit `<kind>.toml` with a text `<kind>.<language>.md`
for each language. One that is `<kind>-<issue>` is for that issue alone; without such a one the
kit of the kind is for every issue, and knows of no campaign.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from freedomcities.blueprints import source_files as files
from freedomcities.blueprints.source_files import SourceError
from freedomcities.events.choices import Issue, Kind
from freedomcities.events.kit_shapes import (
    Kit,
    KitTexts,
    Opens,
    Point,
    Role,
    ToDo,
    Words,
)

DATA = Path(__file__).parent / "data" / "kits"
ROLES = "roles.toml"
BLANKS = ("title", "day", "hours", "where", "address")
"""What an invitation leaves to be filled in; each stands in it once at least."""

_SECTIONS = ("invitation", "bring", "well")
_BLANK = re.compile(r"\{([^{}]*)\}")


def kit_for(kind: str, issue: str) -> Kit:
    """The kit of a kind of event on an issue."""
    kits, _roles = shipped()
    return kits.get(f"{kind}-{issue}") or kits[kind]


def every_role() -> Mapping[str, Role]:
    """Every role of any kit, by its key."""
    return shipped()[1]


@cache
def shipped() -> tuple[Mapping[str, Kit], Mapping[str, Role]]:
    """The kits that ship, by name, and their roles."""
    return read_kits(DATA)


def read_kits(directory: Path) -> tuple[dict[str, Kit], dict[str, Role]]:
    """Read and check a whole folder; SourceError at the first fault."""
    roles = _read_roles(directory)
    names = sorted(path.stem for path in directory.glob("*.toml") if path.name != ROLES)
    known = {*Kind.values, *(f"{kind}-{issue}" for kind in Kind.values for issue in Issue.values)}
    for name in (*names, *Kind.values):
        if name not in known or name not in names:
            raise SourceError(f"{name}.toml", _("each kind of event needs a kit, and only those."))
    kits = {name: _read_kit(directory, name, roles) for name in names}
    _refuse_stray_files(directory, kits)
    return kits, roles


def _read_roles(directory: Path) -> dict[str, Role]:
    source = files.read_toml(directory / ROLES, ROLES)
    files.refuse_unknown_keys(source, ["roles"], ROLES)
    roles = [_role(table) for table in files.tables(source, "roles", ROLES)]
    found = {role.key: role for role in roles}
    if len(found) < len(roles):
        raise SourceError(ROLES, _("a role stands there twice."))
    return found


def _role(table: Mapping[str, Any]) -> Role:
    key = files.slug(table, "key", ROLES)
    where = f"{ROLES}, {key}"
    is_host = "host" in table and files.yes_or_no(table, "host", where)
    return Role(key, is_host, _words(table, where, beside=("key", "host")))


def _read_kit(directory: Path, name: str, roles: Mapping[str, Role]) -> Kit:
    file = f"{name}.toml"
    source = files.read_toml(directory / file, file)
    files.refuse_unknown_keys(source, ["minutes", "roles", "agenda", "to_do"], file)
    points = tuple(_point(table, file) for table in files.tables(source, "agenda", file))
    if sum(point.minutes for point in points) != files.whole_number(source, "minutes", file):
        raise SourceError(file, _("the minutes of the agenda do not add up."))
    if sum(point.stretches for point in points) != 1:
        raise SourceError(file, _("one point, and only one, stretches."))
    keys = files.texts(source, "roles", file, least=1)
    for key in keys:
        if key not in roles or keys.count(key) > 1:
            raise SourceError(file, _("“%(role)s” is no role, or is twice.") % {"role": key})
    if not any(roles[key].is_host for key in keys):
        raise SourceError(file, _("nobody hosts."))
    return Kit(
        name=name,
        points=points,
        roles=tuple(roles[key] for key in keys),
        to_do=tuple(_to_do(table, file) for table in files.tables(source, "to_do", file)),
        texts={
            language: _read_texts(directory, name, language)
            for language in files.REQUIRED_LANGUAGES
        },
    )


def _point(table: Mapping[str, Any], file: str) -> Point:
    minutes = files.whole_number(table, "minutes", file)
    if not minutes:
        raise SourceError(file, _("a point of an agenda takes a minute or more."))
    stretches = "stretches" in table and files.yes_or_no(table, "stretches", file)
    return Point(minutes, stretches, _words(table, file, beside=("minutes", "stretches")))


def _to_do(table: Mapping[str, Any], file: str) -> ToDo:
    opens = files.text(table, "opens", file)
    if opens not in set(Opens):
        raise SourceError(file, _("no page is “%(name)s”.") % {"name": opens})
    return ToDo(Opens(opens), _words(table, file, beside=("opens",)))


def _words(table: Mapping[str, Any], where: str, *, beside: tuple[str, ...]) -> dict[str, Words]:
    languages = files.language_tables(table, where)
    files.refuse_unknown_keys(table, [*beside, *languages], where)
    for texts in languages.values():
        files.refuse_unknown_keys(texts, ["name", "text"], where)
    return {
        language: Words(files.text(texts, "name", where), files.text(texts, "text", where))
        for language, texts in languages.items()
    }


def _read_texts(directory: Path, name: str, language: str) -> KitTexts:
    file = f"{name}.{language}.md"
    found = files.sections(files.read_text(directory / file, file), _SECTIONS, file)
    if set(_BLANK.findall(found["invitation"])) != set(BLANKS):
        blanks = ", ".join(f"{{{blank}}}" for blank in BLANKS)
        fault = _("an invitation has these blanks, and no others: %(blanks)s.")
        raise SourceError(file, fault % {"blanks": blanks})
    return KitTexts(
        found["invitation"],
        tuple(files.list_items(found["bring"], "bring", file)),
        tuple(files.list_items(found["well"], "well", file)),
    )


def _refuse_stray_files(directory: Path, kits: Mapping[str, Kit]) -> None:
    """Refuse a text that belongs to no kit: it would be lost without a word."""
    expected = {f"{name}.{language}.md" for name in kits for language in files.REQUIRED_LANGUAGES}
    for path in sorted(directory.glob("*.md")):
        if path.name not in expected:
            raise SourceError(path.name, _("no kit and language needs this."))
