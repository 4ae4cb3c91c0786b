"""Writes of officials: importing agencies, offices and who holds them; mail that came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from freedomcities.accounts.models import Person
from freedomcities.audit.operations import record
from freedomcities.lib.dates import day_of
from freedomcities.lib.errors import Refusal
from freedomcities.lib.importing import (
    ImportRefused,
    MayNotImport,
    NothingToImport,
    Problem,
    RowFault,
    read_file,
    write_file,
)
from freedomcities.officials import officials_summary
from freedomcities.officials.agency_changes import Saved, close_agencies, save_agencies
from freedomcities.officials.agency_rows import AgencyRow, Given
from freedomcities.officials.agency_summary import (
    AgencySummary,
    detail_for_the_log,
    report_of,
    summarise,
)
from freedomcities.officials.bounces import mark_bounced
from freedomcities.officials.completing_agencies import Completer
from freedomcities.officials.days_to_come import agencies_to_come, mark_officials_to_come
from freedomcities.officials.known_agencies import known_agencies
from freedomcities.officials.matching_places import Atlas, load_atlas_facts
from freedomcities.officials.models import AgencyEdition
from freedomcities.officials.officials_changes import changes_of, save
from freedomcities.officials.officials_ground import load_officials_ground
from freedomcities.officials.officials_summary import OfficialsSummary
from freedomcities.officials.permissions import may_import
from freedomcities.officials.reading_agencies import Reading, read
from freedomcities.officials.reading_officials import checked_by, read_bytes
from freedomcities.officials.reading_officials import read as read_officials
from freedomcities.officials.reviewed_agencies import reviewed_agencies

_IMPORT = "import-agencies"
# From one year to the next one or two in a hundred go; more of them missing is half a file.
_FEW, _MOST_CLOSED = 2, 0.005


class MayNotRecord(Refusal):
    """Somebody other than the system said that mail came back."""

    def __init__(self) -> None:
        super().__init__(_("Only the system itself may record that."))


def import_agencies(
    source: Path | str | Iterable[str],
    *,
    actor: Person,
    now: datetime,
    complete: bool = False,
    dry_run: bool = False,
    report: Path | None = None,
) -> AgencySummary:
    """Import a file (or its lines) of agencies: all of it, or nothing.

    The formats are those of docs/imports.md. The whole list closes those of its agencies that
    it no longer has; a file of one's own closes nobody. The same file twice changes nothing and
    leaves no entry in the log. `complete`: the list is whole, though so much is missing that it
    looks cut short. `report`: where the rows go of which it is not known whom they serve, to be
    filled in and imported. Raises MayNotImport, FileNotRead, and ImportRefused
    naming the lines at fault.
    """
    if not may_import(actor):
        raise MayNotImport
    data = _load(source)
    atlas = load_atlas_facts()
    reading = read(data, atlas.codes, atlas.states)
    return bring_in(
        reading,
        atlas,
        data,
        actor=actor,
        now=now,
        complete=complete,
        dry_run=dry_run,
        report=report,
    )


def bring_in(
    reading: Reading,
    atlas: Atlas,
    data: bytes,
    *,
    actor: Person,
    now: datetime,
    digest: str = "",
    complete: bool = False,
    dry_run: bool = False,
    report: Path | None = None,
) -> AgencySummary:
    """Put in what was read of `data`; `digest` is what the table that ships is known again by."""
    day = day_of(now)
    if problems := [*reading.problems, *agencies_to_come(reading.given, day)]:
        raise ImportRefused(problems)
    with transaction.atomic():
        known = known_agencies(None if reading.whole else [each.id for each in reading.given])
        rows = _complete(reading, atlas, known)
        gone = _gone(reading, known, complete=complete) if reading.whole else []
        saved = save_agencies(rows, known)
        saved.closed = close_agencies(gone, day=day.isoformat())
        summary = summarise(
            reading.given,
            rows,
            saved,
            edition=reading.edition if reading.whole else "",
            ignored=reading.ignored,
            dry_run=dry_run,
        )
        _remember(summary, saved, data, digest=digest, actor=actor, now=now)
        if report:
            write_file(report, report_of(reading.columns, reading.given, rows))
        if dry_run:
            transaction.set_rollback(True)
    return summary


def import_officials(
    source: Path | str | Iterable[str],
    *,
    actor: Person,
    now: datetime,
    checked_on: str = "",
    dry_run: bool = False,
) -> OfficialsSummary:
    """Import offices and who holds them from a file (or its lines), or from a folder of files.

    The formats are those of docs/imports.md. Who is known is replaced; nobody goes because a
    file lacks them. `checked_on`: the day of the last look, where the file does not say it. The
    same file twice changes nothing and leaves no entry in the log. Raises as `import_agencies`.
    """
    if not may_import(actor):
        raise MayNotImport
    ground = load_officials_ground()
    if isinstance(source, Path | str):
        reading = read_officials(Path(source), ground)
    else:
        reading = read_bytes(_load(source), ground)
    if checked_on:
        checked_by(reading, checked_on)
    mark_officials_to_come(reading, day_of(now))
    if reading.problems:
        raise ImportRefused(reading.problems)
    if not reading.given and not reading.left_out:
        raise NothingToImport
    with transaction.atomic():
        changes = changes_of(reading.given)
        save(changes)
        summary = officials_summary.summarise(reading, changes, dry_run=dry_run)
        if summary.changed:
            detail = officials_summary.detail_for_the_log(summary, changes, reading.digest)
            record(
                actor=actor, now=now, action="import-officials", subject="offices", detail=detail
            )
        if dry_run:
            transaction.set_rollback(True)
    return summary


def record_bounce(email: str, *, actor: Person, now: datetime) -> int:
    """Mark every agency, office and official with this address, since mail to it came back.

    How many are newly marked. A later import with another address takes the mark away.
    """
    if not may_import(actor):
        raise MayNotRecord
    with transaction.atomic():
        marked = mark_bounced(email.strip(), day=day_of(now).isoformat())
        count = sum(map(len, marked.values()))
        if count:
            record(actor=actor, now=now, action="record-bounce", subject="offices", detail=marked)
    return count


def _load(source: Path | str | Iterable[str]) -> bytes:
    if not isinstance(source, Path | str):
        return "\n".join(line.rstrip("\n") for line in source).encode()
    return read_file(Path(source))


def _complete(reading: Reading, atlas: Atlas, known: Mapping[str, AgencyRow]) -> list[AgencyRow]:
    completer = Completer(atlas, known, reviewed_agencies(), reading.edition)
    rows: list[AgencyRow] = []
    problems: list[Problem] = []
    for given in reading.given:
        try:
            rows.append(completer.complete(given))
        except RowFault as fault:
            problems.append(Problem(given.line, str(fault)))
    if problems:
        raise ImportRefused(problems)
    return rows


def _gone(reading: Reading, known: Mapping[str, AgencyRow], *, complete: bool) -> list[AgencyRow]:
    """The open agencies of the list that its new edition lacks."""
    listed = {each.id for each in reading.given}
    open_ones = [row for row in known.values() if row.edition and not row.closed_on]
    _check_edition(reading, max((row.edition for row in open_ones), default=""))
    gone = [row for row in open_ones if row.id not in listed]
    if not complete and len(gone) > max(_FEW, _MOST_CLOSED * len(open_ones)):
        sentence = _(
            "The list ends here, and %(count)s of the %(known)s agencies that are known are not "
            "in it: it is cut short."
        ) % {"count": len(gone), "known": len(open_ones)}
        raise ImportRefused([Problem(_last_line(reading.given), sentence)])
    return gone


def _check_edition(reading: Reading, latest: str) -> None:
    if reading.edition < latest:
        sentence = _("The list is of %(edition)s, and that of %(latest)s is in use.")
        words = {"edition": reading.edition, "latest": latest}
        raise ImportRefused([Problem(_last_line(reading.given), sentence % words)])


def _last_line(given: Sequence[Given]) -> int:
    return max((each.line for each in given), default=1)


def _remember(
    summary: AgencySummary,
    saved: Saved,
    data: bytes,
    *,
    digest: str,
    actor: Person,
    now: datetime,
) -> None:
    """The entry in the log, and of a whole list its edition."""
    if summary.changed:
        detail = detail_for_the_log(summary, saved, data)
        record(actor=actor, now=now, action=_IMPORT, subject="agencies", detail=detail)
    shipped = bool(digest)
    digest = digest or sha256(data).hexdigest()
    latest = AgencyEdition.objects.order_by("-pk").first()
    if summary.edition and (latest is None or latest.digest != digest):
        AgencyEdition.objects.create(
            edition=summary.edition,
            digest=digest,
            shipped=shipped,
            loaded_at=now,
            counts={kind: list(counts) for kind, counts in summary.matched.items()},
        )
