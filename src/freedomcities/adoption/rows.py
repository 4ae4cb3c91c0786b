"""The rows of an import, once they are understood; and the form in which they are compared.

`content()` is what the file said, in the file's own words and order, with every default
written out. Two rows with the same content say the same, and history is kept in this form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from freedomcities.adoption.facts import Kind, Reach, Verdict

Content = dict[str, object]
Values = dict[str, object]
Stays = tuple[tuple[str, str | None, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A row that has the form of one, with the values as JSON would hold them.

    `finding_lines` has the line of each finding where they stand on lines of their own.
    """

    line: int
    values: Values
    finding_lines: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding; `rule` is "blueprint/number", `readers` are none or two names."""

    rule: str
    verdict: Verdict
    quote: str
    pinpoint: str
    confirmed: bool
    readers: tuple[str, ...]

    def content(self) -> Content:
        """As in the file."""
        return {
            "rule": self.rule,
            "verdict": self.verdict.value,
            "quote": self.quote,
            "pinpoint": self.pinpoint,
            "confirmed": self.confirmed,
            "readers": list(self.readers),
        }


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """An instrument; dates are texts as given, "" where there are none; `place` is canonical."""

    line: int = field(compare=False)
    id: str
    place: str
    kind: Kind
    title: str
    citation: str
    number: str
    introduced_on: str
    adopted_on: str
    effective_on: str
    ended_on: str
    checked_on: str
    stays: Stays
    reach: Reach
    agencies: tuple[str, ...]
    preempts: bool
    url: str
    note: str
    findings: tuple[FindingRow, ...]

    def content(self) -> Content:
        """As in the file."""
        return {
            "id": self.id,
            "place": self.place,
            "kind": self.kind.value,
            "title": self.title,
            "citation": self.citation,
            "number": self.number,
            "introduced_on": self.introduced_on or None,
            "adopted_on": self.adopted_on or None,
            "effective_on": self.effective_on or None,
            "ended_on": self.ended_on or None,
            "checked_on": self.checked_on or None,
            "stayed": stays_content(self.stays),
            "reach": list(self.agencies) if self.reach is Reach.AGENCIES else self.reach.value,
            "preempts": self.preempts,
            "url": self.url,
            "note": self.note,
            "findings": [finding.content() for finding in self.findings],
        }


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A search that found nothing; `rules` are "blueprint/number"."""

    line: int = field(compare=False)
    id: str
    place: str
    checked_on: str
    rules: tuple[str, ...]
    url: str
    note: str

    def content(self) -> Content:
        """As in the file."""
        return {
            "id": self.id,
            "place": self.place,
            "kind": "search",
            "checked_on": self.checked_on,
            "rules": list(self.rules),
            "url": self.url,
            "note": self.note,
        }


Row = InstrumentRow | SearchRow


def stays_content(stays: Stays) -> list[list[object]]:
    """Stays as JSON holds them: `[from, to]`, or with a third item, the rules."""
    return [[begin, end, list(rules)] if rules else [begin, end] for begin, end, rules in stays]


def stays_of(content: Sequence[Sequence[object]]) -> Stays:
    """The inverse of `stays_content`, for what was checked when it came in."""
    found = []
    for begin, end, *rest in content:
        rules = tuple(map(str, rest[0])) if rest and isinstance(rest[0], list) else ()
        found.append((str(begin), None if end is None else str(end), rules))
    return tuple(found)
