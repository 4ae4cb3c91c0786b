"""Where a place stands on a blueprint on any day, asked live from the engine, with the basis.

Columns, as the pages show them: the state's, the county's and the place's own law, and beside
them what counts for the place (its own and what it inherits). A county's law stands in its
column alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from freedomcities.adoption.answers import Change, Ground, Result, Role, Standing
from freedomcities.adoption.facts import Government, Kind
from freedomcities.adoption.in_force import (
    Case,
    are_all_in_force,
    case_of,
    count_adopted,
    standing_on,
    timeline,
)
from freedomcities.adoption.law_at import LawAt, load_law_at
from freedomcities.adoption.models import Instrument
from freedomcities.blueprints.models import Blueprint, Rule
from freedomcities.places.models import Place


@dataclass(frozen=True, slots=True)
class Column:
    """One government on one rule: what its own law alone gives, and what counts for it."""

    place: Place
    own: Result
    effective: Result


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule at a place. `state` is None for a state; `counties` has the main one first.

    `was_taken_down`: something spoke on it here that two people took off the list.
    """

    rule: Rule
    own: Result
    effective: Result
    state: Column | None
    counties: tuple[Column, ...]
    was_taken_down: bool = False

    @property
    def county(self) -> Column | None:
        """The county in which most of the place lies."""
        return self.counties[0] if self.counties else None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Where a place stands on the rules of a blueprint on a day.

    `adopted` of `required` count the required rules alone. `instruments` are those that any
    basis names, by id, for titles and addresses.
    """

    place: Place
    blueprint: Blueprint
    on: date
    rules: tuple[RuleCard, ...]
    adopted: int
    required: int
    all_in_force: bool
    instruments: Mapping[str, Instrument]


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A day on which the standing of a rule changed."""

    rule: Rule
    change: Change


def standing_of(place: Place, blueprint: Blueprint, *, on: date) -> Scorecard:
    """Where a place stands on every rule of a blueprint on a day."""
    return scorecard_of(load_law_at(place, blueprint), blueprint, on=on)


def scorecard_of(law: LawAt, blueprint: Blueprint, *, on: date) -> Scorecard:
    """The same from what was read already: no query."""
    rules = tuple(_card(law, rule, on) for rule in law.rules)
    counted = [(card.effective.standing, card.rule.required) for card in rules]
    adopted, required = count_adopted(counted)
    return Scorecard(
        place=law.place,
        blueprint=blueprint,
        on=on,
        rules=rules,
        adopted=adopted,
        required=required,
        all_in_force=are_all_in_force(counted),
        instruments=law.instruments,
    )


def story(place: Place, blueprint: Blueprint, *, until: date | None = None) -> list[StoryEntry]:
    """The days on which a standing of the place changed, oldest first, up to a day."""
    return story_of(load_law_at(place, blueprint), until=until)


def story_of(law: LawAt, *, until: date | None = None) -> list[StoryEntry]:
    """The same from what was read already: no query."""
    entries = [
        StoryEntry(rule, change)
        for rule in law.rules
        for change in timeline(_case(law, law.government, rule), until=until)
    ]
    order = {rule.pk: position for position, rule in enumerate(law.rules)}
    return sorted(entries, key=lambda entry: (entry.change.day, order[entry.rule.pk]))


def declarations(place: Place) -> list[Instrument]:
    """What a place called itself: it meets no rule, and stands beside the standing."""
    government = place.same_as_id or place.pk
    codes = [government, *Place.objects.filter(same_as=government).values_list("pk", flat=True)]
    found = Instrument.objects.of_places(codes).filter(kind=Kind.DECLARATION)
    return sorted(found, key=lambda each: (each.adopted_on or each.effective_on, each.id))


def status_payload(card: Scorecard) -> dict[str, object]:
    """The answer of `status --json`, as docs/contract describes it."""
    place = card.place
    return {
        "place": {
            "geoid": place.geoid,
            "name": place.name,
            "kind": place.kind,
            "state": place.state,
        },
        "blueprint": card.blueprint.slug,
        "on": card.on.isoformat(),
        "rules": [_rule_payload(each, card.instruments) for each in card.rules],
        "adopted": card.adopted,
        "required": card.required,
        "freedom_city": card.all_in_force,
    }


def deciding(result: Result) -> list[Ground]:
    """What an answer shows as its basis: what decided and what says otherwise.

    Where nothing decided, everything that speaks but does not count.
    """
    if result.standing in {Standing.UNKNOWN, Standing.NONE}:
        return list(result.basis)
    return [ground for ground in result.basis if ground.role is not Role.LISTED]


def _rule_payload(card: RuleCard, instruments: Mapping[str, Instrument]) -> dict[str, object]:
    result = card.effective
    return {
        "number": card.rule.number,
        "standing": result.standing.value,
        "since": result.since,
        "reported": result.reported,
        "line": result.line.value,
        "inherited_from": result.inherited_from,
        "basis": [
            _ground_payload(ground, instruments[ground.instrument.id])
            for ground in deciding(result)
        ],
    }


def _ground_payload(ground: Ground, instrument: Instrument) -> dict[str, object]:
    return {
        "instrument": instrument.id,
        "title": instrument.title,
        "place": instrument.place_id,
        "verdict": ground.finding.verdict.value,
        "inherited": ground.inherited,
        "quote": ground.finding.quote,
        "url": instrument.url,
        "pinpoint": ground.finding.pinpoint,
        "confirmed": ground.finding.confirmed,
        "force": ground.force.value,
        "role": ground.role.value,
    }


def _card(law: LawAt, rule: Rule, on: date) -> RuleCard:
    mine = _column(law, law.place, law.government, rule, on)
    columns = {
        each.code: _column(law, each.place, each.government, rule, on) for each in law.others
    }
    return RuleCard(
        rule=rule,
        own=mine.own,
        effective=mine.effective,
        state=columns.get(law.state) if law.state else None,
        counties=tuple(columns[code] for code in law.counties),
        was_taken_down=_name_of(rule) in law.taken_down,
    )


def _column(law: LawAt, place: Place, government: Government, rule: Rule, on: date) -> Column:
    own = Government(government.codes)
    return Column(
        place=place,
        own=standing_on(_case(law, own, rule), on),
        effective=standing_on(_case(law, government, rule), on),
    )


def _case(law: LawAt, government: Government, rule: Rule) -> Case:
    return case_of(government, _name_of(rule), law.facts.instruments, law.facts.searches)


def _name_of(rule: Rule) -> str:
    return f"{rule.blueprint_id}/{rule.number}"
