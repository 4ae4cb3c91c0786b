"""Writes of adoption: importing what is known of the law, and keeping today's standings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.adoption import standings_table
from freedomcities.adoption.agreements_ground import load_ground
from freedomcities.adoption.agreements_import import day_of_name, edition_of, report_of
from freedomcities.adoption.agreements_list import agreements_list
from freedomcities.adoption.import_rows import Saved, save_instruments, save_searches
from freedomcities.adoption.import_summary import (
    AgreementsSummary,
    ImportSummary,
    detail_for_the_log,
    summarise,
    summarise_agreements,
)
from freedomcities.adoption.known_names import RuleRef, load_known, load_rules
from freedomcities.adoption.known_rows import known_instruments, known_searches
from freedomcities.adoption.models import Finding, Instrument, Search, Standing, StandingsDay
from freedomcities.adoption.permissions import may_import
from freedomcities.adoption.reading import Reading, read
from freedomcities.adoption.reading_agreements import AgreementRow, read_agreements
from freedomcities.adoption.rows import InstrumentRow, Row, SearchRow
from freedomcities.adoption.standings_table import Scope
from freedomcities.audit.operations import record
from freedomcities.lib.dates import day_of
from freedomcities.lib.importing import (
    ImportRefused,
    MayNotImport,
    NothingToImport,
    Problem,
    read_file,
    write_file,
)
from freedomcities.places.bulk import refresh_statistics

_IMPORT = "import-instruments"
# From so many changed rows on the database is to look anew at how its tables are filled.
_MANY_CHANGES = 1_000


def import_instruments(
    source: Path | str | Iterable[str],
    *,
    actor: Person,
    now: datetime,
    dry_run: bool = False,
) -> ImportSummary:
    """Import a file (or its lines) of instruments and searches: all of it, or nothing.

    The formats are those of docs/imports.md. A known id is replaced and its history kept; the
    same file twice changes nothing and leaves no entry in the log. Raises MayNotImport,
    FileNotRead, NothingToImport, and ImportRefused naming the lines at fault.
    """
    if not may_import(actor):
        raise MayNotImport
    data, suffix = _load(source)
    rules = load_rules()
    reading = read(data, load_known(rules), suffix=suffix)
    if reading.problems:
        raise ImportRefused(reading.problems)
    if not reading.rows:
        raise NothingToImport
    return _bring_in(reading, data, rules, actor=actor, now=now, dry_run=dry_run)


def import_agreements(
    source: Path,
    *,
    actor: Person,
    now: datetime,
    edition: str = "",
    complete: bool = False,
    dry_run: bool = False,
    report: Path | None = None,
) -> AgreementsSummary:
    """Import an edition of the list of agreements, CSV or workbook: all of it, or nothing.

    Each row becomes an instrument of the agency that signed; those of an earlier edition that
    this one lacks end on its day. `edition`: that day, where the file's name does not have it.
    `complete`: the list is whole, though so much is missing that it looks cut short.
    `report`: where the rows go of which nobody knows whose agency it is. The same file twice
    changes nothing. Raises as `import_instruments` does.
    """
    if not may_import(actor):
        raise MayNotImport
    data = read_file(source)
    given, problems = read_agreements(data)
    day = day_of_name(edition or source.name)
    if not problems and not day:
        problems = [Problem(1, _("Nothing says of which day this list is, such as 2026-05-18."))]
    if problems:
        raise ImportRefused(problems)
    return bring_in_agreements(
        given,
        data,
        day=day,
        complete=complete,
        actor=actor,
        now=now,
        dry_run=dry_run,
        report=report,
    )


def bring_in_agreements(
    rows: Sequence[AgreementRow],
    data: bytes,
    *,
    day: str,
    actor: Person,
    now: datetime,
    complete: bool = False,
    dry_run: bool = False,
    report: Path | None = None,
) -> AgreementsSummary:
    """Put in what was read of `data`, the list as of a day."""
    if not may_import(actor):
        raise MayNotImport
    ground = load_ground()
    with transaction.atomic():
        # What is known must stay so until the end: two lists come one after the other.
        standings_table.lock_day()
        said, problems = edition_of(
            rows,
            ground,
            agreements_list(),
            day=day,
            today=today(now).isoformat(),
            complete=complete,
        )
        if said is None:
            raise ImportRefused(problems)
        reading = Reading((*said.changed, *said.ended), (), ())
        summary = _bring_in(reading, data, load_rules(), actor=actor, now=now, dry_run=dry_run)
        seen = Instrument.records.filter(pk__in=said.again).exclude(checked_on=day)
        if seen.update(checked_on=day) and not summary.changed:
            detail = {"sha256": sha256(data).hexdigest(), "checked_on": day}
            record(actor=actor, now=now, action=_IMPORT, subject="instruments", detail=detail)
        if report:
            write_file(report, report_of(said.unmatched))
        if dry_run:
            transaction.set_rollback(True)
    return summarise_agreements(
        summary, again=len(said.again), ended=len(said.ended), unmatched=len(said.unmatched)
    )


def _bring_in(
    reading: Reading,
    data: bytes,
    rules: dict[str, RuleRef],
    *,
    actor: Person,
    now: datetime,
    dry_run: bool,
) -> ImportSummary:
    with transaction.atomic():
        lock = standings_table.lock_day()
        saved = _save(reading.rows, rules, now=now)
        standings = recompute_after(saved, lock, day=today(now)) if saved.changed else 0
        if saved.changed + standings >= _MANY_CHANGES:
            refresh_statistics(Instrument, Finding, Search, Search.rules.through, Standing)
        summary = summarise(reading, saved, standings=standings, dry_run=dry_run)
        if summary.changed:
            detail = detail_for_the_log(summary, reading.rows, saved, data)
            record(actor=actor, now=now, action=_IMPORT, subject="instruments", detail=detail)
        if dry_run:
            transaction.set_rollback(True)
    return summary


def recompute_standings(*, now: datetime, places: Collection[str] | None = None) -> int:
    """Work out today's standings anew; the number of rows that changed.

    Everywhere, or where the law of these places can touch: a state's everyone in it, the
    nation's everyone, any other place's itself alone.
    """
    with transaction.atomic():
        lock = standings_table.lock_day()
        changed = standings_table.move_to(lock, today(now))
        scope = Scope(everywhere=True) if places is None else Scope.of_issuers(places)
        return changed + standings_table.rewrite(scope, day=today(now))


def bring_up_to_date(*, now: datetime) -> int:
    """When the day has turned, work out what begins, ends or changes with it.

    Cheap where nothing is due: one small read. The number of rows that changed; with any, the
    system's entry in the log.
    """
    day = today(now)
    if StandingsDay.objects.filter(day=day).exists():
        return 0
    with transaction.atomic():
        lock = standings_table.lock_day()
        before, changed = lock.day, standings_table.move_to(lock, day)
        if changed:
            record(
                actor=system_actor(),
                now=now,
                action="bring-standings-up-to-date",
                subject=day.isoformat(),
                detail={"from": before.isoformat() if before else None, "changed": changed},
            )
    return changed


def today(now: datetime) -> date:
    """The day of the standings: that of UTC, the same for everybody."""
    return day_of(now)


def _load(source: Path | str | Iterable[str]) -> tuple[bytes, str]:
    if not isinstance(source, Path | str):
        return "\n".join(line.rstrip("\n") for line in source).encode(), ""
    path = Path(source)
    return read_file(path), path.suffix


def _save(rows: Sequence[Row], rules: dict[str, RuleRef], *, now: datetime) -> Saved:
    instruments = [row for row in rows if isinstance(row, InstrumentRow)]
    searches = [row for row in rows if isinstance(row, SearchRow)]
    _check_tables(instruments, searches)
    known = known_instruments([row.id for row in instruments])
    known_looks = known_searches([row.id for row in searches])
    saved = save_instruments(instruments, known, rules, now=now)
    saved.add(save_searches(searches, known_looks, rules, now=now))
    return saved


def _check_tables(instruments: Sequence[InstrumentRow], searches: Sequence[SearchRow]) -> None:
    """An id stays what it was: a search does not become an instrument, nor the other way."""
    looked = Search.objects.in_bulk([row.id for row in instruments])
    acts = Instrument.records.in_bulk([row.id for row in searches])
    problems = [
        Problem(row.line, _("The id “%(id)s” is that of a search.") % {"id": row.id})
        for row in instruments
        if row.id in looked
    ]
    problems += [
        Problem(row.line, _("The id “%(id)s” is that of an instrument.") % {"id": row.id})
        for row in searches
        if row.id in acts
    ]
    if problems:
        raise ImportRefused(sorted(problems, key=lambda problem: problem.line))


def recompute_after(saved: Saved, lock: StandingsDay, *, day: date) -> int:
    """Work out anew what these changes touch, under the lock; how many standings changed."""
    if lock.day is None:
        return standings_table.move_to(lock, day)
    changed = standings_table.move_to(lock, day)
    scope = Scope.of_issuers(saved.issuers)
    return changed + standings_table.rewrite(scope, day=day, rules=saved.rules)
