"""Corrections from anybody: the queue and the page."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from freedomcities.accounts.counting import TooOften
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.audit.models import AuditEntry
from freedomcities.moderation.choices import Decision, Ground
from freedomcities.moderation.models import Case
from freedomcities.moderation.operations import decide
from freedomcities.moderation.refusals import AlreadyDecided
from freedomcities.moderation.tests.makers import make_moderator
from freedomcities.officials.corrections import (
    AN_HOUR,
    MOST_A_DAY,
    About,
    MayNotDecide,
    NoSuchCorrection,
    NothingSaid,
    decide_correction,
    send_correction,
)
from freedomcities.officials.models import Agency, Correction, Office
from freedomcities.officials.moderating import show
from freedomcities.officials.tests.agency_makers import make_michigan
from freedomcities.places.models import Place
from freedomcities.places.tests.makers import make_place

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ADDRESS = "/officials/correct/?office=2603000-mayor"
TEXT = "The mayor is somebody else since November: https://example.org/mayor"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def michigan() -> None:
    make_michigan()


@pytest.fixture
def office() -> Office:
    return Office.objects.create(id="2603000-mayor", place_id="2603000", kind="mayor")


def test_one_is_sent_and_waits(office: Office) -> None:
    sent = send_correction(About(office=office), f"  {TEXT}\n", now=NOW)
    assert (sent.text, sent.state, sent.submitted_at) == (TEXT, "open", NOW)
    assert (sent.office, sent.agency, sent.place) == (office, None, None)
    entry = AuditEntry.objects.get(action="send-correction")
    assert (entry.action, entry.actor_id) == ("send-correction", system_actor().pk)
    assert TEXT not in json.dumps(entry.detail)


def test_the_same_one_twice_is_one(office: Office) -> None:
    first = send_correction(About(office=office), TEXT, now=NOW)
    assert send_correction(About(office=office), TEXT, now=NOW) == first
    city = Place.objects.get(pk="2603000")
    assert send_correction(About(place=city), TEXT, now=NOW) != first


@pytest.mark.parametrize("text", ["", "  \n", "x" * 2_001])
def test_nothing_and_too_much_are_refused(office: Office, text: str) -> None:
    with pytest.raises(NothingSaid):
        send_correction(About(office=office), text, now=NOW)
    assert not Correction.objects.exists()


def test_it_is_about_one_thing(office: Office) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(text="x", submitted_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(text="x", submitted_at=NOW, office=office, place=office.place)


def fill_the_queue(office: Office) -> None:
    Correction.objects.bulk_create(
        Correction(office=office, text=str(number), submitted_at=NOW + timedelta(minutes=number))
        for number in range(MOST_A_DAY)
    )


def test_the_day_has_room_for_so_many(office: Office) -> None:
    fill_the_queue(office)
    later = NOW + timedelta(hours=20)
    with pytest.raises(TooOften) as caught:
        send_correction(About(office=office), TEXT, now=later)
    assert caught.value.retry_after == 4 * 3_600
    assert Correction.objects.count() == MOST_A_DAY
    assert not AuditEntry.objects.exists()
    send_correction(About(office=office), TEXT, now=later + timedelta(hours=4, seconds=1))
    assert Correction.objects.count() == MOST_A_DAY + 1


def test_the_operator_decides_once(office: Office) -> None:
    sent = send_correction(About(office=office), TEXT, now=NOW)
    decided = decide_correction(
        sent.pk, accept=True, note="imported", actor=system_actor(), now=NOW
    )
    assert (decided.state, decided.note, decided.text) == ("accepted", "imported", TEXT)
    with pytest.raises(NoSuchCorrection, match=f"no correction {sent.pk} that waits"):
        decide_correction(sent.pk, accept=False, actor=system_actor(), now=NOW)


def test_what_was_declined_is_dropped(office: Office) -> None:
    sent = send_correction(About(office=office), TEXT, now=NOW)
    decide_correction(sent.pk, accept=False, actor=system_actor(), now=NOW)
    assert (Correction.objects.get().state, Correction.objects.get().text) == ("declined", "")


def test_nobody_else_decides(office: Office) -> None:
    sent = send_correction(About(office=office), TEXT, now=NOW)
    with pytest.raises(MayNotDecide):
        decide_correction(sent.pk, accept=True, actor=Person.objects.create(), now=NOW)
    assert Correction.objects.get().state == "open"


def test_the_form_is_not_kept_and_takes_a_token(office: Office) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get(ADDRESS)
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert "Mayor of Ann Arbor" in page.text
    assert "So nobody can write back to you" in page.text
    assert client.post(ADDRESS, {"text": TEXT}).status_code == 403
    assert not Correction.objects.exists()
    token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    sent = client.post(ADDRESS, {"text": TEXT, "csrfmiddlewaretoken": token})
    assert (sent.status_code, sent.headers["Location"]) == (
        302,
        "/officials/correct/thanks/?place=2603000",
    )
    assert Correction.objects.get().text == TEXT
    assert sent.cookies["csrftoken"].value == ""
    assert "Back to Ann Arbor" in client.get(sent.headers["Location"]).text


def test_a_wrong_form_says_so_and_keeps_what_was_written(client: Client, office: Office) -> None:
    empty = client.post(ADDRESS, {"text": " "})
    assert empty.status_code == 422
    assert "Something is missing or not right" in empty.text
    long = client.post(ADDRESS, {"text": "x" * 2_001})
    assert long.status_code == 422
    assert "x" * 2_001 in long.text
    assert not Correction.objects.exists()


def test_a_program_that_fills_in_everything_is_thanked_and_not_heard(
    client: Client, office: Office
) -> None:
    sent = client.post(ADDRESS, {"text": TEXT, "website": "https://example.org"})
    assert sent.status_code == 302
    assert not Correction.objects.exists()


def test_too_many_are_told_to_wait(client: Client, office: Office) -> None:
    now = datetime.now(UTC)
    Correction.objects.bulk_create(
        Correction(office=office, text=str(number), submitted_at=now)
        for number in range(MOST_A_DAY)
    )
    refused = client.post(ADDRESS, {"text": TEXT})
    assert refused.status_code == 429
    assert 86_000 < int(refused.headers["Retry-After"]) <= 86_400
    page = refused.content.decode()
    assert "Too many corrections came in today" in page
    assert TEXT in page, "what was written is not lost"
    assert Correction.objects.count() == MOST_A_DAY


@pytest.mark.parametrize(
    "query",
    ["", "?office=nobody", "?agency=nobody", "?place=99", "?place=", "?office=%00", "?place=%00"],
)
def test_there_must_be_something_to_correct(client: Client, query: str) -> None:
    assert client.get(f"/officials/correct/{query}").status_code == 404
    assert client.post(f"/officials/correct/{query}", {"text": TEXT}).status_code == 404


def test_an_agency_and_a_place_by_another_code(client: Client) -> None:
    Agency.objects.create(
        id="MI8121800", name="Ann Arbor Police Department", listed_name="x", kind="city", state="MI"
    )
    assert (
        "Ann Arbor Police Department, MI" in client.get("/officials/correct/?agency=MI8121800").text
    )
    city = make_place("0820000", name="Denver", state="CO")
    make_place("08031", name="Denver County", state="CO", same_as=city)
    client.post("/officials/correct/?place=08031", {"text": TEXT})
    assert Correction.objects.get().place_id == "0820000"


def test_in_spanish(client: Client, office: Office) -> None:
    page = client.get(f"/es{ADDRESS}")
    assert "Alcalde o alcaldesa de Ann Arbor" in page.text or "Alcald" in page.text
    sent = client.post(f"/es{ADDRESS}", {"text": TEXT})
    assert sent.headers["Location"].startswith("/es/officials/correct/thanks/")


def test_nothing_that_was_sent_stands_on_a_public_page(client: Client, office: Office) -> None:
    send_correction(About(office=office), TEXT, now=NOW)
    assert TEXT not in client.get(ADDRESS).text


def test_a_correction_waits_in_the_queue_of_moderators(office: Office) -> None:
    sent = send_correction(About(office=office), f"{TEXT} 734-555-0123", now=NOW)
    case = Case.objects.get()
    assert (case.kind, case.subject, case.details) == ("correction", str(sent.pk), ["phone"])
    shown = show(str(sent.pk))
    assert shown is not None
    assert (shown.texts[0].text, shown.is_public) == (sent.text, False)
    moderator = make_moderator()
    decide(case.pk, Decision.DECLINE, ground=Ground.UNTRUE, actor=moderator, now=NOW)
    sent.refresh_from_db()
    assert (sent.state, sent.text) == ("declined", "")
    assert show(str(sent.pk)) is None
    case.refresh_from_db()
    assert (case.state, case.decided_by) == ("declined", moderator)


def test_a_decision_by_the_command_closes_the_case(office: Office) -> None:
    sent = send_correction(About(office=office), TEXT, now=NOW)
    case = Case.objects.get()
    decide_correction(sent.pk, accept=True, actor=system_actor(), now=NOW)
    case.refresh_from_db()
    assert case.state == "published"
    with pytest.raises(AlreadyDecided):
        decide(case.pk, Decision.PUBLISH, actor=make_moderator(), now=NOW)


def test_one_peer_is_stopped_and_others_are_heard(office: Office) -> None:
    for number in range(AN_HOUR.most):
        send_correction(About(office=office), f"{TEXT} {number}", peer="one", now=NOW)
    before = Correction.objects.count(), Case.objects.count()
    with pytest.raises(TooOften) as refused:
        send_correction(About(office=office), "more", peer="one", now=NOW)
    assert 0 < refused.value.retry_after <= 3_600
    assert (Correction.objects.count(), Case.objects.count()) == before
    send_correction(About(office=office), "more", peer="two", now=NOW)
