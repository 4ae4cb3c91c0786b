"""Any law whatever, within a few places and weeks, so that things meet."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from freedomcities.adoption.facts import Finding, Instrument, Kind, Reach, Search, Stay, Verdict
from freedomcities.adoption.tests.facts_makers import OTHER_RULE, RULE
from freedomcities.lib.dates import PartialDate

FIRST = date(2019, 12, 20)
DAYS = [FIRST + timedelta(days=number) for number in range(75)]
PLACES = ["2603000", "26161", "26", "us", "17"]

days = st.sampled_from(DAYS[4:70])
partial_dates = st.one_of(
    days.map(PartialDate.of), st.sampled_from(["2019", "2020-01", "2020-02"]).map(PartialDate.parse)
)
maybe_dates = st.one_of(st.none(), partial_dates)
rule_sets = st.sampled_from([frozenset[str](), frozenset({RULE}), frozenset({OTHER_RULE})])
findings = st.builds(
    Finding,
    rule=st.sampled_from([RULE, RULE, RULE, OTHER_RULE]),
    verdict=st.sampled_from(Verdict),
    confirmed=st.sampled_from([True, True, True, False]),
)


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    begin = draw(partial_dates)
    end = draw(st.one_of(st.none(), partial_dates))
    return Stay(begin, end, draw(rule_sets))


any_reach = st.sampled_from(Reach)


def instruments(reach: st.SearchStrategy[Reach] = any_reach) -> st.SearchStrategy[Instrument]:
    """Any instrument of these places, with dates within a few weeks."""
    return st.builds(
        Instrument,
        id=st.uuids().map(str),
        place=st.sampled_from(PLACES),
        kind=st.sampled_from([*Kind]),
        reach=reach,
        findings=st.lists(findings, max_size=3).map(tuple),
        introduced_on=maybe_dates,
        adopted_on=maybe_dates,
        effective_on=maybe_dates,
        ended_on=maybe_dates,
        checked_on=maybe_dates,
        stays=st.lists(stays(), max_size=2).map(tuple),
        preempts=st.booleans(),
    )


searches = st.builds(
    Search,
    id=st.uuids().map(str),
    place=st.sampled_from(PLACES),
    checked_on=partial_dates,
    rules=st.sampled_from([frozenset({RULE}), frozenset({OTHER_RULE})]),
)
