"""An instrument that two people took off the list counts nowhere, and comes back as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from freedomcities.accounts.models import Person
from freedomcities.adoption.models import Finding, Instrument, Standing
from freedomcities.adoption.tests.makers import (
    NOW,
    finding_row,
    import_rows,
    instrument_row,
    make_country,
    make_nine,
)
from freedomcities.adoption.withdrawing import put_back, show, take_down
from freedomcities.audit.models import AuditEntry
from freedomcities.lib.errors import Refusal
from freedomcities.moderation.choices import Complaint, Direction, Ground
from freedomcities.moderation.models import Case, TakeDown
from freedomcities.moderation.refusals import CannotBe, MayNot
from freedomcities.moderation.reporting import report
from freedomcities.moderation.taking_down import ask, confirm
from freedomcities.moderation.tests.makers import make_moderator

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
    asked = ask("instrument", ID, direction, ground=Ground.UNTRUE, actor=asker, now=NOW)
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
