"""What the larger components are given: crumbs, moments, tables. Frozen, plain, no queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from freedomcities.ui.marks import Mark

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way down to a page; without `href` it is the page itself."""

    label: Text
    href: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline: `when` as people read it, `day` as machines do (ISO) if known."""

    when: Text
    title: Text
    text: Text = ""
    href: str = ""
    day: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class LevelMark:
    """A small mark with the level of government under it: “State”, “County”, “City”."""

    label: Text
    mark: Mark


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of a table; `href` sorts by it, `sorted_by` says whether the table is."""

    label: Text
    numeric: bool = False
    href: str = ""
    sorted_by: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one field of a table: text, a link, or a row of marks."""

    text: Text = ""
    href: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of `rows`; the first cell of each row names it.

    Raises ValueError when a row is not as long as `columns`.
    """

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        """A ragged row would put figures under the wrong heading."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("Every row of a table needs one cell for each column.")
