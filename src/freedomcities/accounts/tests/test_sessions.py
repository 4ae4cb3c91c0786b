"""Sessions: the row does not hold what the cookie holds, and its person can end it."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from freedomcities.accounts.models import Session
from freedomcities.accounts.operations import end_other_sessions, end_session
from freedomcities.accounts.sessions import SessionStore, digest
from freedomcities.accounts.tests.makers import make_ann, sign_in

pytestmark = pytest.mark.django_db


def cookie(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_the_row_does_not_hold_the_cookie() -> None:
    client, ann = Client(), make_ann()
    sign_in(client, ann)
    (row,) = Session.objects.all()
    assert row.session_key == digest(cookie(client))
    assert cookie(client) not in f"{row.session_key} {row.session_data} {row.number}"
    assert (row.person_id, is_in(client)) == (ann.pk, True)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = row.session_key
    assert not is_in(thief)


def test_what_is_saved_is_read_again() -> None:
    store = SessionStore()
    store["a"] = "b"
    store.save()
    again = SessionStore(store.session_key)
    assert again["a"] == "b"
    again["a"] = "c"
    again.save()
    assert SessionStore(store.session_key)["a"] == "c"
    assert Session.objects.count() == 1
    assert store.exists(store.session_key or "")
    again.delete()
    assert not store.exists(store.session_key or "")


def test_one_of_several_can_be_ended() -> None:
    ann, here, there = make_ann(), Client(), Client()
    sign_in(here, ann)
    sign_in(there, ann)
    other = Session.objects.get(session_key=digest(cookie(there)))
    assert end_session(ann, other.number)
    assert (is_in(here), is_in(there)) == (True, False)
    assert not end_session(ann, other.number)


def test_all_others_can_be_ended() -> None:
    ann, clients = make_ann(), [Client() for _ in range(3)]
    for client in clients:
        sign_in(client, ann)
    here = Session.objects.get(session_key=digest(cookie(clients[0])))
    assert end_other_sessions(ann, keep=here.number) == 2
    assert [is_in(client) for client in clients] == [True, False, False]


def test_somebody_elses_cannot_be_ended() -> None:
    ann, bob, client = make_ann(), make_ann("bob@example.org"), Client()
    sign_in(client, bob)
    assert not end_session(ann, Session.objects.get().number)
    assert is_in(client)


def test_a_visitor_who_reads_has_none() -> None:
    client = Client()
    client.get("/about/")
    client.get("/account/")
    client.get("/account/sign-in/")
    assert not Session.objects.exists()
    assert set(client.cookies) == {"csrftoken"}
