"""Taking everything along, and leaving, as a browser without scripts does it."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from freedomcities.accounts.choices import CodePurpose
from freedomcities.accounts.letters import write_letter
from freedomcities.accounts.models import Letter, Person, Session
from freedomcities.accounts.seals import unseal
from freedomcities.accounts.signing_in import ask_for_code, enter_code, send_code
from freedomcities.accounts.tests.jobs import last_code
from freedomcities.accounts.tests.makers import NOW, make_ann, set_up_app, sign_in
from freedomcities.groups.models import Membership
from freedomcities.groups.tests.makers import make_founder, make_group, make_member
from freedomcities.privacy.models import ExportLink

pytestmark = pytest.mark.django_db

ANN = "ann@example.org"
TAKE, LEAVE = "/account/take-along/", "/account/leave/"


def prepare(client: Client) -> str:
    """Ask for the link; its address."""
    found = re.search(r'href="http://[^/"]+(/account/take-along/[^"]+/)"', client.post(TAKE).text)
    assert found
    return found[1]


def test_taking_everything_along_by_a_link_that_works_once(client: Client) -> None:
    sign_in(client, make_ann())
    assert "24 hours" in client.get(TAKE).text
    assert not ExportLink.objects.exists(), "looking makes none"
    link = prepare(client)
    assert client.head(link).status_code == 200
    file = client.get(link)
    assert file.headers["Content-Disposition"] == 'attachment; filename="freedom-cities.json"'
    assert file.headers["Cache-Control"] == "no-store"
    held = json.loads(file.content)
    assert (held["account"]["name"], held["account"]["email"]) == ("Ann", ANN)
    assert held["groups"] == {"groups": [], "new_words_that_wait": [], "requests": []}
    assert [entry["what"] for entry in held["log"]] == ["join", "make-export", "take-along"]
    assert client.get(link).status_code == 404
    assert client.head(link).status_code == 404


def test_a_link_is_good_for_a_day_and_the_last_one_alone(client: Client) -> None:
    sign_in(client, make_ann())
    first = prepare(client)
    second = prepare(client)
    assert client.get(first).status_code == 404
    link = ExportLink.objects.get()
    link.expires_at -= timedelta(hours=24)
    link.save()
    assert client.get(second).status_code == 404
    assert ExportLink.objects.count() == 1


def test_a_link_is_good_for_its_own_person_alone(client: Client) -> None:
    sign_in(client, make_ann())
    link = prepare(client)
    visitor, other = Client(), Client()
    assert visitor.get(link).headers["Location"].startswith("/account/sign-in/?next=")
    sign_in(other, make_ann("bob@example.org"))
    assert other.get(link).status_code == 404
    prepare(other)
    assert other.get(link).status_code == 404
    assert client.get(link).status_code == 200


def test_the_database_does_not_hold_the_link(client: Client) -> None:
    sign_in(client, make_ann())
    secret = prepare(client).split("/")[3]
    assert len(secret) == 32
    assert secret not in str(ExportLink.objects.values())


def test_leaving_leaves_the_id_alone(client: Client) -> None:
    ann, elsewhere = make_ann(), Client()
    sign_in(client, ann)
    sign_in(elsewhere, ann)
    for address in (ANN, "bob@example.org"):
        send_code(address, purpose=CodePurpose.SIGN_IN, language="en", now=NOW)
    write_letter("accounts/letters/idle", to=ANN, language="en", context={}, now=NOW)
    assert client.post(LEAVE, {}).status_code == 422
    ann.refresh_from_db()
    assert ann.is_active
    left = client.post(LEAVE, {"sure": "on"})
    assert left.headers["Location"] == "/account/left/"
    assert client.get("/account/left/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    ann.refresh_from_db()
    assert (bytes(ann.name_sealed), bytes(ann.email_sealed), ann.email_index) == (b"", b"", None)
    assert (ann.is_active, ann.joined_in, ann.seen_in) == (False, None, None)
    assert not Session.objects.filter(person=ann).exists()
    # The letters that waited to be sent are gone too, and nobody else's is.
    assert [unseal(letter, "to_sealed") for letter in Letter.objects.all()] == ["bob@example.org"]
    asked = ask_for_code(ANN, peer="x", language="en", now=NOW)
    again = enter_code(asked.pk, last_code(), now=NOW)
    assert again.is_new
    assert Person.objects.with_address(ANN).get() != ann


def test_leaving_is_leaving_every_group(client: Client) -> None:
    lead = make_founder()
    member = make_member(make_group(lead), lead)
    sign_in(client, member.person)
    client.post(LEAVE, {"sure": "on"})
    assert [each.person for each in Membership.objects.all()] == [lead]


@pytest.mark.parametrize("path", [TAKE, f"{TAKE}secret/", LEAVE])
def test_a_visitor_is_led_to_sign_in(client: Client, path: str) -> None:
    shown = client.get(path)
    assert shown.headers["Location"].startswith("/account/sign-in/?next=%2Faccount%2F")
    assert client.post(path).status_code in {302, 405}


@pytest.mark.parametrize("path", [TAKE, f"{TAKE}secret/", LEAVE])
def test_a_window_from_before_the_app_has_to_show_it_first(client: Client, path: str) -> None:
    """Whoever got into the mail once and kept a window open does not get any further."""
    ann = make_ann()
    sign_in(client, ann)
    set_up_app(ann)
    assert client.get(path).headers["Location"] == "/account/code-app/"
    sent = client.post(path, {"sure": "on"})
    assert sent.status_code == 405 or sent.headers["Location"] == "/account/code-app/"
    ann.refresh_from_db()
    assert ann.is_active
    assert not ExportLink.objects.exists()


def test_in_spanish(client: Client) -> None:
    sign_in(client, make_ann())
    page = client.post(f"/es{TAKE}")
    assert "Tu archivo está listo" in page.text
    found = re.search(r'href="(http://[^"]+/es/account/take-along/[^"]+/)"', page.text)
    assert found
    assert client.get(urlsplit(found[1]).path).status_code == 200
