"""Everything that bears on one place: its own law, its counties', its state's, the nation's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q

from freedomcities.adoption.facts import Finding as FindingFact
from freedomcities.adoption.facts import Government, Reach
from freedomcities.adoption.loading import Facts, finding_fact, instrument_fact, search_facts
from freedomcities.adoption.models import Finding, Instrument
from freedomcities.adoption.territories import NATION
from freedomcities.blueprints.models import Blueprint, Rule
from freedomcities.places.choices import Kind as PlaceKind
from freedomcities.places.models import Containment, Place
from freedomcities.places.states import census_code


@dataclass(frozen=True, slots=True)
class Beside:
    """Another government whose law stands in a column beside the place's."""

    code: str
    place: Place
    government: Government


@dataclass(frozen=True, slots=True)
class LawAt:
    """A government with what bears on it; `counties` has the main one first.

    `state` and `counties` are codes of `others`; `shares` are those of its land in counties of
    today, itself among them where it is one; `nation` is None for itself. `instruments` are
    the rows, by id, without those that speak on other blueprints alone. `taken_down` names the
    rules on which something spoke here that two people took off the list.
    """

    place: Place
    government: Government
    state: str
    counties: tuple[str, ...]
    shares: tuple[tuple[str, float], ...]
    others: tuple[Beside, ...]
    nation: Place | None
    rules: tuple[Rule, ...]
    facts: Facts
    instruments: Mapping[str, Instrument]
    taken_down: frozenset[str] = frozenset()


def load_law_at(place: Place, blueprint: Blueprint) -> LawAt:
    """Read it in six small queries, however many places there are."""
    around = _around(place)
    rules = tuple(Rule.objects.filter(blueprint=blueprint).current())
    names = {rule.pk: f"{rule.blueprint_id}/{rule.number}" for rule in rules}
    scope = Q(place__in=around.codes)
    acts_here = Instrument.records.filter(scope).select_related("place")
    recorded = {row.pk: row for row in acts_here}
    withdrawn = {id_: row for id_, row in recorded.items() if row.withdrawn_on}
    findings: dict[str, list[FindingFact]] = defaultdict(list)
    elsewhere, taken_down = set(), set()
    mine = around.government(around.place)
    for row in Finding.records.of_instruments(recorded):
        # Other blueprints' findings are few here, and leaving them out in SQL would make SQLite
        # walk through the findings of the whole country on these rules.
        if row.instrument_id in withdrawn:
            if row.rule_id in names and _bears_on(mine, withdrawn[row.instrument_id]):
                taken_down.add(names[row.rule_id])
        elif row.rule_id in names:
            findings[row.instrument_id].append(finding_fact(row, names[row.rule_id]))
        else:
            elsewhere.add(row.instrument_id)
    instruments = {
        id_: row
        for id_, row in recorded.items()
        if id_ not in withdrawn and (id_ in findings or id_ not in elsewhere)
    }
    acts = tuple(instrument_fact(instruments[id_], found) for id_, found in findings.items())
    return LawAt(
        place=around.place,
        government=mine,
        state=around.state,
        counties=around.counties,
        shares=around.shares,
        others=tuple(
            Beside(code, around.places[code], around.government(around.places[code]))
            for code in (*([around.state] if around.state else []), *around.counties)
        ),
        nation=around.nation,
        rules=rules,
        facts=Facts(acts, tuple(search_facts(scope, names))),
        instruments=instruments,
        taken_down=frozenset(taken_down),
    )


def _bears_on(government: Government, row: Instrument) -> bool:
    """Whether an instrument is a government's own, or binds everyone in a territory above it."""
    is_above = row.place_id in government.above and row.reach == Reach.TERRITORY
    return is_above or row.place_id in government.codes


@dataclass(frozen=True, slots=True)
class _Around:
    """The governments around a place: itself, its state, its counties, each with its codes."""

    place: Place
    state: str
    nation: Place | None
    counties: tuple[str, ...]
    shares: tuple[tuple[str, float], ...]
    places: Mapping[str, Place]
    codes_of: Mapping[str, frozenset[str]]

    @property
    def codes(self) -> set[str]:
        """Every code whose instruments bear on the place."""
        return {NATION}.union(*self.codes_of.values())

    def government(self, place: Place) -> Government:
        """A place as the engine sees it."""
        if place.kind == PlaceKind.NATION:
            return Government(self.codes_of[place.pk])
        above = (NATION,) if place.pk == self.state or not self.state else (self.state, NATION)
        return Government(self.codes_of[place.pk], above)


def _around(asked: Place) -> _Around:
    """Who governs around a place; one that goes by another code today is taken as that."""
    place = asked.same_as or asked
    lies_in = _counties(place)
    # A county that it is itself is none beside it.
    counties = {county.pk: county for county, _share in lies_in if county.pk != place.pk}
    above, others = _above(place, counties)
    state = next((each for each in above if each.pk != NATION), None)
    places = {place.pk: place} | ({state.pk: state} if state else {}) | counties
    codes: dict[str, set[str]] = {code: {code} for code in places}
    for other in others:
        if other.same_as_id in codes:
            codes[other.same_as_id].add(other.pk)
    return _Around(
        place=place,
        state=state.pk if state else "",
        nation=next((each for each in above if each.pk == NATION), None),
        counties=tuple(counties),
        shares=tuple((each.pk, share) for each, share in lies_in if each.closed_on is None),
        places=places,
        codes_of={code: frozenset(each) for code, each in codes.items()},
    )


def _above(place: Place, counties: Collection[str]) -> tuple[list[Place], list[Place]]:
    """Its state and the nation, as far as it is not that itself; other codes of all of these."""
    try:
        state = census_code(place.state) if place.state else NATION
    except KeyError:
        # An atlas of one's own may have states that the table does not know.
        state = place.state
    wanted = Q(pk__in={NATION, state}) | Q(same_as__in={place.pk, state, *counties})
    found = list(Place.objects.filter(wanted).exclude(pk=place.pk).order_by("pk"))
    above = [each for each in found if each.same_as_id is None]
    return above, [each for each in found if each.same_as_id is not None]


def _counties(place: Place) -> list[tuple[Place, float]]:
    """The counties in which it lies with the shares of its land, the main one first."""
    rows = (
        Containment.objects.filter(place=place)
        .select_related("county__same_as")
        .order_by("-main", "-share", "county_id")
    )
    return [(row.county.same_as or row.county, row.share) for row in rows]
