"""What the map of whom to meet is drawn on, read from the atlas in two queries."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import F
from django.utils.translation import gettext as _

from freedomcities.officials.who import WhoAnswer
from freedomcities.officials.who_facts import WhoFacts
from freedomcities.pages.who_map import County, StateDrawing, Town, WhoMap, draw_who
from freedomcities.places.choices import Kind
from freedomcities.places.models import Place, StateMap
from freedomcities.ui.tiles import Level, Tile, nation

# A county that holds less of a city is not drawn as lying around it.
_CONSIDERABLE = 0.1


def draw_place(found: WhoAnswer, towns: Sequence[Place]) -> WhoMap | None:
    """The map of the place that holds all of these towns; None where no one state does."""
    meet_at = found.answer.meet_at
    states = {town.state for town in towns} | {each.state for each in found.answer.candidates}
    if len(states) != 1 or (meet_at is not None and meet_at.kind == Kind.NATION):
        return None
    drawing = _read(states.pop())
    if drawing is None:
        return None
    dots = [
        Town(town.name, number, town.latitude, town.longitude)
        for number, town in enumerate(_once(towns), start=1)
        if town.kind not in {Kind.STATE, Kind.NATION}
    ]
    return draw_who(drawing, dots, _held(found, towns), _fill(found))


def draw_nation(found: WhoAnswer, towns: Sequence[Place]) -> list[Tile]:
    """The tiles of the states that the towns lie in; nothing where one state holds them."""
    meet_at = found.answer.meet_at
    if meet_at is None or meet_at.kind != Kind.NATION:
        return []
    states = {town.state for town in towns if town.state}
    return nation({state: Level(1, _("somebody is from here")) for state in states})


def _fill(found: WhoAnswer) -> str:
    meet_at = found.answer.meet_at
    if meet_at is None:
        return "maybe"
    if meet_at.kind == Kind.STATE:
        return "beside"
    place = found.facts.places[meet_at.geoid]
    return "held" if meet_at.kind == Kind.COUNTY or place.is_county_too else "around"


def _once(towns: Sequence[Place]) -> list[Place]:
    return list({town.geoid: town for town in towns}.values())


def _held(found: WhoAnswer, towns: Sequence[Place]) -> set[str]:
    """The counties to fill: the one to meet at, those to choose from, or those of the towns."""
    answer, facts = found.answer, found.facts
    at = [each.geoid for each in answer.candidates if answer.meet_at is None]
    if answer.meet_at is not None and answer.meet_at.kind != Kind.STATE:
        at = [answer.meet_at.geoid]
    return _counties(at or [town.geoid for town in towns], facts)


def _counties(codes: Collection[str], facts: WhoFacts) -> set[str]:
    held: set[str] = set()
    for place in facts.known(codes):
        shares = place.shares()
        held |= {code for code in shares if shares[code] >= _CONSIDERABLE} or {place.geoid}
    return held


def _read(state: str) -> StateDrawing | None:
    edge = F("state__outline__d")
    row = StateMap.objects.filter(state__state=state, state__kind=Kind.STATE)
    drawing = row.annotate(edge=edge).first()
    if drawing is None:
        return None
    counties = Place.objects.active().in_state(state).of_kind(Kind.COUNTY)
    columns = ("geoid", "same_as_id", "name", "outline__d")
    outlines = tuple(
        County(same_as or geoid, name, d or "")
        for geoid, same_as, name, d in counties.order_by("geoid").values_list(*columns)
    )
    return StateDrawing(
        drawing.width, drawing.height, drawing.projection, drawing.edge or "", outlines
    )
