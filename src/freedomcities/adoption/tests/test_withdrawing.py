"""An instrument that two people took off the list counts nowhere, and comes back as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import Person
from freedomcities.adoption.law_at import load_law_at
from freedomcities.adoption.models import Finding, Instrument, Standing
from freedomcities.adoption.scorecard import scorecard_of
from freedomcities.adoption.tests.makers import (
    NOW,
    finding_row,
    import_rows,
    instrument_row,
    make_country,
    make_nine,
)
from freedomcities.adoption.withdrawing import KIND, put_back, show, take_down
from freedomcities.audit.models import AuditEntry
from freedomcities.blueprints.models import Blueprint
from freedomcities.lib.errors import Refusal
from freedomcities.moderation.choices import Complaint, Decision, Direction, Ground, Reading
from freedomcities.moderation.models import Case, TakeDown
from freedomcities.moderation.operations import decide
from freedomcities.moderation.reading import answer_case
from freedomcities.moderation.refusals import CannotBe, MayNot
from freedomcities.moderation.reporting import report
from freedomcities.moderation.taking_down import ask, confirm
from freedomcities.moderation.tests.makers import make_moderator
from freedomcities.places.models import Place

pytestmark = pytest.mark.django_db
ID = "a2-ordinance"
PAGE = f"/instruments/{ID}/"


@pytest.fixture
def law() -> Instrument:
    make_country()
    make_nine()
    rows = [instrument_row(ID, finding_row("1", quote="canaryquote"), finding_row("2"))]
    import_rows(*rows, instrument_row("a2-other", finding_row("2", verdict="partly")))
    return Instrument.objects.get(pk=ID)


@pytest.fixture
def two() -> tuple[Person, Person]:
    return make_moderator("ann"), make_moderator("bob")


def standings() -> dict[tuple[str, str], str]:
    rows = Standing.objects.values_list("place_id", "rule__number", "standing")
    return {(place, number): standing for place, number, standing in rows}


def move(two: tuple[Person, Person], direction: Direction) -> TakeDown:
    asker, second = two
    ground = Ground.UNTRUE if direction is Direction.TAKE_DOWN else Ground.SOURCE
    asked = ask("instrument", ID, direction, ground=ground, actor=asker, now=NOW)
    return confirm(asked.pk, actor=second, now=NOW)


def snapshot() -> list[Any]:
    tables = (Instrument.records, Finding.records, Standing.objects)
    return [*(list(table.order_by("pk").values()) for table in tables), AuditEntry.objects.count()]


def refuses(kind: type[Refusal], do: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    before = snapshot()
    with pytest.raises(kind):
        do(*args, **kwargs, now=NOW)
    assert snapshot() == before


def test_what_is_taken_down_counts_no_more_and_is_not_found(
    law: Instrument, two: tuple[Person, Person]
) -> None:
    assert standings() == {("2603000", "1"): "adopted", ("2603000", "2"): "adopted"}
    case = report("instrument", ID, Complaint.WRONG, "", peer="p", now=NOW)
    move(two, Direction.TAKE_DOWN)
    assert standings() == {("2603000", "2"): "partial"}
    assert list(Instrument.objects.values_list("pk", flat=True)) == ["a2-other"]
    assert set(Finding.objects.values_list("instrument_id", flat=True)) == {"a2-other"}
    assert Instrument.records.get(pk=ID).withdrawn_on == NOW.date()
    assert Finding.records.filter(instrument=ID).count() == 2
    entry = AuditEntry.objects.get(action="withdraw-instrument")
    assert (entry.subject, entry.actor_id) == (f"instrument {ID}", two[1].pk)
    assert entry.detail == {"ground": "untrue", "standings": 2}
    case.refresh_from_db()
    assert case.state == "taken-down"


def test_it_comes_back_as_it_was(law: Instrument, two: tuple[Person, Person]) -> None:
    before = list(Instrument.records.order_by("pk").values()), standings()
    move(two, Direction.TAKE_DOWN)
    move((two[1], two[0]), Direction.PUT_BACK)
    assert (list(Instrument.records.order_by("pk").values()), standings()) == before
    assert Client().get(PAGE).status_code == 200


def test_nobody_does_it_alone_or_twice(law: Instrument, two: tuple[Person, Person]) -> None:
    ann, bob = two
    ground = {"ground": Ground.OTHER}
    refuses(MayNot, take_down, ID, actor=bob, **ground)
    ask("instrument", ID, Direction.TAKE_DOWN, **ground, actor=ann, now=NOW)
    refuses(MayNot, take_down, ID, actor=ann, **ground)
    refuses(MayNot, put_back, ID, actor=bob)
    confirm(TakeDown.objects.get().pk, actor=bob, now=NOW)
    refuses(MayNot, take_down, ID, actor=bob, **ground)
    refuses(CannotBe, ask, "instrument", ID, Direction.TAKE_DOWN, actor=ann, **ground)
    refuses(CannotBe, ask, "instrument", "nothing", Direction.TAKE_DOWN, actor=ann, **ground)


def test_its_page_says_when_and_why_and_nothing_of_what_it_said(
    law: Instrument, two: tuple[Person, Person]
) -> None:
    client = Client()
    shown = client.get(PAGE).text
    assert "canaryquote" in shown
    assert f'href="/report/?subject=instrument%3A{ID}"' in shown
    move(two, Direction.TAKE_DOWN)
    gone = client.get(PAGE)
    assert gone.status_code == 410
    assert "It is not true, or it has no source." in gone.text
    assert "Two people took it off the list of Ann Arbor" in gone.text
    for said in ("canaryquote", law.title, "https://example.org/law"):
        assert said not in gone.text
    assert client.get(f"/es{PAGE}").status_code == 410
    assert client.get("/instruments/none/").status_code == 404
    assert law.title not in client.get("/instruments/").text
    assert client.get(f"/report/?subject=instrument:{ID}").status_code == 404


def test_an_import_replaces_it_and_does_not_put_it_back(
    law: Instrument, two: tuple[Person, Person]
) -> None:
    move(two, Direction.TAKE_DOWN)
    same = instrument_row(ID, finding_row("1", quote="canaryquote"), finding_row("2"))
    assert import_rows(same).changed == 0
    assert import_rows({**same, "title": "Another title"}).changed == 1
    row = Instrument.records.get(pk=ID)
    assert (row.title, row.withdrawn_on) == ("Another title", NOW.date())
    assert standings() == {("2603000", "2"): "partial"}
    assert row.versions.count() == 1


def test_a_case_leads_to_the_place_and_the_source(law: Instrument) -> None:
    shown = show(ID)
    assert shown is not None
    assert [(each.label, each.text, each.address) for each in shown.facts] == [
        ("Place", "Ann Arbor, MI", "/places/mi/ann-arbor/"),
        ("Source", "https://example.org/law", "https://example.org/law"),
    ]
    Instrument.records.filter(pk=ID).update(url="javascript:alert(1)")
    shown = show(ID)
    assert shown is not None
    assert [each.label for each in shown.facts] == ["Place"]


def test_an_outdated_law_is_handed_to_a_reader(law: Instrument, two: tuple[Person, Person]) -> None:
    case = report("instrument", ID, Complaint.WRONG, "Repealed.", peer="p", now=NOW)
    before = snapshot()[:3]
    decide(case.pk, Decision.ASK_READER, ground=Ground.OUT_OF_DATE, actor=two[0], now=NOW)
    reader = make_moderator("reader", Role.READER)
    assert list(Case.objects.to_be_read_by(reader)) == [case]
    answer_case(case.pk, Reading.CORRECTED, text="Import of today.", actor=reader, now=NOW)
    case.refresh_from_db()
    assert case.state == "corrected"
    assert snapshot()[:3] == before, "what changes the list is an import"


def test_the_rules_on_which_something_was_taken_down(
    law: Instrument, two: tuple[Person, Person]
) -> None:
    blueprint = Blueprint.objects.get()
    places = {geoid: Place.objects.get(pk=geoid) for geoid in ("2603000", "2689140", "26")}
    import_rows(instrument_row("mi-law", finding_row("3"), place="26"))
    taken = {pk: load_law_at(place, blueprint).taken_down for pk, place in places.items()}
    assert taken == dict.fromkeys(places, frozenset())
    move(two, Direction.TAKE_DOWN)
    asked = ask(KIND, "mi-law", Direction.TAKE_DOWN, ground=Ground.UNTRUE, actor=two[0], now=NOW)
    confirm(asked.pk, actor=two[1], now=NOW)
    taken = {pk: load_law_at(place, blueprint).taken_down for pk, place in places.items()}
    above = "freedom-cities/3"
    assert taken == {
        "2603000": {"freedom-cities/1", "freedom-cities/2", above},
        "2689140": {above},
        "26": {above},
    }
    card = scorecard_of(load_law_at(places["2603000"], blueprint), blueprint, on=NOW.date())
    assert [each.was_taken_down for each in card.rules] == [True, True, True, False]
    assert set(card.instruments) == {"a2-other"}


def test_what_moderators_see_of_it(law: Instrument, two: tuple[Person, Person]) -> None:
    shown = show(ID)
    assert shown is not None
    assert (shown.title, shown.address, shown.is_public) == (law.title, PAGE, True)
    assert "canaryquote" in [each.text for each in shown.texts]
    move(two, Direction.TAKE_DOWN)
    hidden = show(ID)
    assert hidden is not None
    assert (hidden.title, hidden.texts, hidden.is_public) == (law.title, shown.texts, False)
    assert show("nothing") is None
    assert Case.objects.count() == 0
