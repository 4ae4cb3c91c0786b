"""What an import did, for the one who asked and for the log."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass

from freedomcities.adoption.import_rows import Saved
from freedomcities.adoption.reading import Reading
from freedomcities.adoption.rows import InstrumentRow, Row


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did, or with `dry_run` would have done.

    `changed` is how many rows are new or replaced; `confirmed` the confirmed findings among
    them, taken on the importer's word; `standings` how many of today's standings are different;
    `ignored` names of columns or keys that mean nothing here.
    """

    instruments: int
    searches: int
    findings: int
    new: int
    replaced: int
    unchanged: int
    confirmed: int
    standings: int
    ignored: tuple[str, ...]
    dry_run: bool

    @property
    def changed(self) -> int:
        """How many rows are different from before."""
        return self.new + self.replaced

    def as_json(self) -> dict[str, object]:
        """As programs get it."""
        return asdict(self) | {"changed": self.changed, "ignored": list(self.ignored)}


@dataclass(frozen=True, slots=True)
class AgreementsSummary(ImportSummary):
    """Of a list of agreements also how many `ended` since its last edition, and of how many
    rows nobody knows whose agency it is.
    """

    ended: int
    unmatched: int


def summarise(reading: Reading, saved: Saved, *, standings: int, dry_run: bool) -> ImportSummary:
    """Count what a file said and what of it was new."""
    instruments = [row for row in reading.rows if isinstance(row, InstrumentRow)]
    changed = {*saved.new, *saved.replaced}
    return ImportSummary(
        instruments=len(instruments),
        searches=len(reading.rows) - len(instruments),
        findings=sum(len(row.findings) for row in instruments),
        new=len(saved.new),
        replaced=len(saved.replaced),
        unchanged=saved.unchanged,
        confirmed=sum(map(len, _confirmed(instruments, changed).values())),
        standings=standings,
        ignored=reading.ignored,
        dry_run=dry_run,
    )


def summarise_agreements(
    summary: ImportSummary, *, again: int, ended: int, unmatched: int
) -> AgreementsSummary:
    """The same of a list of agreements, with those that it has again as before."""
    counted = asdict(summary)
    for name in ("instruments", "findings", "unchanged"):
        counted[name] += again
    return AgreementsSummary(**counted, ended=ended, unmatched=unmatched)


def _confirmed(rows: Iterable[Row], changed: Collection[str]) -> dict[str, list[str]]:
    """By instrument that changed, the rules on which it has a confirmed finding."""
    found = {
        row.id: [finding.rule for finding in row.findings if finding.confirmed]
        for row in rows
        if isinstance(row, InstrumentRow) and row.id in changed
    }
    return {id_: rules for id_, rules in found.items() if rules}


def detail_for_the_log(
    summary: ImportSummary, rows: Sequence[Row], saved: Saved, data: bytes
) -> dict[str, object]:
    """Which file it was, what it changed, and which findings count on the importer's word."""
    changed = {*saved.new, *saved.replaced}
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "new": saved.new,
        "replaced": saved.replaced,
        "unchanged": summary.unchanged,
        "confirmed_on_the_importers_word": _confirmed(rows, changed),
        "standings": summary.standings,
    }
