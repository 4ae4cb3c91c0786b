"""From the bytes of a file to rows with the names of their columns. Nothing is understood yet."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _

from freedomcities.lib.csv_safety import restore
from freedomcities.lib.importing import Problem, RowFault
from freedomcities.officials.agency_rows import Record

# What is left of letters beyond ASCII that were read in the wrong encoding.
_SCARS = ("\ufffd", "Ã", "â€", "\0")


def read_csv(data: bytes) -> tuple[tuple[str, ...], list[Record], list[Problem]]:
    """The columns, the rows in their order, and what is wrong with the others."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return (), [], [Problem(line, _("This is not UTF-8 text."))]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns: tuple[str, ...] = ()
    records: list[Record] = []
    problems: list[Problem] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                if not columns:
                    columns = _header(row)
                else:
                    _keep(line, row, columns, records, problems)
            line = reader.line_num + 1
    except csv.Error:
        problems.append(Problem(line, _("This row is broken off or not well formed CSV.")))
    except RowFault as fault:
        problems.append(Problem(line, str(fault)))
    if not problems and not records:
        problems.append(Problem(line, _("There is no row in this file.")))
    return columns, records, problems


def _header(row: list[str]) -> tuple[str, ...]:
    columns = tuple(cell.strip() for cell in row)
    for name in columns:
        if columns.count(name) > 1:
            raise RowFault(_("The header has the column “%(name)s” twice.") % {"name": name})
    return columns


def _keep(
    line: int,
    row: list[str],
    columns: tuple[str, ...],
    records: list[Record],
    problems: list[Problem],
) -> None:
    if len(row) != len(columns):
        sentence = _("This row has %(cells)s cells, and the header has %(columns)s.")
        words = {"cells": len(row), "columns": len(columns)}
        problems.append(Problem(line, sentence % words))
    elif any(scar in cell for cell in row for scar in _SCARS):
        problems.append(Problem(line, _("Letters of this row were lost in another encoding.")))
    else:
        cells = (restore(cell).strip() for cell in row)
        records.append(Record(line, dict(zip(columns, cells, strict=True))))
