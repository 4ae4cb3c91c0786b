"""Instruments: what there is of law and policy, with the passages."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Field, Query, Router

from freedomcities.adoption.facts import Reach
from freedomcities.adoption.in_force_on import in_force_on
from freedomcities.adoption.models import Finding, Instrument
from freedomcities.adoption.querysets import InstrumentQuerySet
from freedomcities.adoption.rows import stays_of
from freedomcities.api.addresses import page_of
from freedomcities.api.asking import Asked, Day, Paged, State
from freedomcities.api.faults import NotFound
from freedomcities.api.kinds import InstrumentKind
from freedomcities.api.lookups import (
    OnRule,
    Slug,
    check_blueprint,
    place_asked,
    rule_asked,
)
from freedomcities.api.paging import Page, paged
from freedomcities.api.places import place_ref
from freedomcities.api.shapes import Fault, InstrumentDetail, InstrumentItem

router = Router(tags=["instruments"])

_DATES = ("introduced_on", "adopted_on", "effective_on", "ended_on", "checked_on")


class InstrumentsAsked(Paged, OnRule):
    """Filters of the list of instruments; together they narrow."""

    place: Slug | None = Field(None, description="The code of the place that issued it.")
    state: State | None = Field(None, description="Issued by the state or a place in it.")
    kind: InstrumentKind | None = None
    in_force_on: Day | None = Field(
        None, description="YYYY-MM-DD; beside `rule` also not stayed for that rule."
    )


@router.get(
    "instruments",
    response={200: Page[InstrumentItem], 400: Fault},
    url_name="instruments",
    by_alias=True,
    operation_id="listInstruments",
    summary="Legal acts and documents, without their passages",
)
def instruments(request: HttpRequest, asked: Query[InstrumentsAsked]) -> dict[str, object]:
    """By id. With `rule` or `blueprint`, those in which something was found on it."""
    rows = _on_rule(Instrument.objects.all(), asked)
    if asked.place:
        place = place_asked(asked.place)
        codes = place.other_codes.values_list("geoid", flat=True)
        rows = rows.of_places([place.geoid, *codes])
    if asked.state:
        rows = rows.filter(place__state=asked.state)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    return paged(request, rows.select_related("place").order_by("id"), asked, _item)


@router.get(
    "instruments/{id}",
    response={200: InstrumentDetail, 400: Fault, 404: Fault},
    url_name="instrument",
    by_alias=True,
    operation_id="getInstrument",
    summary="One instrument with what was found in it",
)
def instrument(
    request: HttpRequest,  # noqa: ARG001 the framework gives it to every operation
    id: str,  # noqa: A002 the name in the address
    asked: Query[Asked],  # noqa: ARG001 says what may be asked
) -> dict[str, object]:
    """The findings stand in the order in which they were recorded, retired rules included."""
    row = Instrument.objects.select_related("place").filter(pk=id).first()
    if row is None:
        raise NotFound(f"There is no instrument “{id}”.")
    findings = row.findings.select_related("rule").defer("rule__content").order_by("position")
    return _item(row) | {
        "note": row.note,
        "findings": [_finding(each) for each in findings],
        "versions": row.versions.count(),
    }


def _on_rule(rows: InstrumentQuerySet, asked: InstrumentsAsked) -> InstrumentQuerySet:
    rule = rule_asked(asked)
    found = Finding.objects.all()
    if rule:
        rows = rows.filter(pk__in=found.filter(rule=rule).values("instrument"))
    elif asked.blueprint:
        check_blueprint(asked.blueprint)
        named = found.filter(rule__blueprint=asked.blueprint)
        rows = rows.filter(pk__in=named.values("instrument"))
    if asked.in_force_on:
        rows = in_force_on(rows, asked.in_force_on, str(rule) if rule else "")
    return rows


def _item(row: Instrument) -> dict[str, object]:
    return {
        "id": row.id,
        "place": place_ref(row.place),
        "kind": row.kind,
        "title": row.title,
        "citation": row.citation,
        "number": row.number,
        **{name: getattr(row, name) or None for name in _DATES},
        "stayed": [
            {"from": begin, "to": end, "rules": list(rules)}
            for begin, end, rules in stays_of(row.stays)
        ],
        "reach": row.agencies if row.reach == Reach.AGENCIES else row.reach,
        "preempts": row.preempts,
        "url": row.url,
        "page_url": page_of("adoption:instrument", row.id),
    }


def _finding(row: Finding) -> dict[str, object]:
    return {
        "blueprint": row.rule.blueprint_id,
        "rule": row.rule.number,
        "rule_version": row.rule_version,
        "verdict": row.verdict,
        "quote": row.quote,
        "pinpoint": row.pinpoint,
        "confirmed": row.confirmed,
    }
