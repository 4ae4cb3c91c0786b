"""In how many places a required rule was in force at the end of each year, for how many people.

Every day is asked of the same engine that gives today's answer, with the governments and the
people of today. A place without law of its own stands as its state and the nation say to
everyone in their territory: those are judged once a state, and only a place with something
of its own by itself, so that the work does not grow with the number of places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from freedomcities.adoption.answers import Line
from freedomcities.adoption.loading import Facts, load_facts
from freedomcities.adoption.models import Finding, Search
from freedomcities.adoption.standings import QuickCase, World
from freedomcities.adoption.territories import PlaceCode, territories
from freedomcities.pages.progress_memory import Edition, edition, remembered
from freedomcities.pages.progress_people import LOCAL, shares_of
from freedomcities.pages.progress_question import BlueprintShown
from freedomcities.pages.progress_states import StateCount, states
from freedomcities.places.choices import Kind
from freedomcities.places.containment import Territory, people_covered
from freedomcities.places.models import Place

# Further back the drawing would be a flat line with unreadable years.
_MOST_YEARS = 25

Days = frozenset[int]
"""Which of the days asked for (their positions) something held on."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One day: places with at least one required rule in force, and the people living there."""

    day: date
    places: int
    people: int


def history(
    blueprint: BlueprintShown, *, today: date, at: Edition | None = None
) -> tuple[Moment, ...]:
    """The ends of the years since the first rule came into force, then today; oldest first.

    Empty where nothing was ever in force.
    """
    at = at or edition()
    name = ("history", blueprint.slug, blueprint.required_ids, today)
    return remembered(lambda: _history(blueprint, today, states(at)), *name, at=at)


def _history(
    blueprint: BlueprintShown, today: date, counted: Sequence[StateCount]
) -> tuple[Moment, ...]:
    facts = load_facts(rules=blueprint.required_ids)
    days = _days(facts, today)
    if not days:
        return ()
    judged = _judge(World.of(facts), blueprint, days, counted)
    moments = [_moment(day, judged, position) for position, day in enumerate(days)]
    first = next((n for n, moment in enumerate(moments) if moment.places), len(moments))
    # The end of the year before the first stays, so that the line begins at nothing.
    return tuple(moments[max(0, first - 1) :]) if first < len(moments) else ()


def _moment(day: date, states: Sequence[_State], position: int) -> Moment:
    counted = [state.count(position) for state in states]
    return Moment(day, sum(n for n, _ in counted), sum(people for _, people in counted))


def _days(facts: Facts, today: date) -> list[date]:
    starts = [each.starts for each in facts.instruments if each.starts and each.starts <= today]
    if not starts:
        return []
    first = max(min(starts).year - 1, today.year - _MOST_YEARS)
    return [*(date(year, 12, 31) for year in range(first, today.year)), today]


class _Row(NamedTuple):
    """A place as it is read here; `same_as` is the code that its government goes by, or None."""

    geoid: str
    kind: str
    state: str
    same_as: str | None
    population: int | None


@dataclass(frozen=True, slots=True)
class _State:
    """A state's places: the days of those with law of their own, and of all the others."""

    population: int
    others: int
    everywhere: Days
    own: Mapping[str, Days]
    territories: Mapping[str, Territory]

    def count(self, position: int) -> tuple[int, int]:
        """Places and people on one of the days."""
        covered = [code for code, days in self.own.items() if position in days]
        if position in self.everywhere:
            return self.others + len(covered), self.population
        found = (self.territories[code] for code in covered if code in self.territories)
        return len(covered), people_covered(found)


def _judge(
    world: World,
    blueprint: BlueprintShown,
    days: Sequence[date],
    counted: Sequence[StateCount],
) -> list[_State]:
    speaking = _speaking(blueprint)
    rows = _rows(speaking)
    own = _own_days(world, rows, days)
    found = _territories(rows, speaking)
    return [
        _State(
            population=state.population,
            others=state.governments - len(own.get(state.code, ())),
            everywhere=_any(_inherited(world, (state.geoid, "us"), days)),
            own=own.get(state.code, {}),
            territories=found,
        )
        for state in counted
    ]


def _speaking(blueprint: BlueprintShown) -> Q:
    """Places of which an instrument or a search speaks on the blueprint."""
    findings = Finding.objects.filter(rule__in=blueprint.required_ids)
    searches = Search.objects.filter(rules__in=blueprint.required_ids)
    return Q(pk__in=findings.values("instrument__place")) | Q(pk__in=searches.values("place"))


def _rows(speaking: Q) -> list[_Row]:
    """The places that speak, with their other codes, and whatever may stand above them."""
    speakers = Place.objects.active().filter(speaking)
    rows = Place.objects.active().filter(
        Q(kind__in=[Kind.NATION, Kind.STATE]) | Q(pk__in=speakers) | Q(same_as__in=speakers)
    )
    columns = rows.values_list("geoid", "kind", "state", "same_as_id", "population")
    return [_Row(*values) for values in columns]


def _territories(rows: Iterable[_Row], speaking: Q) -> Mapping[str, Territory]:
    """The counties, municipalities and towns among the rows, as the count of people takes them."""
    counties, towns = shares_of(Place.objects.governments().filter(speaking, kind__in=LOCAL))
    return {
        row.geoid: Territory(
            row.geoid,
            row.kind,
            row.state,
            row.population or 0,
            counties.get(row.geoid, {}),
            towns.get(row.geoid, {}),
        )
        for row in rows
        if row.kind in {Kind.COUNTY, *LOCAL} and not row.same_as
    }


def _own_days(
    world: World, rows: Sequence[_Row], days: Sequence[date]
) -> Mapping[str, Mapping[str, Days]]:
    """By state and place: the days on which a place with something of its own had a rule."""
    states_of = {row.geoid: row.state for row in rows}
    codes = [PlaceCode(row.geoid, row.kind, row.state, row.same_as or "") for row in rows]
    found: dict[str, dict[str, Days]] = defaultdict(dict)
    inherited: dict[tuple[str, ...], Mapping[str, Days]] = {}
    for territory in territories(codes):
        state, above = states_of[territory.code], territory.government.above
        own = {case.rule: _held(case, days) for case in world.own_cases(territory)}
        if own and state:
            if above not in inherited:
                inherited[above] = _inherited(world, above, days)
            found[state][territory.code] = _any({**inherited[above], **own})
    return found


def _inherited(world: World, above: tuple[str, ...], days: Sequence[date]) -> Mapping[str, Days]:
    return {case.rule: _held(case, days) for case in world.inherited_cases(above)}


def _any(by_rule: Mapping[str, Days]) -> Days:
    return frozenset[int]().union(*by_rule.values())


def _held(case: QuickCase, days: Sequence[date]) -> Days:
    """The days on which the rule was in force."""
    return frozenset(n for n, day in enumerate(days) if case.line_on(day) is Line.MET)
