"""What an import of agencies did, for the one who asked and for the log; and what is unmatched."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from freedomcities.lib.csv_safety import neutralise
from freedomcities.officials.agency_changes import Saved
from freedomcities.officials.agency_rows import AgencyRow, Given
from freedomcities.officials.choices import WhyNobody

# Agencies of which nobody expects that they serve a place of the atlas.
_SETTLED = frozenset(
    {
        WhyNobody.NOT_A_GOVERNMENTS,
        WhyNobody.NO_SUCH_STATE,
        WhyNobody.POST,
        WhyNobody.REVIEWED,
        WhyNobody.BY_HAND,
    }
)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """An agency of which it is not known whom it serves, and the reason as a word."""

    line: int
    id: str
    name: str
    state: str
    why: str


@dataclass(frozen=True, slots=True)
class AgencySummary:
    """What an import did, or with `dry_run` would have done.

    `matched`: by kind, how many of the file's agencies serve a place, and of how many; `how`:
    by what is known of them. `unmatched`: those that somebody may want to look up. `edition`:
    that of a whole list, or "".
    """

    agencies: int
    new: int
    replaced: int
    closed: int
    unchanged: int
    matched: Mapping[str, tuple[int, int]]
    how: Mapping[str, int]
    unmatched: tuple[Unmatched, ...]
    edition: str
    ignored: tuple[str, ...]
    dry_run: bool

    @property
    def changed(self) -> int:
        """How many agencies are different from before."""
        return self.new + self.replaced + self.closed

    def as_json(self) -> dict[str, object]:
        """As programs get it."""
        return asdict(self) | {"changed": self.changed, "ignored": list(self.ignored)}


def summarise(
    given: Sequence[Given],
    rows: Sequence[AgencyRow],
    saved: Saved,
    *,
    edition: str,
    ignored: tuple[str, ...],
    dry_run: bool,
) -> AgencySummary:
    """Count what a file said and what of it was new."""
    every = Counter(row.kind for row in rows)
    placed = Counter(row.kind for row in rows if row.places)
    return AgencySummary(
        agencies=len(rows),
        new=len(saved.new),
        replaced=len(saved.replaced),
        closed=len(saved.closed),
        unchanged=saved.unchanged,
        matched={kind: (placed[kind], count) for kind, count in sorted(every.items())},
        how=dict(sorted(Counter(row.how or row.why_nobody for row in rows).items())),
        unmatched=tuple(_unmatched(given, rows)),
        edition=edition,
        ignored=ignored,
        dry_run=dry_run,
    )


def _unmatched(given: Sequence[Given], rows: Sequence[AgencyRow]) -> Iterable[Unmatched]:
    for each, row in zip(given, rows, strict=True):
        if is_open(row):
            yield Unmatched(each.line, row.id, row.name, row.state, row.why_nobody)


def is_open(row: AgencyRow) -> bool:
    """Whether somebody may want to look up whom it serves."""
    return not row.places and row.why_nobody not in _SETTLED


def report_of(columns: Sequence[str], given: Sequence[Given], rows: Sequence[AgencyRow]) -> str:
    """The open rows as CSV: the file's own columns, `places` to fill in, and `why`.

    Filled in, it can be imported as it is.
    """
    names = [name for name in columns if name not in {"places", "why"}]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*names, "places", "why"])
    for each, row in zip(given, rows, strict=True):
        if is_open(row):
            cells = [neutralise(each.record.cells.get(name, "")) for name in names]
            writer.writerow([*cells, "", row.why_nobody])
    return out.getvalue()


def detail_for_the_log(summary: AgencySummary, saved: Saved, data: bytes) -> dict[str, object]:
    """Which file it was and what it changed; the ids where they are few enough to read."""
    few = len(saved.new) + len(saved.replaced) <= 1_000
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "edition": summary.edition,
        "new": saved.new if few else len(saved.new),
        "replaced": saved.replaced if few else len(saved.replaced),
        "closed": saved.closed,
        "unchanged": saved.unchanged,
        "matched": {kind: list(counts) for kind, counts in summary.matched.items()},
    }
