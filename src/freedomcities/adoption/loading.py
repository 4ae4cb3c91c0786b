"""From the tables to the plain facts of the engine, in few queries for many places at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from freedomcities.adoption import facts
from freedomcities.adoption.facts import Kind, Reach, Stay, Verdict
from freedomcities.adoption.models import Finding, Instrument, Search
from freedomcities.adoption.rows import stays_of
from freedomcities.blueprints.models import Rule
from freedomcities.lib.dates import PartialDate

_DATES = ("introduced_on", "adopted_on", "effective_on", "ended_on", "checked_on")
_COLUMNS = ("id", "place_id", "kind", "reach", "preempts", "stays", *_DATES)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the engine is to reason about; `place` of each is the code in the table."""

    instruments: tuple[facts.Instrument, ...]
    searches: tuple[facts.Search, ...]


def load_facts(*, scope: Q | None = None, rules: Collection[int] | None = None) -> Facts:
    """The instruments and searches of some places (`scope`, on the place), on some rules.

    Rules are named "blueprint/number". The quotes stay in the table: no standing needs them.
    """
    return Facts(
        tuple(_instruments(scope, rules)),
        tuple(search_facts(scope, rules)),
    )


def issuers_due(one_day: date, other_day: date) -> set[str]:
    """The places of the instruments and searches for which something changes between two days."""
    first, last = sorted((one_day, other_day))
    due = set()
    for row in Instrument.objects.values_list(*_COLUMNS).iterator(chunk_size=5_000):
        if any(first < mark.day <= last for mark in _fact(row, ()).marks()):
            due.add(row[1])
    for place, checked_on in Search.objects.values_list("place_id", "checked_on"):
        if first < PartialDate.parse(checked_on).last_day <= last:
            due.add(place)
    return due


def instrument_fact(row: Instrument, findings: Iterable[facts.Finding]) -> facts.Instrument:
    """The fact of a row that was read already."""
    values = (getattr(row, name) for name in _COLUMNS)
    return _fact(tuple(values), tuple(findings))


def finding_fact(row: Finding, rule: str) -> facts.Finding:
    """The fact of a row that was read already, with its passage."""
    return facts.Finding(rule, Verdict(row.verdict), row.confirmed, row.quote, row.pinpoint)


def _instruments(scope: Q | None, rules: Collection[int] | None) -> Iterable[facts.Instrument]:
    findings = _findings(scope, rules)
    rows = Instrument.objects.exclude(kind=Kind.DECLARATION)
    if scope is not None:
        rows = rows.filter(scope)
    for row in rows.values_list(*_COLUMNS).iterator(chunk_size=5_000):
        if row[0] in findings:
            yield _fact(row, tuple(findings[row[0]]))


def _findings(scope: Q | None, rules: Collection[int] | None) -> dict[str, list[facts.Finding]]:
    # Those of instruments that are off the list are of no use: `_instruments` knows them not.
    rows = Finding.records.all()
    if scope is not None:
        rows = rows.filter(instrument__in=Instrument.objects.filter(scope))
    names = _rule_names(rules)
    found: dict[str, list[facts.Finding]] = defaultdict(list)
    columns = ("instrument_id", "rule_id", "verdict", "confirmed")
    for instrument, rule, verdict, confirmed in rows.values_list(*columns).iterator(5_000):
        # Chosen here and not in SQL, where it would lead SQLite to begin with the rule.
        if rule in names:
            found[instrument].append(facts.Finding(names[rule], Verdict(verdict), confirmed))
    return found


def _rule_names(ids: Collection[int] | None) -> dict[int, str]:
    rows = Rule.objects.all() if ids is None else Rule.objects.filter(pk__in=ids)
    columns = ("id", "blueprint_id", "number")
    return {id_: f"{slug}/{number}" for id_, slug, number in rows.values_list(*columns)}


def _fact(row: tuple[object, ...], findings: tuple[facts.Finding, ...]) -> facts.Instrument:
    id_, place, kind, reach, preempts, stays, *dates = row
    given = dict(zip(_DATES, map(_date, dates), strict=True))
    return facts.Instrument(
        id=str(id_),
        place=str(place),
        kind=Kind(str(kind)),
        reach=Reach(str(reach)),
        findings=findings,
        stays=tuple(_stays(stays)),
        preempts=bool(preempts),
        **given,
    )


def _date(text: object) -> PartialDate | None:
    return PartialDate.parse(str(text)) if text else None


def _stays(content: object) -> Iterable[Stay]:
    if isinstance(content, list):
        for begin, end, rules in stays_of(content):
            yield Stay(PartialDate.parse(begin), _date(end), frozenset(rules))


def search_facts(scope: Q | None, rules: Collection[int] | None) -> Iterable[facts.Search]:
    """The searches of some places (everywhere without a scope) for some rules."""
    rows = Search.objects.all()
    if scope is not None:
        rows = rows.filter(scope)
    if rules is not None:
        rows = rows.filter(rules__in=rules)
    columns = ("id", "place_id", "checked_on", "rules__blueprint_id", "rules__number")
    gathered: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for id_, place, checked_on, slug, number in rows.values_list(*columns):
        gathered[id_, place, checked_on].add(f"{slug}/{number}")
    for (id_, place, checked_on), named in gathered.items():
        yield facts.Search(id_, place, PartialDate.parse(checked_on), frozenset(named))
