"""Writing the findings of instruments that changed.

A finding that says the same stays the same row, and keeps the version of the rule that it was
read against: an import that only mends a title is no new reading of the law.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from freedomcities.adoption.known_names import RuleRef
from freedomcities.adoption.models import Finding
from freedomcities.adoption.rows import FindingRow, InstrumentRow

_BATCH = 1_000
_Said = tuple[int, str, str, str]


@dataclass(slots=True)
class FindingChanges:
    """Gathers what is to be written for many instruments, so that it takes few statements."""

    rules: Mapping[str, RuleRef]
    _new: list[Finding] = field(default_factory=list)
    _kept: list[Finding] = field(default_factory=list)
    _gone: list[int] = field(default_factory=list)

    def add(self, row: InstrumentRow, before: Sequence[Finding]) -> None:
        """Bring the findings of one instrument from what they were to what its row says."""
        held: dict[_Said, list[Finding]] = defaultdict(list)
        for finding in before:
            held[_said(finding)].append(finding)
        for position, given in enumerate(row.findings):
            finding = self._finding(row.id, given)
            same = held[_said(finding)]
            if same:
                finding = same.pop(0)
                self._kept.append(finding)
            else:
                self._new.append(finding)
            finding.position = position
            finding.confirmed, finding.readers = given.confirmed, list(given.readers)
        self._gone.extend(finding.pk for rest in held.values() for finding in rest)

    def write(self) -> None:
        """Write all of it."""
        for start in range(0, len(self._gone), _BATCH):
            Finding.records.filter(pk__in=self._gone[start : start + _BATCH]).delete()
        Finding.records.bulk_update(
            self._kept, ["position", "confirmed", "readers"], batch_size=_BATCH
        )
        Finding.records.bulk_create(self._new, batch_size=_BATCH)

    def _finding(self, instrument: str, given: FindingRow) -> Finding:
        rule = self.rules[given.rule]
        return Finding(
            instrument_id=instrument,
            rule_id=rule.id,
            rule_version=rule.version,
            verdict=given.verdict.value,
            quote=given.quote,
            pinpoint=given.pinpoint,
        )


def _said(finding: Finding) -> _Said:
    return (finding.rule_id, finding.verdict, finding.quote, finding.pinpoint)
