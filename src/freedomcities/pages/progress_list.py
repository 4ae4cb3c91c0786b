"""The list of places that a question asks for: those with something recorded, row by row.

A place without any standing on the blueprint is not in it: nobody has looked there yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import overload

from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from freedomcities.adoption.answers import Standing as Stands
from freedomcities.adoption.models import Standing
from freedomcities.audit.memory import Memory
from freedomcities.pages.progress_memory import Edition, remembered
from freedomcities.pages.progress_question import BlueprintShown, Question
from freedomcities.places.addresses import address_of
from freedomcities.places.kind_words import kind_word
from freedomcities.places.models import Place
from freedomcities.places.querysets import PlaceQuerySet
from freedomcities.ui.marks import Mark

_CHUNK = 2_000
_orders = Memory(8)


@dataclass(frozen=True, slots=True)
class RuleStanding:
    """Where a place stands on a rule; ``since`` as it was given, or empty."""

    standing: str = Stands.UNKNOWN
    since: str = ""
    reported: bool = False
    inherited_from: str = ""


_UNKNOWN = RuleStanding()


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of the list. ``standings`` follow the order of the blueprint's rules.

    ``met`` counts the required rules in force; ``since`` is the newest beginning of one of them
    (or that of the rule asked for), as it was given.
    """

    place: Place
    standings: tuple[RuleStanding, ...]
    met: int
    since: str

    @property
    def address(self) -> str:
        """Where the place's page stands, in the language of the page."""
        return address_of(self.place)

    @property
    def kind(self) -> str:
        """What the place is, in a word."""
        return str(kind_word(self.place.kind, self.place.designation))

    def marks(self, blueprint: BlueprintShown) -> tuple[Mark, ...]:
        """The row of squares; each leads to what the place's page says on the rule."""
        return tuple(
            Mark(one.standing, rule.number, rule.name)
            for one, rule in zip(self.standings, blueprint.rules, strict=True)
        )


def listed(question: Question) -> PlaceQuerySet:
    """The places that a question asks for, in its order."""
    rules = question.blueprint.rule_ids
    # Few places have a standing: they are found first, in place of asking each place in turn.
    with_standing = Standing.objects.filter(rule__in=rules).values("place")
    places = Place.objects.governments().exclude(state="").filter(pk__in=with_standing)
    if question.state:
        places = places.in_state(question.state)
    if question.kind:
        places = places.filter(kind=question.kind)
    if question.rule or question.standing:
        places = _standing_so(places, question)
    return _ordered(places, question)


def rows_of(places: Iterable[Place], question: Question) -> list[PlaceRow]:
    """The rows of some places, with one query for their standings."""
    chosen = list(places)
    standings = _standings_of(chosen, question.blueprint)
    return [_row(place, standings.get(place.geoid, {}), question) for place in chosen]


@dataclass(frozen=True, slots=True)
class Listing(Sequence[PlaceRow]):
    """The rows of an answer as a paginator takes them, each part read once an edition.

    So is their order: sorting them all takes as long as reading a hundred pages of them.
    """

    question: Question
    at: Edition

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._codes)

    @overload
    def __getitem__(self, part: int) -> PlaceRow: ...
    @overload
    def __getitem__(self, part: slice) -> list[PlaceRow]: ...
    def __getitem__(self, part: int | slice) -> PlaceRow | list[PlaceRow]:
        """One of the rows, or some, in the order asked for."""
        if isinstance(part, int):
            return self[part : part + 1][0]
        return remembered(lambda: self._rows(part), *self._name, part.start, part.stop, at=self.at)

    def _rows(self, part: slice) -> list[PlaceRow]:
        codes = self._codes[part]
        places = Place.objects.in_bulk(codes)
        return rows_of([places[code] for code in codes if code in places], self.question)

    @property
    def _codes(self) -> tuple[str, ...]:
        rows = listed(self.question).values_list("pk", flat=True)
        return remembered(lambda: tuple(rows), *self._name, at=self.at, memory=_orders)

    @property
    def _name(self) -> tuple[Hashable, ...]:
        asked = self.question
        rule = asked.rule.pk if asked.rule else None
        blueprint = asked.blueprint
        narrowed = (rule, asked.state, asked.standing, asked.kind)
        return (blueprint.slug, blueprint.rule_ids, *narrowed, asked.sort, asked.is_reversed)


def all_rows(question: Question) -> Iterator[PlaceRow]:
    """Every row of the answer, read in chunks so that memory stays small."""
    places = listed(question).iterator(_CHUNK)
    while chunk := list(islice(places, _CHUNK)):
        yield from rows_of(chunk, question)


def _standings(rules: Iterable[int]) -> QuerySet[Standing]:
    return Standing.objects.filter(place=OuterRef("pk"), rule__in=list(rules)).order_by()


def _standing_so(places: PlaceQuerySet, question: Question) -> PlaceQuerySet:
    """Those that stand as asked on the rule asked for, or on any."""
    rules = [question.rule.pk] if question.rule else list(question.blueprint.rule_ids)
    if question.standing != Stands.UNKNOWN:
        asked = {"standing": question.standing} if question.standing else {}
        return places.filter(Exists(_standings(rules).filter(**asked)))
    # A rule without a row is unknown too: somewhere fewer are known than there are rules.
    known = _standings(rules).exclude(standing=Stands.UNKNOWN).values("place")
    count = known.annotate(known=Count("rule")).values("known")
    counted = places.annotate(known=Coalesce(Subquery(count), 0, output_field=IntegerField()))
    return counted.filter(known__lt=len(rules))


def _ordered(places: PlaceQuerySet, question: Question) -> PlaceQuerySet:
    down = question.is_descending
    if question.sort == "name":
        first = F("name")
    elif question.sort == "people":
        first = F("population")
    else:
        places = places.annotate(sorted_by=_sorted_by(question))
        first = F("sorted_by")
    order = first.desc(nulls_last=True) if down else first.asc(nulls_last=True)
    return places.order_by(order, F("population").desc(nulls_last=True), "state", "name", "geoid")


def _sorted_by(question: Question) -> Coalesce | Subquery:
    """How many required rules are in force; or since when, of the rule asked for or of these."""
    chosen = question.sort == "since" and question.rule
    rules = [chosen.pk] if chosen else question.blueprint.required_ids
    in_force = _standings(rules).filter(standing=Stands.ADOPTED).values("place")
    if question.sort == "since":
        dated = in_force.exclude(since="").annotate(newest=Max("since"))
        return Subquery(dated.values("newest"))
    counted = in_force.annotate(count=Count("rule")).values("count")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def _standings_of(
    places: Iterable[Place], blueprint: BlueprintShown
) -> Mapping[str, dict[int, RuleStanding]]:
    rows = Standing.objects.filter(
        place__in=[place.geoid for place in places], rule__in=blueprint.rule_ids
    ).order_by()
    found: dict[str, dict[int, RuleStanding]] = defaultdict(dict)
    for geoid, rule, standing, since, reported, above in rows.values_list(
        "place_id", "rule_id", "standing", "since", "reported", "inherited_from_id"
    ):
        found[geoid][rule] = RuleStanding(standing, since, reported, above or "")
    return found


def _row(place: Place, standings: Mapping[int, RuleStanding], question: Question) -> PlaceRow:
    blueprint = question.blueprint
    in_force = {rule for rule, one in standings.items() if one.standing == Stands.ADOPTED}
    met = in_force.intersection(blueprint.required_ids)
    dated = in_force & {question.rule.pk} if question.rule else met
    return PlaceRow(
        place=place,
        standings=tuple(standings.get(rule.pk, _UNKNOWN) for rule in blueprint.rules),
        met=len(met),
        since=max((standings[rule].since for rule in dated), default=""),
    )
