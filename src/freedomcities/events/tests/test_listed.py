"""A page of the list is put together once, and says at once what was written since."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from freedomcities.accounts.tests.makers import NOW
from freedomcities.events.listed import Listed, listed
from freedomcities.events.operations import cancel_event
from freedomcities.events.question import read_question
from freedomcities.events.tests.makers import make_draft, make_event, make_host
from freedomcities.groups.tests.makers import can_be_found, some_place

pytestmark = pytest.mark.django_db


def ask(asked: str = "", page: str = "") -> Listed:
    return listed(read_question(QueryDict(asked)), page, now=NOW)


def test_it_is_put_together_once_however_the_question_is_written() -> None:
    can_be_found(some_place())
    make_event(make_host(), make_draft(title="A first one"))
    first = ask("place=Ann+Arbor%2C+MI")
    with CaptureQueriesContext(connection) as queries:
        assert ask("place=geoid:2603000&miles=25&whatever=7", page="1") is first
        assert ask("place=geoid:2603000", page="x") is first
    # Which place it is, and the version of the site.
    assert len(queries) == 4
    assert first.number == 1
    assert "A first one" in first.html
    with translation.override("es"):
        assert ask("place=geoid:2603000") is not first


def test_what_is_written_shows_at_once() -> None:
    host = make_host()
    make_event(host, make_draft(title="A first one"))
    assert ask().number == 1
    second = make_event(host, make_draft(title="A second one"))
    assert (ask().number, "A second one" in ask().html) == (2, True)
    cancel_event(second.pk, because="It rains.", actor=host, now=NOW)
    assert "Cancelled" in ask().html


@pytest.mark.parametrize(
    ("page", "number"), [("2", 2), ("0", 3), ("99", 3), ("-1", 1), ("9" * 40, 1), ("²", 1)]
)
def test_a_page_that_there_is_not_is_the_nearest(
    page: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("freedomcities.events.listed.PAGE_SIZE", 1)
    host = make_host()
    for title in "ABC":
        make_event(host, make_draft(title=title))
    found = ask(page=page)
    assert (found.page.number, found.number, found.html.count("<li>")) == (number, 3, 1)


@pytest.mark.parametrize(("size", "counted"), [(3, 0), (2, 1)])
def test_a_list_that_is_short_is_not_counted(
    size: int, counted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("freedomcities.events.listed.PAGE_SIZE", size)
    host = make_host()
    for title in "ABC":
        make_event(host, make_draft(title=title))
    with CaptureQueriesContext(connection) as queries:
        found = ask()
    assert sum("COUNT(*)" in each["sql"] for each in queries) == counted
    assert (found.number, found.html.count("<li>")) == (3, size)
    assert found.page.has_next() == bool(counted)


def test_an_empty_list_is_one_question() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert ask().number == 0
    assert sum("events_event" in each["sql"] for each in queries) == 1
