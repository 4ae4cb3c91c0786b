"""The figures of the list for one blueprint, by state: how many places, how many people.

Only required rules count; an optional one has its own column and no part in the sums. Nothing
here depends on the language or on who asks, so that it can be remembered.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from freedomcities.adoption.shown import place_words
from freedomcities.pages.progress_memory import Edition, edition, remembered
from freedomcities.pages.progress_people import in_force, people_in_force
from freedomcities.pages.progress_question import BlueprintShown, RuleShown
from freedomcities.pages.progress_states import states
from freedomcities.places.models import Place
from freedomcities.ui.tiles import NAMES

LARGEST = 20


@dataclass(frozen=True, slots=True)
class StateFigures:
    """One state: its own code is ``geoid``; ``by_rule`` counts places by any rule's key."""

    code: str
    name: str
    geoid: str
    governments: int
    any_in_force: int
    all_in_force: int
    by_rule: Mapping[int, int]
    population: int
    people: int

    @property
    def share(self) -> float:
        """The part of the state's people who are covered, 0 to 1."""
        return min(1.0, self.people / self.population) if self.population else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """The nation: its states by name.

    ``largest_complete``: name and path of those places with every required rule in force that
    have the most people.
    """

    states: tuple[StateFigures, ...]
    largest_complete: tuple[tuple[str, str], ...] = ()

    @property
    def governments(self) -> int:
        """All governments but the nation."""
        return sum(state.governments for state in self.states)

    @property
    def any_in_force(self) -> int:
        """Places with at least one required rule in force."""
        return sum(state.any_in_force for state in self.states)

    @property
    def all_in_force(self) -> int:
        """Places with every required rule in force."""
        return sum(state.all_in_force for state in self.states)

    @property
    def population(self) -> int:
        """The people of all states."""
        return sum(state.population for state in self.states)

    @property
    def people(self) -> int:
        """The people who live where at least one required rule is in force."""
        return sum(state.people for state in self.states)

    def of(self, state: str) -> StateFigures | None:
        """One state's, by postal code; None where the atlas has no such state."""
        return next((each for each in self.states if each.code == state), None)


def figures(blueprint: BlueprintShown, *, at: Edition | None = None) -> Figures:
    """The figures of a blueprint."""
    at = at or edition()
    name = ("figures", blueprint.slug, blueprint.rule_ids)
    return remembered(lambda: _gather(blueprint, at), *name, at=at)


def people_by_state(rule: RuleShown, *, at: Edition | None = None) -> Mapping[str, int]:
    """The people covered by one rule, by postal code."""
    return remembered(lambda: people_in_force([rule.pk]), "people", rule.pk, at=at)


def _gather(blueprint: BlueprintShown, at: Edition) -> Figures:
    required = blueprint.required_ids
    covered, complete = Counter[str](), Counter[str]()
    whole: list[tuple[int, str]] = []
    for state, people_there, place, met in _met_by_place(required):
        covered[state] += 1
        if met == len(required):
            complete[state] += 1
            whole.append((-(people_there or 0), place))
    by_rule: dict[str, dict[int, int]] = defaultdict(dict)
    single = in_force(blueprint.rule_ids).values_list("place__state", "rule_id")
    for state, rule, count in single.annotate(count=Count("place")):
        by_rule[state][rule] = count
    people = people_in_force(required)
    counted = (each for each in states(at) if each.code in NAMES)
    return Figures(
        tuple(
            StateFigures(
                code=each.code,
                name=NAMES[each.code],
                geoid=each.geoid,
                governments=each.governments,
                any_in_force=covered[each.code],
                all_in_force=complete[each.code],
                by_rule=by_rule.get(each.code, {}),
                population=each.population,
                people=people.get(each.code, 0),
            )
            for each in sorted(counted, key=lambda each: NAMES[each.code])
        ),
        _named(place for _people, place in sorted(whole)[:LARGEST]),
    )


def _met_by_place(rules: Collection[int]) -> Iterable[tuple[str, int | None, str, int]]:
    """(state, people, place, how many of the rules are in force) where at least one is."""
    rows = in_force(rules).values_list("place__state", "place__population", "place_id")
    return rows.annotate(met=Count("rule"))


def _named(codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The names and paths of places, in this order."""
    wanted = list(codes)
    places = Place.objects.in_bulk(wanted)
    return tuple((place_words(places[code]), places[code].path) for code in wanted)
