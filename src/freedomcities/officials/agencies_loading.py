"""The list of agencies that ships, so that the real one is named on the first day.

The table is the FBI's list with the columns that are kept, made by
``freedomcities import agencies FILE --write-table``; it holds no matches, since those follow
from the atlas in use.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext as _

from freedomcities.accounts.models import Person
from freedomcities.lib.errors import Refusal
from freedomcities.lib.importing import FileNotRead, ImportRefused, MayNotImport, read_file
from freedomcities.officials.agency_rows import Record
from freedomcities.officials.agency_summary import AgencySummary
from freedomcities.officials.matching_places import load_atlas_facts
from freedomcities.officials.models import AgencyEdition
from freedomcities.officials.operations import bring_in
from freedomcities.officials.permissions import may_import
from freedomcities.officials.reading_agencies import LIST_COLUMNS, Reading, read_records
from freedomcities.officials.reading_agencies_csv import read_csv
from freedomcities.officials.reviewed_agencies import REVIEWED
from freedomcities.places.atlas.codec import NUMBER, Column, TableError, read_table, write_table
from freedomcities.places.choices import Kind
from freedomcities.places.models import AtlasEdition, Place

SHIPPED = Path(__file__).parent / "data" / "agencies.xz"
_NUMBERS = {"population", "officer_ct", "civilian_ct"}
_COLUMNS = [Column(name, NUMBER) if name in _NUMBERS else Column(name) for name in LIST_COLUMNS]


class TableRefused(Refusal):
    """The table that ships is missing or damaged; nothing was changed."""


def load_agencies(*, actor: Person, now: datetime) -> AgencySummary | None:
    """Bring the database to the list that ships; None, in no time, where it was brought before.

    A list that somebody imported stays as it is, unless it is of an earlier year. Where the
    atlas or the reviewed table changed since, the agencies are matched anew. Raises
    MayNotImport and TableRefused.
    """
    if not may_import(actor):
        raise MayNotImport
    digest = _digest()
    latest = AgencyEdition.objects.order_by("-pk").first()
    if latest and latest.digest == digest:
        return None
    records = read_shipped()
    edition = max(record.cells["data_year"] for record in records)
    if latest and not latest.shipped and latest.edition >= edition:
        return None
    data = SHIPPED.read_bytes()
    atlas = load_atlas_facts()
    reading = read_records(LIST_COLUMNS, records, atlas.codes, atlas.states)
    return bring_in(reading, atlas, data, actor=actor, now=now, digest=digest)


def read_shipped() -> list[Record]:
    """The rows of the table as those of a file."""
    try:
        columns = read_table(SHIPPED)
    except TableError as error:
        raise TableRefused(str(error)) from error
    rows = zip(*(columns[name] for name in LIST_COLUMNS), strict=True)
    return [
        Record(line, {name: str(cell) for name, cell in zip(LIST_COLUMNS, row, strict=True)})
        for line, row in enumerate(rows, 2)
    ]


def write_shipped(source: Path, out: Path) -> Reading:
    """Make the table from the published file: the same bytes from the same rows."""
    columns, records, problems = read_csv(read_file(source))
    states = Place.objects.filter(kind=Kind.STATE).values_list("state", flat=True)
    reading = read_records(columns, records, {}, set(states)) if records else Reading((), ())
    faults = sorted([*problems, *reading.problems], key=lambda problem: problem.line)
    if faults:
        raise ImportRefused(faults)
    rows = sorted(tuple(each.record.cells[name] for name in LIST_COLUMNS) for each in reading.given)
    try:
        write_table(out, _COLUMNS, rows)
    except OSError as error:
        raise FileNotRead(
            _("The file “%(name)s” cannot be written: %(reason)s.")
            % {"name": out.name, "reason": error.strerror}
        ) from None
    return reading


def _digest() -> str:
    """Of everything that decides what the table says: the list, what was reviewed, the atlas."""
    try:
        parts = [SHIPPED.read_bytes(), REVIEWED.read_bytes()]
    except OSError as error:
        raise TableRefused(_("The list of agencies that ships is not there.")) from error
    atlas = AtlasEdition.objects.order_by("-pk").values_list("digest", flat=True).first()
    return sha256(b"\n".join([*parts, (atlas or "").encode()])).hexdigest()
