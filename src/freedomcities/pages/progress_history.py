"""In how many places a required rule was in force at the end of each year, for how many people.

Every day is asked of the same engine that gives today's answer, with the governments and the
people of today. A place without law of its own stands as its state and the nation say to
everyone in their territory: those are judged once a state, and only a place with something
of its own by itself, so that the work does not grow with the number of places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from freedomcities.adoption.answers import Line
from freedomcities.adoption.loading import Facts, load_facts
from freedomcities.adoption.models import Finding, Search
from freedomcities.adoption.standings import QuickCase, World
from freedomcities.adoption.territories import PlaceCode, territories
from freedomcities.pages.progress_memory import remembered
from freedomcities.pages.progress_people import LOCAL, town_territories, whole_territories
from freedomcities.pages.progress_question import BlueprintShown
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
    blueprint: BlueprintShown, *, today: date, at: tuple[str, str] | None = None
) -> tuple[Moment, ...]:
    """The ends of the years since the first rule came into force, then today; oldest first.

    Empty where nothing was ever in force.
    """
    name = ("history", blueprint.slug, blueprint.required_ids, today)
    return remembered(lambda: _history(blueprint, today), *name, at=at)


def _history(blueprint: BlueprintShown, today: date) -> tuple[Moment, ...]:
    facts = load_facts(rules=blueprint.required_ids)
    days = _days(facts, today)
    if not days:
        return ()
    states = _judge(World.of(facts), blueprint, days)
    moments = [_moment(day, states, position) for position, day in enumerate(days)]
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


def _judge(world: World, blueprint: BlueprintShown, days: Sequence[date]) -> list[_State]:
    speaking = _speaking(blueprint)
    own = _own_days(world, speaking, days)
    local = Place.objects.governments().filter(speaking)
    found = {
        territory.geoid: territory
        for territory in (
            *whole_territories(local.filter(kind=Kind.COUNTY)),
            *town_territories(local.filter(kind__in=LOCAL)),
        )
    }
    rows = Place.objects.governments().exclude(state="").order_by()
    governments = dict(rows.values_list("state").annotate(count=Count("pk")))
    states = Place.objects.active().filter(kind=Kind.STATE).order_by()
    return [
        _State(
            population=population or 0,
            others=governments.get(state, 0) - len(own.get(state, ())),
            everywhere=_any(_inherited(world, (geoid, "us"), days)),
            own=own.get(state, {}),
            territories=found,
        )
        for state, geoid, population in states.values_list("state", "geoid", "population")
    ]


def _speaking(blueprint: BlueprintShown) -> Q:
    """Places of which an instrument or a search speaks on the blueprint."""
    findings = Finding.objects.filter(rule__in=blueprint.required_ids)
    searches = Search.objects.filter(rules__in=blueprint.required_ids)
    return Q(pk__in=findings.values("instrument__place")) | Q(pk__in=searches.values("place"))


def _own_days(world: World, speaking: Q, days: Sequence[date]) -> Mapping[str, Mapping[str, Days]]:
    """By state and place: the days on which a place with something of its own had a rule."""
    speakers = Place.objects.active().filter(speaking)
    rows = Place.objects.active().filter(
        Q(kind__in=[Kind.NATION, Kind.STATE]) | Q(pk__in=speakers) | Q(same_as__in=speakers)
    )
    values = list(rows.values_list("geoid", "kind", "state", "same_as_id"))
    states = {geoid: state for geoid, _, state, _ in values}
    codes = [PlaceCode(geoid, kind, state, same or "") for geoid, kind, state, same in values]
    found: dict[str, dict[str, Days]] = defaultdict(dict)
    inherited: dict[tuple[str, ...], Mapping[str, Days]] = {}
    for territory in territories(codes):
        state, above = states[territory.code], territory.government.above
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
