"""The list of agreements that ships, so that the first day shows every agency that signed.

The table is the published list with the columns that are kept, made by
``freedomcities import agreements FILE --write-table``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from freedomcities.accounts.models import Person
from freedomcities.adoption.agreements_list import agreements_list
from freedomcities.adoption.import_summary import AgreementsSummary
from freedomcities.adoption.models import Instrument
from freedomcities.adoption.operations import bring_in_agreements
from freedomcities.adoption.reading_agreements import COLUMNS, AgreementRow, read_agreements
from freedomcities.lib.importing import ImportRefused, read_file
from freedomcities.places.atlas.codec import Column, read_table, write_table

SHIPPED = Path(__file__).parent / "data" / "agreements.xz"
_COLUMNS = (*COLUMNS, "url")


def load_agreements(*, actor: Person, now: datetime) -> AgreementsSummary | None:
    """Bring in the list that ships; None where it or a later edition was brought in before."""
    given = agreements_list()
    listed = Instrument.records.filter(id__startswith=f"{given.slug}-")
    if listed.filter(checked_on__gte=given.edition).exists():
        return None
    data = SHIPPED.read_bytes()
    return bring_in_agreements(read_shipped(), data, day=given.edition, actor=actor, now=now)


def read_shipped() -> list[AgreementRow]:
    """The rows of the table as those of a file."""
    columns = read_table(SHIPPED)
    rows = zip(*(columns[name] for name in _COLUMNS), strict=True)
    return [
        AgreementRow(
            line=line, **{name: str(cell) for name, cell in zip(_COLUMNS, row, strict=True)}
        )
        for line, row in enumerate(rows, 2)
    ]


def _row(line: int, cells: Iterable[str]) -> AgreementRow:
    return AgreementRow(line=line, **dict(zip(_COLUMNS, cells, strict=True)))


def write_shipped(source: Path, out: Path) -> int:
    """Make the table from the published file, the same bytes from the same rows; how many."""
    rows, problems = read_agreements(read_file(source))
    if problems:
        raise ImportRefused(problems)
    cells = sorted(tuple(getattr(row, name) for name in _COLUMNS) for row in rows)
    write_table(out, [Column(name) for name in _COLUMNS], cells)
    return len(rows)
