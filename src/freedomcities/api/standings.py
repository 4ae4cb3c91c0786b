"""Today's standings of all places at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router

from freedomcities.adoption.answers import Standing
from freedomcities.adoption.models import Standing as StandingRow
from freedomcities.adoption.models import StandingsDay
from freedomcities.adoption.querysets import StandingQuerySet
from freedomcities.api.asking import Paged, State
from freedomcities.api.lookups import (
    OnRule,
    Slug,
    check_blueprint,
    place_asked,
    rule_asked,
)
from freedomcities.api.paging import Page, paged
from freedomcities.api.places import place_ref
from freedomcities.api.shapes import Fault, StandingItem
from freedomcities.blueprints.models import Rule
from freedomcities.places.models import Place

router = Router(tags=["standings"])

_COLUMNS = ("place_id", "rule_id", "standing", "since", "reported", "inherited_from_id")
Row = dict[str, Any]


class StandingsAsked(Paged, OnRule):
    """Filters of today's table; together they narrow."""

    place: Slug | None = Field(None, description="The code of a place.")
    state: State | None = Field(None, description="A postal code.")
    standing: Standing | None = Field(
        None, description="`unknown` gives only the rows of which something is reported."
    )


class StandingsPage(Page[StandingItem]):
    """A page of the table, and the day whose standings it holds."""

    on: date | None


@router.get(
    "standings",
    response={200: StandingsPage, 400: Fault},
    url_name="standings",
    operation_id="listStandings",
    summary="Today's standings of all places",
)
def standings(request: HttpRequest, asked: Query[StandingsAsked]) -> dict[str, object]:
    """The table has no row for a place and a rule of which nothing is known: **a missing row
    means `unknown`**. By place, then by rule; rules that a blueprint no longer holds are left
    out. For any other day than today ask `/places/{geoid}/standings?on=`.
    """
    rule = rule_asked(asked)
    rows = StandingRow.objects.filter(rule=rule) if rule else _of_blueprints(asked.blueprint)
    if asked.place:
        rows = rows.filter(place=place_asked(asked.place))
    if asked.state:
        rows = rows.filter(place__state=asked.state)
    if asked.standing:
        rows = rows.filter(standing=asked.standing)
    shown = rows.order_by("place_id", "rule_id").values(*_COLUMNS)
    # Names are looked up for the page alone: joins would be made for every row before it, too.
    page = paged(request, shown, asked, dict)
    day = StandingsDay.objects.values_list("day", flat=True).first()
    return page | {"items": _items(page["items"]), "on": day}


def _of_blueprints(slug: str | None) -> StandingQuerySet:
    rules = Rule.objects.filter(retired_on=None)
    if slug is not None:
        check_blueprint(slug)
        rules = rules.filter(blueprint=slug)
    return StandingRow.objects.filter(rule__in=rules.values("pk"))


def _items(rows: list[Row]) -> list[Row]:
    places = Place.objects.in_bulk({row["place_id"] for row in rows})
    rules = Rule.objects.defer("content").in_bulk({row["rule_id"] for row in rows})
    return [
        {
            "place": place_ref(places[row["place_id"]]),
            "blueprint": rules[row["rule_id"]].blueprint_id,
            "rule": rules[row["rule_id"]].number,
            "standing": row["standing"],
            "since": row["since"] or None,
            "reported": row["reported"],
            "inherited_from": row["inherited_from_id"],
        }
        for row in rows
    ]
