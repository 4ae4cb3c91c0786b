"""The figures of the list for one blueprint, by state: how many places, how many people.

Only required rules count; an optional one has its own column and no part in the sums. Nothing
here depends on the language or on who asks, so that it can be remembered.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count, F

from freedomcities.adoption.shown import place_words
from freedomcities.pages.progress_memory import remembered
from freedomcities.pages.progress_people import in_force, people_in_force
from freedomcities.pages.progress_question import BlueprintShown, RuleShown
from freedomcities.places.choices import Kind
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


def figures(blueprint: BlueprintShown, *, at: tuple[str, str] | None = None) -> Figures:
    """The figures of a blueprint."""
    return remembered(
        lambda: _gather(blueprint), "figures", blueprint.slug, blueprint.rule_ids, at=at
    )


def people_by_state(rule: RuleShown, *, at: tuple[str, str] | None = None) -> Mapping[str, int]:
    """The people covered by one rule, by postal code."""
    return remembered(lambda: people_in_force([rule.pk]), "people", rule.pk, at=at)


def _gather(blueprint: BlueprintShown) -> Figures:
    required = blueprint.required_ids
    counting = in_force(required).values_list("place__state", "place_id")
    covered: Counter[str] = Counter()
    complete: Counter[str] = Counter()
    for state, _place, met in counting.annotate(met=Count("rule")):
        covered[state] += 1
        complete[state] += met == len(required)
    by_rule: dict[str, dict[int, int]] = defaultdict(dict)
    single = in_force(blueprint.rule_ids).values_list("place__state", "rule_id")
    for state, rule, count in single.annotate(count=Count("place")):
        by_rule[state][rule] = count
    people = people_in_force(required)
    governments = _governments()
    return Figures(
        tuple(
            StateFigures(
                code=code,
                name=NAMES[code],
                geoid=geoid,
                governments=governments[code],
                any_in_force=covered[code],
                all_in_force=complete[code],
                by_rule=by_rule.get(code, {}),
                population=population,
                people=people.get(code, 0),
            )
            for code, geoid, population in _states()
        ),
        _largest_complete(required),
    )


def _largest_complete(required: Collection[int]) -> tuple[tuple[str, str], ...]:
    if not required:
        return ()
    met = in_force(required).values("place").annotate(met=Count("rule"))
    places = Place.objects.filter(pk__in=met.filter(met=len(required)).values("place"))
    largest = places.order_by(F("population").desc(nulls_last=True), "geoid")
    return tuple((place_words(place), place.path) for place in largest[:LARGEST])


def _states() -> list[tuple[str, str, int]]:
    rows = Place.objects.active().filter(kind=Kind.STATE, state__in=NAMES)
    known = rows.values_list("state", "geoid", "population")
    return sorted(
        ((code, geoid, people or 0) for code, geoid, people in known),
        key=lambda row: NAMES[row[0]],
    )


def _governments() -> Counter[str]:
    rows = Place.objects.governments().values_list("state").annotate(count=Count("pk")).order_by()
    return Counter(dict(rows))
