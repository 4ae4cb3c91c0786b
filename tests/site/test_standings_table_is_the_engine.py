"""The table of today's standings says what the engine says, place by place and rule by rule."""

from __future__ import annotations

import random

from freedomcities.adoption.answers import Standing as Stands
from freedomcities.adoption.models import Instrument, Search, Standing, StandingsDay
from freedomcities.adoption.scorecard import standing_of
from freedomcities.blueprints.models import Blueprint
from freedomcities.places.choices import Kind
from freedomcities.places.models import Place
from tests.site.bells import add_bells

SAMPLE = 150
Row = tuple[str, str, bool, str | None]


def test_the_table_is_the_engine() -> None:
    add_bells()
    day = StandingsDay.objects.get(id=1).day
    assert day is not None
    places = _sample()
    assert {place.kind for place in places} == set(Kind)
    blueprints = list(Blueprint.objects.current())
    kept = _kept([place.pk for place in places])
    compared = 0
    for place in places:
        for blueprint in blueprints:
            card = standing_of(place, blueprint, on=day)
            for each in card.rules:
                result = each.effective
                live: Row = (
                    result.standing.value,
                    result.since or "",
                    result.reported,
                    result.inherited_from,
                )
                found = kept.pop((place.pk, each.rule.pk), (Stands.UNKNOWN.value, "", False, None))
                assert found == live, f"{place} {each.rule}"
                compared += live[0] != Stands.UNKNOWN
    assert kept == {}, "the table knows of a rule that no blueprint has"
    assert compared > SAMPLE, "a sample of which hardly anything is known shows little"


def test_the_table_counts_each_government_once() -> None:
    assert not Standing.objects.exclude(place__same_as=None).exists()
    assert not Standing.objects.exclude(place__closed_on=None).exists()


def _sample() -> list[Place]:
    """Those of which something is recorded, what lies around them, and others of every kind."""
    chance = random.Random(2017)
    recorded = set(Instrument.objects.values_list("place", flat=True)) | set(
        Search.objects.values_list("place", flat=True)
    )
    governments = Place.objects.governments()
    first = list(governments.filter(pk__in=recorded).order_by("pk"))
    states = {place.state for place in first}
    chosen = {place.pk: place for place in [*first, Place.objects.get(pk="us")]}
    for kind in (Kind.TOWN, Kind.MUNICIPALITY, Kind.COUNTY, Kind.STATE):
        of_kind = governments.filter(kind=kind)
        near = list(of_kind.filter(state__in=states).order_by("pk"))
        anywhere = list(of_kind.order_by("pk"))
        for place in (*chance.sample(near, min(16, len(near))), *chance.sample(anywhere, 12)):
            chosen[place.pk] = place
    places = list(chosen.values())
    assert len(places) >= SAMPLE - len(first)
    return places[:SAMPLE] if len(places) > SAMPLE else places


def _kept(codes: list[str]) -> dict[tuple[str, int], Row]:
    columns = ("place_id", "rule_id", "standing", "since", "reported", "inherited_from_id")
    rows = Standing.objects.filter(place__in=codes).values_list(*columns)
    return {
        (place, rule): (stands, since, said, above)
        for place, rule, stands, since, said, above in rows
    }
