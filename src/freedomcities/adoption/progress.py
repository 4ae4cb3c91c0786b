"""How the list grew: on each of several days, in how many places and for how many people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from freedomcities.adoption.answers import Line
from freedomcities.adoption.coverage import Area, people_covered
from freedomcities.adoption.loading import load_facts
from freedomcities.adoption.standings import QuickCase, World
from freedomcities.adoption.standings_table import Scope, load_territories
from freedomcities.adoption.territories import Territory
from freedomcities.blueprints.models import Blueprint, Rule
from freedomcities.places.choices import Kind
from freedomcities.places.models import Containment, Place

Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class Count:
    """How many places, by kind ("municipality": 12), and people, each counted once."""

    places: Mapping[str, int]
    people: int

    @property
    def total(self) -> int:
        """How many places of any kind."""
        return sum(self.places.values())


@dataclass(frozen=True, slots=True)
class DayCount:
    """What was in force on a day: by rule number, at least one rule, every required rule."""

    day: date
    rules: Mapping[str, Count]
    any_rule: Count
    all_rules: Count


def progress(blueprint: Blueprint, *, days: Sequence[date]) -> list[DayCount]:
    """Count on each of these days (the ends of years, say, and today)."""
    rules = list(Rule.objects.filter(blueprint=blueprint).current())
    names = {f"{rule.blueprint_id}/{rule.number}": rule for rule in rules}
    facts = load_facts(rules=[rule.pk for rule in rules])
    past = _Past.of(load_territories(Scope(everywhere=True)), World.of(facts), names)
    areas = load_areas()
    return [_count(day, names, past, areas) for day in days]


def load_areas() -> dict[str, Area]:
    """Every government that exists, with its people and its counties."""
    counties: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for place, county, share in Containment.objects.values_list("place_id", "county_id", "share"):
        counties[place].append((county, share))
    rows = Place.objects.governments().values_list("geoid", "kind", "state", "population")
    return {
        geoid: Area(geoid, kind, state, people or 0, tuple(counties.get(geoid, ())))
        for geoid, kind, state, people in rows
    }


@dataclass(frozen=True, slots=True)
class _Past:
    """Every case there is, to be asked for any day: of single places, and of whole territories.

    `below` are all places under each pair of state and nation; those with something of their own
    on a rule stand in `own` and are taken out of the whole there.
    """

    below: Mapping[tuple[str, ...], Codes]
    over: Mapping[str, Mapping[tuple[str, ...], QuickCase]]
    own: Mapping[str, Mapping[str, QuickCase]]

    @classmethod
    def of(cls, territories: Iterable[Territory], world: World, rules: Collection[str]) -> _Past:
        below: dict[tuple[str, ...], set[str]] = defaultdict(set)
        own: dict[str, dict[str, QuickCase]] = {rule: {} for rule in rules}
        for each in territories:
            below[each.government.above].add(each.code)
            for case in world.own_cases(each):
                own[case.rule][each.code] = case
        over: dict[str, dict[tuple[str, ...], QuickCase]] = {rule: {} for rule in rules}
        for above in below:
            for case in world.inherited_cases(above):
                over[case.rule][above] = case
        return cls({above: frozenset(codes) for above, codes in below.items()}, over, own)

    def adopted(self, rule: str, day: date) -> Codes:
        """The places in which the rule was in force."""
        own = self.own[rule]
        whole = (self.below[above] for above, case in self.over[rule].items() if _is_met(case, day))
        inherited = frozenset[str]().union(*whole) - own.keys()
        return inherited | {code for code, case in own.items() if _is_met(case, day)}

    def whole_states(self, rule: str, day: date) -> Codes:
        """The codes of states whose law gave the rule to everyone in their territory."""
        over = self.over[rule].items()
        return frozenset(above[0] for above, case in over if len(above) == 2 and _is_met(case, day))


def _is_met(case: QuickCase, day: date) -> bool:
    return case.line_on(day) is Line.MET


def _count(
    day: date, rules: Mapping[str, Rule], past: _Past, areas: Mapping[str, Area]
) -> DayCount:
    adopted = {rule: past.adopted(rule, day) for rule in rules}
    whole = {rule: past.whole_states(rule, day) for rule in rules}
    required = [name for name, rule in rules.items() if rule.required]
    return DayCount(
        day=day,
        rules={
            rule.number: _counted(adopted[name], whole[name], areas) for name, rule in rules.items()
        },
        any_rule=_counted(_union(adopted.values()), _union(whole.values()), areas),
        all_rules=_counted(
            _common([adopted[name] for name in required]),
            _common([whole[name] for name in required]),
            areas,
        ),
    )


def _union(sets: Iterable[Codes]) -> Codes:
    return frozenset[str]().union(*sets)


def _common(sets: Sequence[Codes]) -> Codes:
    return sets[0].intersection(*sets[1:]) if sets else frozenset()


def _counted(covered: Codes, whole: Codes, areas: Mapping[str, Area]) -> Count:
    kinds = Counter(areas[code].kind for code in covered)
    states = {areas[code].state for code in whole}
    return Count(
        {kind: kinds[kind] for kind in Kind.values if kinds[kind]},
        people_covered(areas, covered, whole_states=states),
    )
