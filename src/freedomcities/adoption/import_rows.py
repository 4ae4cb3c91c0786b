"""Putting understood rows into the tables: what is known already is compared first.

A row that says what the table says is left alone; one that differs replaces it, and what it
was before is kept as a version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max

from freedomcities.adoption.facts import Reach
from freedomcities.adoption.import_findings import FindingChanges
from freedomcities.adoption.known_names import RuleRef
from freedomcities.adoption.known_rows import KnownInstrument, KnownSearch
from freedomcities.adoption.models import Instrument, InstrumentVersion, Search, SearchVersion
from freedomcities.adoption.rows import Content, InstrumentRow, SearchRow, stays_content

_BATCH = 1_000
_INSTRUMENT_FIELDS = [
    *("place", "kind", "title", "citation", "number", "introduced_on", "adopted_on"),
    *("effective_on", "ended_on", "checked_on", "stays", "reach", "agencies", "preempts"),
    *("url", "note", "recorded_at"),
]
_SEARCH_FIELDS = ["place", "checked_on", "url", "note", "recorded_at"]


@dataclass(slots=True)
class Saved:
    """What was put in: ids of new and replaced rows, how many said nothing new.

    `issuers` are the places and `rules` the rules whose standings may have changed.
    """

    new: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: int = 0
    issuers: set[str] = field(default_factory=set)
    rules: set[int] = field(default_factory=set)

    @property
    def changed(self) -> int:
        """How many rows are different from before."""
        return len(self.new) + len(self.replaced)

    def add(self, other: Saved) -> None:
        """Count what was put into another table as well."""
        self.new += other.new
        self.replaced += other.replaced
        self.unchanged += other.unchanged
        self.issuers |= other.issuers
        self.rules |= other.rules


def save_instruments(
    rows: Sequence[InstrumentRow],
    known: Mapping[str, KnownInstrument],
    rules: Mapping[str, RuleRef],
    *,
    now: datetime,
) -> Saved:
    """Write the instruments that are new or differ, with their findings."""
    saved, findings = Saved(), FindingChanges(rules)
    written: list[InstrumentRow] = []
    for row in rows:
        before = known.get(row.id)
        if before and before.row == row:
            saved.unchanged += 1
            continue
        (saved.replaced if before else saved.new).append(row.id)
        saved.issuers |= {row.place} | ({before.row.place} if before else set())
        named = {each.rule for each in row.findings}
        named |= {each.rule for each in before.row.findings} if before else set()
        saved.rules |= {rules[rule].id for rule in named}
        findings.add(row, before.findings if before else ())
        written.append(row)
    _keep_versions(
        InstrumentVersion,
        "instrument_id",
        {id_: known[id_].content() for id_ in saved.replaced},
        now=now,
    )
    Instrument.records.bulk_create(
        [_instrument(row, now=now) for row in written],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_INSTRUMENT_FIELDS,
        batch_size=_BATCH,
    )
    findings.write()
    return saved


def save_searches(
    rows: Sequence[SearchRow],
    known: Mapping[str, KnownSearch],
    rules: Mapping[str, RuleRef],
    *,
    now: datetime,
) -> Saved:
    """Write the searches that are new or differ."""
    saved = Saved()
    written: list[SearchRow] = []
    for row in rows:
        before = known.get(row.id)
        if before and before.row == row:
            saved.unchanged += 1
            continue
        (saved.replaced if before else saved.new).append(row.id)
        saved.issuers |= {row.place} | ({before.row.place} if before else set())
        named = {*row.rules, *(before.row.rules if before else ())}
        saved.rules |= {rules[rule].id for rule in named}
        written.append(row)
    contents = {id_: known[id_].row.content() for id_ in saved.replaced}
    _keep_versions(SearchVersion, "search_id", contents, now=now)
    Search.objects.bulk_create(
        [_search(row, now=now) for row in written],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_SEARCH_FIELDS,
        batch_size=_BATCH,
    )
    _link_rules(written, saved.replaced, rules)
    return saved


def _link_rules(
    written: Sequence[SearchRow], replaced: Sequence[str], rules: Mapping[str, RuleRef]
) -> None:
    through = Search.rules.through
    for start in range(0, len(replaced), _BATCH):
        through._default_manager.filter(  # noqa: SLF001 a table of the framework has no other
            search_id__in=replaced[start : start + _BATCH]
        ).delete()
    links = [
        through(search_id=row.id, rule_id=rules[rule].id) for row in written for rule in row.rules
    ]
    through._default_manager.bulk_create(links, batch_size=_BATCH)  # noqa: SLF001


def _keep_versions(
    model: type[InstrumentVersion] | type[SearchVersion],
    owner: str,
    contents: Mapping[str, Content],
    *,
    now: datetime,
) -> None:
    rows: Any = model._default_manager  # noqa: SLF001 either of two tables
    ids = list(contents)
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        numbers = rows.filter(**{f"{owner}__in": batch}).values_list(owner).annotate(Max("number"))
        last = dict(numbers)
        rows.bulk_create(
            model(
                **{owner: id_},
                number=last.get(id_, 0) + 1,
                content=contents[id_],
                replaced_at=now,
            )
            for id_ in batch
        )


def _instrument(row: InstrumentRow, *, now: datetime) -> Instrument:
    return Instrument(
        id=row.id,
        place_id=row.place,
        kind=row.kind.value,
        title=row.title,
        citation=row.citation,
        number=row.number,
        introduced_on=row.introduced_on,
        adopted_on=row.adopted_on,
        effective_on=row.effective_on,
        ended_on=row.ended_on,
        checked_on=row.checked_on,
        stays=stays_content(row.stays),
        reach=row.reach.value,
        agencies=list(row.agencies) if row.reach is Reach.AGENCIES else [],
        preempts=row.preempts,
        url=row.url,
        note=row.note,
        recorded_at=now,
    )


def _search(row: SearchRow, *, now: datetime) -> Search:
    return Search(
        id=row.id,
        place_id=row.place,
        checked_on=row.checked_on,
        url=row.url,
        note=row.note,
        recorded_at=now,
    )
