"""A small country with standings, for the tests of the list."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from freedomcities.adoption.models import Finding, Instrument, Standing
from freedomcities.blueprints.models import Blueprint, Rule
from freedomcities.blueprints.tests.makers import make_blueprint, make_rule
from freedomcities.pages.progress_question import Question, read_question
from freedomcities.places.models import Containment, Outline, Place, StateMap
from freedomcities.places.tests.makers import make_place

RECORDED = datetime(2026, 3, 2, 12, tzinfo=UTC)
# On the drawing of `make_map`.
_HERE = {"latitude": 42.25, "longitude": -83.75}


def make_country() -> dict[str, Place]:
    """Michigan with two counties, two cities and a township; Colorado with one city-county."""
    rows: list[tuple[str, str, dict[str, Any]]] = [
        ("us", "United States", {"path": "us"}),
        ("26", "Michigan", {"path": "mi", "population": 10_000}),
        ("26161", "Washtenaw County", {"population": 4_000}),
        ("26163", "Wayne County", {"population": 6_000}),
        ("2603000", "Ann Arbor", {"population": 1_200}),
        ("2622000", "Detroit", {"population": 2_500, "latitude": 42.5, "longitude": -83.0}),
        ("2616189160", "Ypsilanti", {"population": 500, "designation": "charter township"}),
        ("08", "Colorado", {"path": "co", "state": "CO", "population": 5_000}),
        ("0820000", "Denver", {"path": "co/denver", "state": "CO", "population": 700}),
    ]
    places = {
        geoid: make_place(geoid, name, **(_HERE | {"ocd_id": f"ocd-division/{geoid}"} | given))
        for geoid, name, given in rows
    }
    places["08031"] = make_place(
        "08031", "Denver County", state="CO", population=700, same_as=places["0820000"],
        path="co/denver-county",
    )  # fmt: skip
    for inside, county in (
        ("2603000", "26161"),
        ("2622000", "26163"),
        ("2616189160", "26161"),
        ("0820000", "08031"),
    ):
        Containment.objects.create(
            place=places[inside], county=places[county], share=1.0, main=True
        )
    return places


def make_map() -> StateMap:
    """Michigan drawn: one county with an outline, the other too small for one."""
    projection = {
        "centre_lon": -83.75, "centre_lat": 42.25, "south": 42.0, "north": 43.0,
        "scale": 1000.0, "left": -400.0, "top": -300.0,
    }  # fmt: skip
    Outline.objects.create(place_id="26", d="M0 0h800v600H0z")
    Outline.objects.create(place_id="26161", d="M0 0h400v600H0z")
    return StateMap.objects.create(state_id="26", width=800, height=600, projection=projection)


def make_shade(**given: Any) -> Blueprint:
    """A blueprint on trees: two required rules and an optional one."""
    blueprint = make_blueprint(**{"slug": "shade", "title": "Shade for all", **given})
    make_rule(blueprint=blueprint, number="1", name="Oaks")
    make_rule(blueprint=blueprint, number="2", name="Elms")
    make_rule(blueprint=blueprint, number="10", name="Palms", required=False)
    return blueprint


def stand(geoid: str, number: str, standing: str = "adopted", **given: Any) -> Standing:
    """The standing of a place on a rule of the blueprint on shade."""
    rule = Rule.objects.get(blueprint="shade", number=number)
    return Standing.objects.create(place_id=geoid, rule=rule, standing=standing, **given)


def record(id_: str, geoid: str, number: str, **given: Any) -> Instrument:
    """A law that meets a rule, confirmed."""
    confirmed = given.pop("confirmed", True)
    fields = {"kind": "ordinance", "title": f"Title of {id_}", "reach": "territory"}
    instrument = Instrument.objects.create(
        id=id_, place_id=geoid, **{"recorded_at": RECORDED, **fields, **given}
    )
    rule = Rule.objects.get(blueprint="shade", number=number)
    Finding.objects.create(
        instrument=instrument, position=0, rule=rule, rule_version=rule.version,
        verdict="meets", confirmed=confirmed,
    )  # fmt: skip
    return instrument


def ask(*, on_state: str = "", **parameters: str) -> Question:
    """The question of an address."""
    question = read_question(parameters, state=on_state)
    assert question is not None
    return question
