"""What machines ask: is the site well, whom to tell of a weakness, what to leave alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import ResolverMatch

from freedomcities.config.refusals import refuse_form


@pytest.mark.django_db
def test_well() -> None:
    response = Client().get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError("disk I/O error"), DatabaseError("gone")])
def test_not_well_where_the_database_fails(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise error

    client = Client(raise_request_exception=False)
    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/healthz")
    monkeypatch.undo()
    assert (response.status_code, response.content) == (503, b"unavailable\n")
    assert response.headers["Retry-After"] == "30"
    assert response.headers["Cache-Control"] == "no-store"
    assert str(error).encode() not in response.content


@pytest.mark.django_db
def test_a_page_is_unavailable_where_the_database_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk or a locked database answers 503, and says when to come again."""

    def refuse(*_arguments: object, **_named: object) -> None:
        raise OperationalError("database is locked")

    client = Client(raise_request_exception=False)
    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/places/")
    monkeypatch.undo()
    assert response.status_code == 503
    assert response.headers["Retry-After"]


@pytest.mark.django_db
def test_whom_to_tell_of_a_weakness() -> None:
    response = Client().get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "http://127.0.0.1:8000/about/security/"
    assert fields["Canonical"] == "http://127.0.0.1:8000/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "en, es"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=30) < expires - datetime.now(UTC) <= timedelta(days=365)
    assert Client().get("/about/security/").status_code == 200


@pytest.mark.django_db
def test_robots_leave_the_search_alone() -> None:
    rules = Client().get("/robots.txt").content.decode().splitlines()
    assert rules[0] == "User-agent: *"
    assert "Disallow: /places/search/" in rules
    assert "Disallow: /media/" in rules
    assert "Disallow: /" not in rules


@pytest.mark.parametrize("path", ["/", "/es/", "/places/"])
def test_where_nothing_can_be_sent_that_is_said(path: str) -> None:
    response = Client(enforce_csrf_checks=True).post(path)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


def test_a_form_without_its_token_says_how_to_send_it_again() -> None:
    request = RequestFactory().post("/groups/?about=x")
    assert refuse_form(request).status_code == 405
    view = SimpleNamespace(methods=("GET", "POST"))
    request.resolver_match = ResolverMatch(view, (), {})  # type: ignore[arg-type]
    response = refuse_form(request, "a bad referrer")
    assert response.status_code == 403
    assert b"a bad referrer" not in response.content
    assert b'href="/groups/?about=x"' in response.content
    assert response.headers["Cache-Control"] == "no-store"
