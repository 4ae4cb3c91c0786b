"""Laws that hold for any instruments whatever, and a plain second reading of the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from freedomcities.adoption.answers import Standing
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
from freedomcities.adoption.in_force import case_of, standing_on, timeline
from freedomcities.adoption.tests.facts_makers import CITY, COUNTY, RULE, STATE
from freedomcities.adoption.tests.facts_strategies import DAYS, FIRST, days, instruments, searches
from freedomcities.lib.dates import PartialDate

worlds = st.tuples(st.lists(instruments(), max_size=5), st.lists(searches, max_size=2))
governments = st.sampled_from([CITY, COUNTY, STATE])
World = tuple[list[Instrument], list[Search]]


def plainly(at: Government, world: World, day: date) -> Standing:  # noqa: C901
    """The table of the domain, read a second time as plainly as possible."""
    own: set[Verdict] = set()
    above: set[Verdict] = set()
    is_banned = is_proposed = False
    for each in world[0]:
        is_own = each.place in at.codes
        binds = is_own or (each.place in at.above and each.reach == "territory")
        verdicts = {f.verdict for f in each.findings if f.rule == RULE and f.confirmed}
        if each.kind == "declaration" or not binds:
            continue
        if each.ended_on and day >= each.ended_on.first_day:
            continue
        start = each.effective_on or each.adopted_on
        if not start and not each.introduced_on:
            start = each.checked_on
        if not start or day < start.last_day:
            seen = [given for given in (each.introduced_on, each.adopted_on) if given]
            was_seen = any(given.last_day <= day for given in seen)
            is_proposed |= is_own and was_seen and Verdict.MEETS in verdicts
            continue
        if any(stay.covers(RULE, day) for stay in each.stays):
            continue
        (own if is_own else above).update(verdicts)
        is_banned |= not is_own and each.preempts and Verdict.CONTRADICTS in verdicts
    if is_banned:
        return Standing.PREEMPTED if own - {Verdict.CONTRADICTS} else Standing.CONTRADICTED
    for verdict, standing in (
        (Verdict.MEETS, Standing.ADOPTED),
        (Verdict.PARTLY, Standing.PARTIAL),
        (Verdict.CONTRADICTS, Standing.CONTRADICTED),
    ):
        if verdict in own | above:
            return standing
    if is_proposed:
        return Standing.PROPOSED
    for look in world[1]:
        if look.place in at.codes and RULE in look.rules and look.checked_on.last_day <= day:
            return Standing.NONE
    return Standing.UNKNOWN


def standing(at: Government, world: World, day: date) -> Standing:
    return standing_on(case_of(at, RULE, *world), day).standing


@settings(max_examples=300)
@given(at=governments, world=worlds, day=days)
def test_it_reads_the_table(at: Government, world: World, day: date) -> None:
    assert standing(at, world, day) == plainly(at, world, day)


@given(at=governments, world=worlds, day=days, random=st.randoms(use_true_random=False))
def test_the_order_never_matters(at: Government, world: World, day: date, random: object) -> None:
    shuffled = ([*world[0]], [*world[1]])
    random.shuffle(shuffled[0])  # type: ignore[attr-defined]
    random.shuffle(shuffled[1])  # type: ignore[attr-defined]
    assert standing_on(case_of(at, RULE, *shuffled), day) == standing_on(
        case_of(at, RULE, *world), day
    )


@given(
    at=governments, world=worlds, day=days, extra=instruments(), verdict=st.sampled_from(Verdict)
)
def test_an_unconfirmed_finding_never_changes_the_standing(
    at: Government, world: World, day: date, extra: Instrument, verdict: Verdict
) -> None:
    reported = replace(extra, findings=(Finding(RULE, verdict, confirmed=False),))
    with_report = ([*world[0], reported], world[1])
    assert standing(at, with_report, day) == standing(at, world, day)


@given(at=governments, world=worlds, day=days, extra=instruments())
def test_on_a_stayed_day_what_has_begun_might_as_well_not_exist(
    at: Government, world: World, day: date, extra: Instrument
) -> None:
    begun = replace(extra, effective_on=PartialDate.of(FIRST))
    stay = Stay(PartialDate.of(day), PartialDate.of(day))
    stayed = replace(begun, stays=(*begun.stays, stay))
    assert standing(at, ([*world[0], stayed], world[1]), day) == standing(at, world, day)


@given(at=governments, world=worlds, day=days, extra=instruments())
def test_what_has_ended_counts_for_nothing(
    at: Government, world: World, day: date, extra: Instrument
) -> None:
    ended = replace(extra, ended_on=PartialDate.of(day))
    assert standing(at, ([*world[0], ended], world[1]), day) == standing(at, world, day)


@given(world=worlds, day=days, extra=instruments())
def test_a_county_never_touches_its_cities(world: World, day: date, extra: Instrument) -> None:
    of_the_county = replace(extra, place="26161")
    assert standing(CITY, ([*world[0], of_the_county], world[1]), day) == standing(CITY, world, day)


@given(at=st.sampled_from([CITY, COUNTY]), world=worlds, day=days)
def test_nothing_overcomes_a_preemption(at: Government, world: World, day: date) -> None:
    ban = Instrument(
        id="ban",
        place="26",
        kind=Kind.STATUTE,
        reach=Reach.TERRITORY,
        findings=(Finding(RULE, Verdict.CONTRADICTS, confirmed=True),),
        effective_on=PartialDate.of(FIRST),
        preempts=True,
    )
    assert standing(at, ([*world[0], ban], world[1]), day) in {
        Standing.PREEMPTED,
        Standing.CONTRADICTED,
    }


@given(at=governments, world=worlds, extra=instruments(), starts=days)
def test_it_begins_on_its_day_and_not_before(
    at: Government, world: World, extra: Instrument, starts: date
) -> None:
    begins = replace(
        extra,
        introduced_on=None,
        adopted_on=None,
        effective_on=PartialDate.of(starts),
        ended_on=None,
        stays=(),
    )
    eve = starts - timedelta(days=1)
    assert standing(at, ([*world[0], begins], world[1]), eve) == standing(at, world, eve)
    counts = replace(begins, effective_on=PartialDate.of(FIRST))
    assert standing(at, ([*world[0], begins], world[1]), starts) == standing(
        at, ([*world[0], counts], world[1]), starts
    )


@settings(max_examples=150)
@given(at=governments, world=worlds)
def test_the_timeline_is_what_a_question_on_every_day_gives(at: Government, world: World) -> None:
    case = case_of(at, RULE, *world)
    changes, current = {each.day: each for each in timeline(case)}, Standing.UNKNOWN
    text: str | None = None
    for day in [date(2019, 1, 1), *DAYS, date(2021, 1, 1)]:
        result = standing_on(case, day)
        if day in changes:
            change = changes[day]
            assert change.before is current
            assert change.result == result
            text = change.text
        else:
            assert result.standing is current
        current = result.standing
        assert result.since == (None if current is Standing.UNKNOWN else text)


@given(at=governments, world=worlds, day=days)
def test_reported_only_where_nothing_confirmed_decides(
    at: Government, world: World, day: date
) -> None:
    result = standing_on(case_of(at, RULE, *world), day)
    if result.reported:
        assert result.standing in {Standing.UNKNOWN, Standing.NONE}
        assert any(not each.finding.confirmed for each in result.basis)
    decided = [each for each in result.basis if each.role == "decided"]
    assert bool(decided) == (result.standing not in {Standing.UNKNOWN, Standing.NONE})
    assert all(each.finding.confirmed for each in decided)
