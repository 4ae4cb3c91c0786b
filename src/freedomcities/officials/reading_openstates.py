"""A people file of Open States: one person as YAML, with the offices they hold or held.

Only the events of the YAML are used, never its objects: everything is text, nothing is repeated
by reference, nothing lies deeper than such a file has it. Read are `id`, `name`, `email`,
`roles` (`type`, `jurisdiction`, `district`, the dates), the phone of `offices` or
`contact_details`, and the first of `links` and `sources`. Born when, of which party, and with
which picture is nobody's business here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _

from freedomcities.lib.importing import RowFault
from freedomcities.officials.officials_ground import OfficialsGround
from freedomcities.officials.officials_reading import Reading, first
from freedomcities.officials.officials_rows import LeftOut
from freedomcities.officials.whole_text import decode

_LARGEST = 1_000_000
_DEEPEST = 12
# The bindings to libyaml where the wheel has them; they read the same.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The phone of the capitol goes before that of a district.
_FIRST = ("capitol", "capitol office", "primary", "primary office", "")


@dataclass(slots=True)
class _Open:
    """A mapping or list that is not closed yet; `key` waits for its value."""

    value: dict[str, Any] | list[Any]
    line: int
    key: str | None = None
    lines: dict[str, int] = field(default_factory=dict)


def read_person(data: bytes, ground: OfficialsGround, reading: Reading, *, file: str = "") -> None:
    """Add what a file says of a person to the reading."""
    try:
        person = load_yaml(data)
        if not isinstance(person, dict):
            reading.fault(1, _("There is nobody in this file."), file=file)
            return
        if "roles" not in person and ("members" in person or "memberships" in person):
            reading.left_out.append(LeftOut(1, file, str(person.get("name", "")), "office"))
            return
        for line, word, cells in _rows(person):
            reading.add_listed(line, word, cells, ground, file=file)
    except RowFault as fault:
        reading.fault(fault.line or 1, str(fault), file=file)


def load_yaml(data: bytes) -> Any:
    """The one document of a file as mappings, lists and texts; RowFault with its line.

    Each mapping has the line on which it begins as ``""``.
    """
    if len(data) > _LARGEST:
        raise RowFault(_("This file is larger than a megabyte."), line=1)
    text = decode(data)
    try:
        return _built(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark else 1
        raise RowFault(_("This is broken off or not well formed YAML."), line=line) from None


def _built(events: Iterator[Any]) -> Any:
    stack: list[_Open] = []
    found: list[Any] = []
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise RowFault(_("Write it out: references are not read."), line=line)
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            stack.append(_Open({"": line} if is_mapping else [], line))
            if len(stack) > _DEEPEST:
                raise RowFault(_("This lies too deep."), line=line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            _put(stack.pop().value, stack, found, line)
        elif isinstance(event, yaml.ScalarEvent):
            is_nothing = event.value in {"", "~", "null"} and event.implicit[0]
            _put("" if is_nothing else event.value, stack, found, line)
    if len(found) != 1:
        raise RowFault(_("There must be one person in this file."), line=1)
    return found[0]


def _put(value: Any, stack: list[_Open], found: list[Any], line: int) -> None:
    if not stack:
        found.append(value)
        return
    top = stack[-1]
    if isinstance(top.value, list):
        top.value.append(value)
    elif top.key is None:
        top.key = str(value)
        if top.key in top.lines:
            words = {"what": top.key, "line": top.lines[top.key]}
            raise RowFault(_("“%(what)s” stands on line %(line)s already.") % words, line=line)
        top.lines[top.key] = line
    else:
        top.value[top.key], top.key = value, None


def _rows(person: Mapping[str, Any]) -> Iterator[tuple[int, str, dict[str, str]]]:
    """A line, the word for the office and the cells, role by role."""
    name = _text(person, "name")
    if not name:
        raise RowFault(_("There is no “%(name)s”.") % {"name": "name"}, line=person.get("", 1))
    shared = {
        "id": _text(person, "id"),
        "name": name,
        "email": _text(person, "email") or first(list(_contacts(person, "email"))),
        "phone": first(list(_contacts(person, "voice"))),
        "url": first([_text(each, "url") for each in _list(person, "links")]),
        "source": first([_text(each, "url") for each in _list(person, "sources")]),
    }
    roles = _list(person, "roles")
    if not roles:
        raise RowFault(_("There is no “%(name)s”.") % {"name": "roles"}, line=person.get("", 1))
    for role in roles:
        word = _text(role, "type")
        yield (
            int(role.get("", 1)),
            word,
            {
                **shared,
                "place": _text(role, "jurisdiction"),
                "role": word if word in {"upper", "lower"} else "",
                "area": _text(role, "district"),
                "term_start": _text(role, "start_date"),
                "term_end": _text(role, "end_date"),
            },
        )


def _contacts(person: Mapping[str, Any], name: str) -> Iterator[str]:
    offices = [*_list(person, "offices"), *_list(person, "contact_details")]

    def rank(office: Mapping[str, Any]) -> int:
        word = (_text(office, "classification") or _text(office, "note")).lower()
        return _FIRST.index(word) if word in _FIRST else len(_FIRST)

    for office in sorted(offices, key=rank):
        yield _text(office, name)


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name, "")
    if not isinstance(value, str):
        words = {"name": name}
        raise RowFault(_("“%(name)s” is not a text.") % words, line=int(record.get("", 1)))
    return value.strip()


def _list(record: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    value = record.get(name) or []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        words = {"name": name}
        raise RowFault(_("“%(name)s” is not a list of entries.") % words, line=record.get("", 1))
    return value
