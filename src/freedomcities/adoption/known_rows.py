"""What the tables say now, in the form of the rows of an import: to compare, keep and export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from freedomcities.adoption.facts import Kind, Reach, Verdict
from freedomcities.adoption.models import Finding, Instrument, Search
from freedomcities.adoption.rows import (
    Content,
    FindingRow,
    InstrumentRow,
    SearchRow,
    stays_of,
)

_BATCH = 1_000
_NO_LINE = 0


@dataclass(frozen=True, slots=True)
class KnownInstrument:
    """An instrument of the table as a row, with the rows of its findings in their order."""

    row: InstrumentRow
    findings: tuple[Finding, ...]

    def content(self) -> Content:
        """As in an import file, and for each finding the text of the rule it was read against."""
        findings = [
            said.content() | {"rule_version": kept.rule_version}
            for said, kept in zip(self.row.findings, self.findings, strict=True)
        ]
        return self.row.content() | {"findings": findings}


@dataclass(frozen=True, slots=True)
class KnownSearch:
    """A search of the table as a row."""

    row: SearchRow


def known_instruments(ids: Collection[str]) -> dict[str, KnownInstrument]:
    """Those of these ids that there are."""
    found = {}
    for batch in _batches(ids):
        findings: dict[str, list[Finding]] = defaultdict(list)
        held = Finding.records.filter(instrument__in=batch).select_related("rule")
        for finding in held.defer("rule__content").order_by("position"):
            findings[finding.instrument_id].append(finding)
        for row in Instrument.records.filter(pk__in=batch):
            found[row.pk] = _known_instrument(row, findings[row.pk])
    return found


def known_searches(ids: Collection[str]) -> dict[str, KnownSearch]:
    """Those of these ids that there are."""
    found = {}
    for batch in _batches(ids):
        rules: dict[str, list[str]] = defaultdict(list)
        links = Search.rules.through._default_manager.filter(search__in=batch)  # noqa: SLF001
        columns = ("search_id", "rule__blueprint_id", "rule__number")
        for search, slug, number in links.order_by("id").values_list(*columns):
            rules[search].append(f"{slug}/{number}")
        for row in Search.objects.filter(pk__in=batch):
            found[row.pk] = KnownSearch(_search_row(row, rules[row.pk]))
    return found


def _batches(ids: Iterable[str]) -> Iterator[Sequence[str]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]


def _known_instrument(row: Instrument, findings: Sequence[Finding]) -> KnownInstrument:
    said = InstrumentRow(
        line=_NO_LINE,
        id=row.id,
        place=row.place_id,
        kind=Kind(row.kind),
        title=row.title,
        citation=row.citation,
        number=row.number,
        introduced_on=row.introduced_on,
        adopted_on=row.adopted_on,
        effective_on=row.effective_on,
        ended_on=row.ended_on,
        checked_on=row.checked_on,
        stays=stays_of(row.stays),
        reach=Reach(row.reach),
        agencies=tuple(row.agencies),
        preempts=row.preempts,
        url=row.url,
        note=row.note,
        findings=tuple(map(_finding_row, findings)),
    )
    return KnownInstrument(said, tuple(findings))


def _finding_row(row: Finding) -> FindingRow:
    return FindingRow(
        rule=f"{row.rule.blueprint_id}/{row.rule.number}",
        verdict=Verdict(row.verdict),
        quote=row.quote,
        pinpoint=row.pinpoint,
        confirmed=row.confirmed,
        readers=tuple(row.readers),
    )


def _search_row(row: Search, rules: Sequence[str]) -> SearchRow:
    return SearchRow(
        line=_NO_LINE,
        id=row.id,
        place=row.place_id,
        checked_on=row.checked_on,
        rules=tuple(rules),
        url=row.url,
        note=row.note,
    )
