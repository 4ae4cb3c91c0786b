"""From the bytes of a file to rows with the names of their columns. Nothing is understood yet."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freedomcities.lib.csv_tables import decode, read_table
from freedomcities.lib.importing import Problem, RowFault
from freedomcities.officials.agency_rows import Record

# What is left of letters beyond ASCII that were read in the wrong encoding.
_SCARS = ("\ufffd", "Ã", "â€", "\0")


def read_csv(data: bytes) -> tuple[tuple[str, ...], list[Record], list[Problem]]:
    """The columns, the rows in their order, and what is wrong with the others."""
    try:
        table = read_table(decode(data))
    except RowFault as fault:
        return (), [], [Problem(fault.line or 1, str(fault))]
    records: list[Record] = []
    problems = table.problems
    for line, cells in table.rows:
        if any(scar in cell for cell in cells.values() for scar in _SCARS):
            sentence = _("Letters of this row were lost in another encoding.")
            problems.append(Problem(line, sentence))
        else:
            records.append(Record(line, {name: cell.strip() for name, cell in cells.items()}))
    if not problems and not records:
        problems.append(Problem(1, _("There is no row in this file.")))
    return table.columns, records, sorted(problems, key=lambda problem: problem.line)
