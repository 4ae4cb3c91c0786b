"""What the map of one state draws, read in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from freedomcities.adoption.answers import Standing as Stands
from freedomcities.adoption.models import Finding, Search, Standing
from freedomcities.pages.progress import StateFigures
from freedomcities.pages.progress_people import LOCAL
from freedomcities.pages.progress_question import Question
from freedomcities.pages.state_map import (
    LEVELS,
    MOST_DOTS,
    RULE_LEVELS,
    Drawing,
    Level,
    Spot,
    draw,
    level_of,
    level_on,
)
from freedomcities.places.addresses import address_at
from freedomcities.places.choices import Kind
from freedomcities.places.models import Place, StateMap
from freedomcities.ui.marks import SHAPES

Standings = Mapping[str, Mapping[int, str]]

_TOWN_COLUMNS = ("geoid", "name", "path", "latitude", "longitude")


def draw_state(found: StateFigures, question: Question) -> Drawing | None:
    """The map for a question; None where the atlas has no drawing of the state."""
    edge = F("state__outline__d")
    drawing = StateMap.objects.filter(state=found.geoid).annotate(edge=edge).first()
    if drawing is None:
        return None
    towns = _towns(found.code, question)
    standings = _standings(found.code, [row[0] for row in towns], question)
    return draw(
        size=(drawing.width, drawing.height),
        projection=drawing.projection,
        edge=drawing.edge or "",
        counties=_counties(found.code, question, standings),
        towns=_spots(towns, question, standings),
        levels=RULE_LEVELS if question.rule else LEVELS,
    )


def _counties(state: str, question: Question, standings: Standings) -> Iterable[Spot]:
    """Every county; one that a city swallowed stands as that city does, and leads to it."""
    rows = Place.objects.active().in_state(state).filter(kind=Kind.COUNTY)
    for geoid, same_as, name, path, other_path, latitude, longitude, d in rows.values_list(
        "geoid", "same_as_id", "name", "path", "same_as__path", "latitude", "longitude",
        "outline__d",
    ).order_by("geoid"):  # fmt: skip
        of_place = standings.get(same_as or geoid, {})
        yield Spot(
            name,
            address_at(other_path or path),
            _level(of_place, question),
            _words(of_place, question),
            latitude,
            longitude,
            d or "",
        )


def _towns(state: str, question: Question) -> list[tuple[str, str, str, float, float]]:
    """Municipalities and towns of which an instrument or a search speaks, the largest first."""
    rules = [question.rule.pk] if question.rule else question.blueprint.rule_ids
    findings = Finding.objects.filter(rule__in=rules, instrument__place=OuterRef("pk"))
    searches = Search.objects.filter(rules__in=rules, place=OuterRef("pk"))
    rows = Place.objects.governments().in_state(state).filter(kind__in=LOCAL)
    rows = rows.filter(Exists(findings) | Exists(searches))
    ordered = rows.order_by(F("population").desc(nulls_last=True), "geoid")
    return list(ordered.values_list(*_TOWN_COLUMNS)[:MOST_DOTS])


def _spots(
    towns: Iterable[tuple[str, str, str, float, float]], question: Question, standings: Standings
) -> Iterable[Spot]:
    for geoid, name, path, latitude, longitude in towns:
        of_place = standings.get(geoid, {})
        level, words = _level(of_place, question), _words(of_place, question)
        yield Spot(name, address_at(path), level, words, latitude, longitude)


def _standings(state: str, towns: Iterable[str], question: Question) -> Standings:
    """By place and rule, for all counties (or what swallowed them) and some towns."""
    swallowed = Place.objects.active().filter(state=state, kind=Kind.COUNTY, same_as__isnull=False)
    rows = Standing.objects.filter(
        Q(place__kind=Kind.COUNTY)
        | Q(place__in=list(towns))
        | Q(place__in=swallowed.values("same_as")),
        place__state=state,
        rule__in=question.blueprint.rule_ids,
    ).order_by()
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for geoid, rule, standing in rows.values_list("place_id", "rule_id", "standing"):
        found[geoid][rule] = standing
    return found


def _level(standings: Mapping[int, str], question: Question) -> Level:
    if question.rule:
        return level_on(standings.get(question.rule.pk, Stands.UNKNOWN))
    required = question.blueprint.required_ids
    known = [standings[rule] for rule in required if rule in standings]
    return level_of(known, required=len(required))


def _words(standings: Mapping[int, str], question: Question) -> str:
    if question.rule:
        return str(SHAPES[standings.get(question.rule.pk, Stands.UNKNOWN)].words)
    required = question.blueprint.required_ids
    if not any(standings.get(rule, Stands.UNKNOWN) != Stands.UNKNOWN for rule in required):
        return _("not known yet")
    met = sum(standings.get(rule) == Stands.ADOPTED for rule in required)
    return _("%(met)s of %(required)s in force") % {"met": met, "required": len(required)}
