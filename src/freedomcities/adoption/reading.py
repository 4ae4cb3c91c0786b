"""What the records of an import file mean: every fault names its line, in one sentence.

Pure: the places and rules that there are come in. Sentences are for people and translatable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext as _

from freedomcities.adoption.facts import Kind, Verdict
from freedomcities.adoption.reading_files import read_records
from freedomcities.adoption.reading_parts import (
    Known,
    read_reach,
    read_readers,
    read_rule,
    read_stays,
)
from freedomcities.adoption.reading_values import QUOTE_LENGTH, Fields
from freedomcities.adoption.rows import FindingRow, InstrumentRow, Record, Row, SearchRow
from freedomcities.lib.importing import Problem, RowFault

DEFAULT_BLUEPRINT = "freedom-cities"
_SEARCH = "search"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:~-]{0,199}")
_INSTRUMENT_FIELDS = {
    *("id", "place", "kind", "blueprint", "title", "citation", "number", "introduced_on"),
    *("adopted_on", "effective_on", "ended_on", "stayed", "reach", "preempts", "url"),
    *("checked_on", "note", "readers", "findings", "rules"),
}
_FINDING_FIELDS = {"rule", "blueprint", "verdict", "quote", "pinpoint", "confirmed", "readers"}


@dataclass(frozen=True, slots=True)
class _Head:
    """What every row has."""

    line: int
    id: str
    place: str
    blueprint: str
    finding_lines: Sequence[int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says; with any problem, nothing of it may be imported.

    `ignored` are names of columns or keys that mean nothing here.
    """

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...] = ()


def read(data: bytes, known: Known, *, suffix: str = "") -> Reading:
    """Read a whole file; rows and problems come in the order of their lines."""
    records, problems = read_records(data, suffix=suffix)
    rows: dict[str, Row] = {}
    for record in records:
        try:
            row = _read_row(record, known)
            _check_once(row, rows)
            rows[row.id] = row
        except RowFault as fault:
            problems.append(Problem(fault.line or record.line, str(fault)))
    problems.sort(key=lambda problem: problem.line)
    return Reading(tuple(rows.values()), tuple(problems), _ignored(records))


def _check_once(row: Row, rows: dict[str, Row]) -> None:
    if row.id in rows:
        raise RowFault(
            _("The id “%(id)s” stands on line %(line)s already.")
            % {"id": row.id, "line": rows[row.id].line}
        )


def _ignored(records: Sequence[Record]) -> tuple[str, ...]:
    names = {name for record in records for name in record.values}
    for record in records:
        findings = record.values.get("findings")
        for finding in findings if isinstance(findings, list) else ():
            if isinstance(finding, dict):
                names.update(f"findings.{name}" for name in finding.keys() - _FINDING_FIELDS)
    return tuple(sorted(names - _INSTRUMENT_FIELDS))


def _read_row(record: Record, known: Known) -> Row:
    fields = Fields(record.values)
    id_ = fields.text("id", required=True)
    if not _ID.fullmatch(id_):
        raise RowFault(
            _("The id “%(id)s” may only have letters, digits and . _ : ~ -, 200 at most.")
            % {"id": id_}
        )
    place = _place(fields.text("place", required=True), known)
    kind = fields.choice("kind", [_SEARCH, *Kind])
    blueprint = fields.text("blueprint") or DEFAULT_BLUEPRINT
    if blueprint not in known.blueprints:
        raise RowFault(_("There is no blueprint “%(slug)s”.") % {"slug": blueprint})
    head = _Head(record.line, id_, place, blueprint, record.finding_lines)
    if kind == _SEARCH:
        return _read_search(head, fields, known)
    return _read_instrument(head, Kind(kind), fields, known)


def _place(code: str, known: Known) -> str:
    found = known.find_place(code)
    if found is None:
        raise RowFault(_("There is no place “%(code)s”.") % {"code": code})
    return found


def _read_search(head: _Head, fields: Fields, known: Known) -> SearchRow:
    if fields.list("findings"):
        raise RowFault(_("A search found nothing, and so it has no findings."))
    rules = tuple(read_rule(each, head.blueprint, known) for each in fields.texts("rules"))
    if not rules:
        raise RowFault(_("A search names the rules for which somebody looked."))
    for name in ("introduced_on", "adopted_on", "effective_on", "ended_on"):
        fields.date(name)
    checked_on = fields.date("checked_on")
    if not checked_on:
        raise RowFault(_("A search counts from its “checked_on”, and there is none."))
    return SearchRow(
        line=head.line,
        id=head.id,
        place=head.place,
        checked_on=checked_on,
        rules=tuple(dict.fromkeys(rules)),
        url=fields.address("url"),
        note=fields.text("note", limit=QUOTE_LENGTH),
    )


def _read_instrument(head: _Head, kind: Kind, fields: Fields, known: Known) -> InstrumentRow:
    reach, agencies = read_reach(fields)
    readers = read_readers(fields)
    findings = _findings(head, fields, known, readers)
    if kind is Kind.DECLARATION and findings:
        raise RowFault(_("A declaration meets no rule, and so it has no findings."))
    if fields.list("rules"):
        raise RowFault(_("Only a search has “rules”; an instrument has findings."))
    return InstrumentRow(
        line=head.line,
        id=head.id,
        place=head.place,
        kind=kind,
        title=fields.text("title"),
        citation=fields.text("citation"),
        number=fields.text("number"),
        introduced_on=fields.date("introduced_on"),
        adopted_on=fields.date("adopted_on"),
        effective_on=fields.date("effective_on"),
        ended_on=fields.date("ended_on"),
        checked_on=fields.date("checked_on"),
        stays=read_stays(fields, head.blueprint, known),
        reach=reach,
        agencies=agencies,
        preempts=fields.flag("preempts"),
        url=fields.address("url"),
        note=fields.text("note", limit=QUOTE_LENGTH),
        findings=findings,
    )


def _findings(
    head: _Head, fields: Fields, known: Known, readers_of_row: tuple[str, ...]
) -> tuple[FindingRow, ...]:
    findings = []
    for given, line in zip_longest(fields.list("findings"), head.finding_lines):
        try:
            findings.append(_finding(given, head.blueprint, known, readers_of_row))
        except RowFault as fault:
            raise RowFault(str(fault), line=line) from None
    # Said twice is said once.
    return tuple(dict.fromkeys(findings))


def _finding(
    given: object, blueprint: str, known: Known, readers_of_row: tuple[str, ...]
) -> FindingRow:
    if not isinstance(given, dict):
        raise RowFault(_("A finding is not an object."))
    fields = Fields(given)
    of_blueprint = fields.text("blueprint") or blueprint
    rule = read_rule(fields.text("rule", required=True), of_blueprint, known)
    return FindingRow(
        rule=rule,
        verdict=Verdict(fields.choice("verdict", [*Verdict])),
        quote=fields.passage("quote"),
        pinpoint=fields.text("pinpoint"),
        confirmed=fields.flag("confirmed"),
        readers=read_readers(fields) or readers_of_row,
    )
