"""The rows of an import of agencies, as given and once they are understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from freedomcities.officials.choices import How, WhyNobody

Cells = Mapping[str, str]
Value = str | int | None


@dataclass(frozen=True, slots=True)
class Record:
    """A row that has the form of one: its line and its cells by the names of their columns."""

    line: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Given:
    """What a file says of one agency: only what it has columns for.

    `places` are canonical codes that somebody wrote down; () where they wrote that there are
    none, None where they wrote nothing. `record` is the row as it stood.
    """

    record: Record
    id: str
    values: Mapping[str, Value]
    places: tuple[str, ...] | None

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.record.line


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency as the table has it, with the places it serves, the main one first."""

    id: str
    ori: str = ""
    name: str = ""
    listed_name: str = ""
    kind: str = ""
    state: str = ""
    county: str = ""
    population: int | None = None
    officers: int | None = None
    civilians: int | None = None
    phone: str = ""
    email: str = ""
    url: str = ""
    address: str = ""
    outreach_name: str = ""
    outreach_phone: str = ""
    outreach_email: str = ""
    source: str = ""
    edition: str = ""
    checked_on: str = ""
    closed_on: str = ""
    why_nobody: str = ""
    how: str = ""
    places: tuple[str, ...] = field(default=())

    @property
    def is_by_hand(self) -> bool:
        """Whether an importer said whom it serves."""
        return self.how == How.BY_HAND or self.why_nobody == WhyNobody.BY_HAND
