"""Makers of plain facts for the tests of the engine: no database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from freedomcities.adoption.answers import Result
from freedomcities.adoption.facts import (
    Finding,
    Government,
    Instrument,
    Kind,
    Reach,
    Search,
    Stay,
    Verdict,
)
from freedomcities.adoption.in_force import case_of, standing_on
from freedomcities.lib.dates import PartialDate

CITY = Government(frozenset({"2603000"}), ("26", "us"))
COUNTY = Government(frozenset({"26161"}), ("26", "us"))
STATE = Government(frozenset({"26"}), ("us",))
NATION = Government(frozenset({"us"}))
DENVER = Government(frozenset({"0820000", "08031"}), ("08", "us"))

DAY = date(2026, 1, 1)
RULE = "nine/1"
OTHER_RULE = "nine/2"


def when(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def make_finding(
    verdict: str = "meets", *, rule: str = RULE, confirmed: bool = True, quote: str = ""
) -> Finding:
    return Finding(rule, Verdict(verdict), confirmed, quote)


def make_stay(begin: str, end: str | None, *rules: str) -> Stay:
    return Stay(PartialDate.parse(begin), when(end), frozenset(rules))


def make_instrument(
    id: str = "own",  # noqa: A002
    *findings: Finding,
    place: str = "2603000",
    kind: str = "ordinance",
    reach: str = "territory",
    introduced: str | None = None,
    adopted: str | None = None,
    effective: str | None = "2017-04-03",
    ended: str | None = None,
    checked: str | None = None,
    stays: Sequence[Stay] = (),
    preempts: bool = False,
) -> Instrument:
    return Instrument(
        id=id,
        place=place,
        kind=Kind(kind),
        reach=Reach(reach),
        findings=findings or (make_finding(),),
        introduced_on=when(introduced),
        adopted_on=when(adopted),
        effective_on=when(effective),
        ended_on=when(ended),
        checked_on=when(checked),
        stays=tuple(stays),
        preempts=preempts,
    )


def make_search(
    id: str = "look",  # noqa: A002
    *,
    place: str = "2603000",
    checked: str = "2025-05-01",
    rules: Sequence[str] = (RULE,),
) -> Search:
    return Search(id, place, PartialDate.parse(checked), frozenset(rules))


def judge(
    *instruments: Instrument,
    searches: Sequence[Search] = (),
    at: Government = CITY,
    rule: str = RULE,
    on: str | date = DAY,
) -> Result:
    day = date.fromisoformat(on) if isinstance(on, str) else on
    return standing_on(case_of(at, rule, instruments, searches), day)
