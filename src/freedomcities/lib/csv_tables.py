"""From the bytes of a CSV file to its rows by the names of their columns, each with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from freedomcities.lib.csv_safety import restore
from freedomcities.lib.importing import Problem, RowFault

Cells = dict[str, str]


@dataclass(slots=True)
class Table:
    """The columns, the rows with the line on which each begins, and what is wrong with others."""

    columns: tuple[str, ...] = ()
    rows: list[tuple[int, Cells]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def decode(data: bytes) -> str:
    """UTF-8, with or without the mark at its beginning; RowFault on the line that is not."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RowFault(_("This is not UTF-8 text."), line=line) from None


def lines_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with its line; RowFault on the line where the form breaks."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error:
        broken = _("This row is broken off or not well formed CSV.")
        raise RowFault(broken, line=line) from None


def read_table(text: str, *, needed: Sequence[str] = ()) -> Table:
    """The rows below the header; cells that were neutralised are restored, nothing is understood.

    `needed` are columns without which the rest is not worth reading.
    """
    table = Table()
    try:
        for line, row in lines_of(text):
            if not table.columns:
                table.columns = _header(line, row, needed)
            elif len(row) == len(table.columns):
                table.rows.append((line, dict(zip(table.columns, map(restore, row), strict=True))))
            else:
                sentence = _("This row has %(cells)s cells, and the header has %(columns)s.")
                words = {"cells": len(row), "columns": len(table.columns)}
                table.problems.append(Problem(line, sentence % words))
    except RowFault as fault:
        table.problems.append(Problem(fault.line or 1, str(fault)))
    return table


def _header(line: int, row: list[str], needed: Sequence[str]) -> tuple[str, ...]:
    columns = tuple(cell.strip() for cell in row)
    for name in needed:
        if name not in columns:
            sentence = _("The header has no column “%(name)s”.")
            raise RowFault(sentence % {"name": name}, line=line)
    for name in columns:
        if name and columns.count(name) > 1:
            sentence = _("The header has the column “%(name)s” twice.")
            raise RowFault(sentence % {"name": name}, line=line)
    return columns
