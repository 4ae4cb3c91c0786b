"""Places, and where one stands."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, JsonResponse
from ninja import Field, Query, Router

from freedomcities.adoption.answers import Standing
from freedomcities.adoption.models import Standing as StandingRow
from freedomcities.adoption.operations import today
from freedomcities.adoption.reading import DEFAULT_BLUEPRINT
from freedomcities.adoption.scorecard import standing_of, status_payload
from freedomcities.api.addresses import page_of
from freedomcities.api.asking import Asked, Day, Paged, State, Text
from freedomcities.api.kinds import PlaceKind
from freedomcities.api.lookups import OnRule, Slug, WrongFilter, blueprint_at, place_at, rule_asked
from freedomcities.api.paging import Page, paged
from freedomcities.api.shapes import Fault, PlaceDetail, PlaceItem, Status
from freedomcities.places import prefixes  # noqa: F401 registers key__begins
from freedomcities.places.choices import Kind
from freedomcities.places.models import Containment, Place, PlaceName
from freedomcities.places.names import normalise_name
from freedomcities.places.querysets import NATION

router = Router(tags=["places"])

_LIST_COLUMNS = (
    *("geoid", "name", "kind", "state", "full_name", "population", "latitude", "longitude"),
    *("ocd_id", "path"),
)


class PlacesAsked(Paged, OnRule):
    """Filters of the list of places; together they narrow."""

    q: Text | None = Field(None, description="The beginning of a name, as people write it.")
    state: State | None = Field(None, description="A postal code.")
    kind: PlaceKind | None = None
    standing: Standing | None = Field(
        None, description="With `rule`: the places that stand so on it today."
    )


class StatusAsked(Asked):
    """Of which blueprint, and on which day."""

    blueprint: Slug = DEFAULT_BLUEPRINT
    on: Day | None = Field(None, description="YYYY-MM-DD; today (UTC) where it is missing.")


@router.get(
    "places",
    response={200: Page[PlaceItem], 400: Fault},
    url_name="places",
    operation_id="listPlaces",
    summary="Places: nation, states, counties, municipalities and towns",
)
def places(request: HttpRequest, asked: Query[PlacesAsked]) -> dict[str, object]:
    """Each government once, by its code; with `q` the ones with most people first."""
    rows = _standing_so(Place.objects.governments(), asked)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    order: list[Any] = ["geoid"]
    if asked.q is not None:
        rows = rows.filter(pk__in=_named(asked.q))
        order.insert(0, F("population").desc(nulls_last=True))
    return paged(request, rows.order_by(*order).only(*_LIST_COLUMNS), asked, place_item)


@router.get(
    "places/{geoid}",
    response={200: PlaceDetail, 400: Fault, 404: Fault},
    url_name="place",
    operation_id="getPlace",
    summary="One place with the governments around it",
)
def place(
    request: HttpRequest,  # noqa: ARG001 the framework gives it to every operation
    geoid: str,
    asked: Query[Asked],  # noqa: ARG001 says what may be asked
) -> dict[str, object]:
    """By its Census code. Another or an older code of a government leads to the same answer,
    which says the code it goes by.
    """
    return place_detail(place_at(geoid))


@router.get(
    "places/{geoid}/standings",
    response={200: Status, 400: Fault, 404: Fault},
    url_name="place-standings",
    operation_id="getPlaceStandings",
    summary="Where a place stands on each rule of a blueprint on a day, and why",
)
def place_standings(
    request: HttpRequest,  # noqa: ARG001 the framework gives it to every operation
    geoid: str,
    asked: Query[StatusAsked],
) -> JsonResponse:
    """The same, to the letter, as `freedomcities status PLACE --json`."""
    on = asked.on or today(datetime.now(UTC))
    card = standing_of(place_at(geoid), blueprint_at(asked.blueprint), on=on)
    return JsonResponse(status_payload(card), json_dumps_params={"ensure_ascii": False})


def place_ref(place: Place) -> dict[str, object]:
    """A place as other answers name it."""
    return {
        "geoid": place.geoid,
        "name": place.name,
        "kind": place.kind,
        "state": place.state,
    }


def place_item(place: Place) -> dict[str, object]:
    """A place as a list shows it."""
    return place_ref(place) | {
        "full_name": place.full_name,
        "population": place.population,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "ocd_id": place.ocd_id,
        "url": page_of("places:place", place.path),
    }


def place_detail(place: Place) -> dict[str, object]:
    """A place with the governments around it, in three queries."""
    return place_item(place) | {
        "designation": place.designation,
        "land_km2": place.land_km2,
        "other_codes": list(place.other_codes.order_by("geoid").values_list("geoid", flat=True)),
        "closed_on": place.closed_on,
        "parents": [place_ref(parent) for parent in _parents(place)],
        "counties": [_county_share(each) for each in _containments(place)],
    }


def _named(text: str) -> QuerySet[PlaceName, str | None]:
    key = normalise_name(text)
    if not key:
        raise WrongFilter("“q” has no letter or digit in it.")
    names = PlaceName.objects.filter(key__begins=key, place__isnull=False)
    # A name of another code of a government is a name of that government.
    return names.values_list(Coalesce("place__same_as_id", "place_id"), flat=True)


def _standing_so(rows: QuerySet[Place], asked: PlacesAsked) -> QuerySet[Place]:
    rule = rule_asked(asked)
    if asked.standing is None:
        if asked.rule or asked.blueprint:
            raise WrongFilter("Beside “rule” and “blueprint” say which “standing” is meant.")
        return rows
    if rule is None:
        raise WrongFilter("Beside “standing” say which “rule” is meant.")
    if asked.standing is Standing.UNKNOWN:
        # Most places that nobody looked at have no row at all.
        known = StandingRow.objects.filter(rule=rule).exclude(standing=Standing.UNKNOWN)
        return rows.exclude(pk__in=known.values("place"))
    return rows.filter(standings__rule=rule, standings__standing=asked.standing)


def _parents(place: Place) -> list[Place]:
    if place.kind == Kind.NATION:
        return []
    state = Q(kind=Kind.STATE, state=place.state, same_as=None)
    # By its code: looking for the kind would walk through the whole table.
    found = Place.objects.filter(state | Q(pk=NATION)).exclude(pk=place.pk)
    return sorted(found, key=lambda each: each.pk == NATION)


def _containments(place: Place) -> QuerySet[Containment]:
    return (
        place.containments.filter(county__closed_on=None)
        .select_related("county")
        .order_by("-main", "-share", "county_id")
    )


def _county_share(containment: Containment) -> dict[str, object]:
    return place_ref(containment.county) | {
        "share": containment.share,
        "main": containment.main,
    }
