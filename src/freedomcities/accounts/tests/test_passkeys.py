"""Passkeys: whatever a browser sends that is no answer is refused. A real one is shown in
`tests/browser/test_accounts.py`.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from freedomcities.accounts.models import Passkey
from freedomcities.accounts.passkeys import ask_for_passkey, ask_to_add
from freedomcities.accounts.tests.makers import NOW, make_ann, sign_in

pytestmark = pytest.mark.django_db

SIGN_IN, ADD = "/account/passkey/", "/account/passkeys/"
WRONG = ["", "{}", "[]", "x", '{"id": "a"}', '{"id": 1, "response": null}', "x" * 30_000]


@pytest.fixture
def named(settings: Any) -> None:
    """A site that goes by a name, as passkeys need it."""
    settings.PUBLIC_URL = "https://list.example.org"


def test_where_the_site_goes_by_a_number_there_are_none(client: Client) -> None:
    assert client.get(SIGN_IN).status_code == 404
    assert SIGN_IN not in client.get("/account/sign-in/").text
    sign_in(client, make_ann())
    assert client.get(ADD).status_code == 404
    assert ADD not in client.get("/account/").text


@pytest.mark.parametrize("answer", WRONG)
def test_what_is_no_answer_signs_nobody_in(client: Client, named: None, answer: str) -> None:
    assert SIGN_IN in client.get("/account/sign-in/").text
    assert "passkey-options" in client.get(SIGN_IN).text
    assert client.post(SIGN_IN, {"answer": answer}).status_code == 422
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("answer", WRONG)
def test_what_is_no_answer_adds_nothing(client: Client, named: None, answer: str) -> None:
    sign_in(client, make_ann())
    assert "passkey-options" in client.get(ADD).text
    assert client.post(ADD, {"answer": answer, "name": "Phone"}).status_code == 422
    assert not Passkey.objects.exists()


def test_an_answer_without_a_question(client: Client, named: None) -> None:
    answer = json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {}})
    assert client.post(SIGN_IN, {"answer": answer}).status_code == 422


def test_the_questions(named: None) -> None:
    ann = make_ann()
    Passkey.objects.create(person=ann, credential="YWJj", public_key=b"x", added_on=NOW.date())
    adding = ask_to_add(ann).options
    assert adding["rp"] == {"name": "Freedom Cities", "id": "list.example.org"}
    assert [each["id"] for each in adding["excludeCredentials"]] == ["YWJj"]  # type: ignore[attr-defined]
    selection: Any = adding["authenticatorSelection"]
    assert (selection["residentKey"], selection["userVerification"]) == ("required", "required")
    anybody, own = ask_for_passkey(), ask_for_passkey(ann)
    assert anybody.options["allowCredentials"] == []
    assert [each["id"] for each in own.options["allowCredentials"]] == ["YWJj"]  # type: ignore[attr-defined]
    assert anybody.challenge != own.challenge
    assert "ann@example.org" not in json.dumps([adding, anybody.options, own.options])
