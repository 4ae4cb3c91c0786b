"""The rows of an import of officials: as given, and as the tables have them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from django.utils.text import slugify

Value = str | tuple[str, ...]

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """An office: its kind, the code that its place goes by, and the part that a precinct has."""

    kind: str
    place: str
    area: str = ""

    @property
    def id(self) -> str:
        """The same for the same office in every import."""
        parts = [self.place, self.kind, *([slugify(self.area)] if self.area else [])]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Holder:
    """What a file says of somebody who holds an office: only what it has columns for.

    `person` is the id that the file has for them, or "".
    """

    person: str
    name: str
    values: Mapping[str, str]

    @property
    def named(self) -> str:
        """Their name as it is compared."""
        return name_key(self.name)


@dataclass(frozen=True, slots=True)
class Given:
    """What a row says of an office, and of its holder where it names one.

    `line` is where it begins in the file; `file` its name where there are several. Keys of
    `values` are columns of the office; `checked` its source and the day of its last check.
    """

    line: int
    office: OfficeKey
    values: Mapping[str, Value]
    checked: Mapping[str, str]
    holder: Holder | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a list has and is not kept here: an office of no known kind, a place not on the map."""

    line: int
    file: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office as the table has it."""

    id: str
    kind: str
    place_id: str
    area: str = ""
    title: str = ""
    agency_id: str | None = None
    functions: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    url: str = ""
    address: str = ""
    outreach_name: str = ""
    outreach_phone: str = ""
    outreach_email: str = ""
    finder_url: str = ""
    next_election: str = ""
    source: str = ""
    checked_on: str = ""
    closed_on: str = ""
    bounced_on: str = ""


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """Somebody in an office as the table has it; `id` is None for a new one."""

    id: int | None
    office_id: str
    person: str
    name: str
    role: str = ""
    area: str = ""
    term_start: str = ""
    term_end: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    source: str = ""
    checked_on: str = ""
    closed_on: str = ""
    bounced_on: str = ""


OFFICE_COLUMNS = tuple(field.name for field in fields(OfficeRow))
OFFICIAL_COLUMNS = tuple(field.name for field in fields(OfficialRow))


def name_key(name: str) -> str:
    """A name without regard to capitals and spaces."""
    return _SPACES.sub(" ", name).strip().casefold()[:200]


def latest_terms(rows: Sequence[Given]) -> list[Given]:
    """Of several terms of one person in one office the latest, or the one that has no end."""
    found: dict[tuple[str, str], Given] = {}
    for row in rows:
        if row.holder is None:
            continue
        key = (row.office.id, row.holder.person or row.holder.named)
        held = found.get(key)
        if held is None or _term(held) < _term(row):
            found[key] = row
    kept = {id(row) for row in found.values()}
    return [row for row in rows if row.holder is None or id(row) in kept]


def _term(row: Given) -> tuple[bool, str, str]:
    values = row.holder.values if row.holder else {}
    end = values.get("term_end", "")
    return not end, values.get("term_start", ""), end
