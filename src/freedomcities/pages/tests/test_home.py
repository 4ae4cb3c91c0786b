from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client, override_settings

from freedomcities.adoption.tests.makers import (
    finding_row,
    import_rows,
    instrument_row,
    make_country,
    make_nine,
)
from freedomcities.events.tests.makers import make_draft, make_event, make_host
from freedomcities.places.models import Place

pytestmark = pytest.mark.django_db

Row = dict[str, Any]


def law(id_: str, place: str, *, adopted_on: str, findings: list[Row], **given: object) -> Row:
    """A row of an import with its own day of adoption, binding its own agencies by default."""
    given = {"reach": "own-agencies", **given}
    return instrument_row(
        id_, *findings, place=place, adopted_on=adopted_on, effective_on=None, **given
    )


def test_an_empty_site_says_what_to_do(client: Client) -> None:
    assert "No rules are loaded yet" in client.get("/").text


def test_the_first_page_counts_and_names_what_is_new(client: Client) -> None:
    make_country()
    make_nine()
    import_rows(
        law("a", "2603000", adopted_on="2017", findings=[finding_row("1")]),
        law("b", "2689140", adopted_on="2018", findings=[finding_row("1", confirmed=False)]),
    )
    text = client.get("/").text
    assert '<span class="stat-value">1</span>' in text
    assert '<span class="stat-value">120,000</span>' in text
    assert "/instruments/a/" in text
    assert "/instruments/b/" not in text


def test_a_rule_says_where_it_is_in_force(client: Client) -> None:
    make_country()
    make_nine()
    import_rows(
        law("a", "2603000", adopted_on="2017", findings=[finding_row("1")]),
        law("b", "2689140", adopted_on="2018", findings=[finding_row("1", confirmed=False)]),
    )
    text = client.get("/rules/freedom-cities/1/").text
    assert '<span class="stat-value">1</span>' in text
    assert "meets the rule (reported)" in text
    assert (
        "It is not known to be in force anywhere yet."
        in client.get("/rules/freedom-cities/2/").text
    )


@pytest.mark.parametrize(
    "name", ["", "data/", "privacy/", "accessibility/", "security/", "design/"]
)
def test_pages_about_the_site(client: Client, name: str) -> None:
    assert client.get(f"/about/{name}").status_code == 200
    assert client.get(f"/es/about/{name}").status_code == 200


def test_the_first_page_shows_the_next_events_and_those_near_a_place(client: Client) -> None:
    make_country()
    make_nine()
    assert "Next events" not in client.get("/").text
    Place.objects.filter(pk="0820000").update(latitude=39.74, longitude=-104.99)
    host, now = make_host(), datetime.now(UTC)
    for days, geoid, title in ((5, "2603000", "In Ann Arbor"), (3, "0820000", "In Denver")):
        day = (now + timedelta(days=days)).date()
        draft = make_draft(title=title, place=Place.objects.get(pk=geoid), day=day)
        make_event(host, draft, now=now)
    text = client.get("/").text
    assert "Next events" in text
    assert -1 < text.find("In Denver") < text.find("In Ann Arbor")
    assert '<a href="/events/">All events to come</a>' in text
    near = client.get("/?place=geoid:26").text
    assert "Next near Michigan" in near
    assert "In Denver" not in near
    assert '<a href="/events/?place=geoid%3A26">All events nearby</a>' in near
    cell = client.get("/?near=39.74,-104.99").text
    assert "Next near your position" in cell
    assert "In Denver" in cell
    assert "In Ann Arbor" not in cell
    # Whatever was sent, the middle of its square is all that the page goes on with.
    assert '<a href="/events/?near=39.725%2C-104.975">All events nearby</a>' in cell


def test_the_first_page_asks_where_without_a_script(client: Client) -> None:
    make_country()
    make_nine()
    now = datetime.now(UTC)
    draft = make_draft(place=Place.objects.get(pk="2603000"), day=(now + timedelta(days=5)).date())
    make_event(make_host(), draft, now=now)
    text = client.get("/").text
    assert '<form class="ask" action="/#events" method="get" role="search">' in text
    assert '<input id="ask-place" type="search" name="place" value=""' in text
    assert '<div class="near-me no-print" data-near data-at="events" hidden' in text
    far = client.get("/?place=geoid:08").text
    assert "Next near Colorado" in far
    assert '<input id="ask-place" type="search" name="place" value="Colorado"' in far
    odd = client.get("/?place=%3Cb%3E%26").text
    assert '<input id="ask-place" type="search" name="place" value="&lt;b&gt;&amp;"' in odd
    assert "Nothing is planned near here yet, as far as we know." in far


def test_a_place_that_is_none_shows_the_events_of_everywhere(client: Client) -> None:
    make_country()
    make_nine()
    now = datetime.now(UTC)
    draft = make_draft(place=Place.objects.get(pk="2603000"), day=(now + timedelta(days=5)).date())
    make_event(make_host(), draft, now=now)
    answer = client.get("/?place=Nowhereville")
    assert answer.status_code == 200
    assert "Next events" in answer.text
    assert "No place is known as “Nowhereville”." in answer.text


def test_who_else_hears_of_the_map_is_said_where_somebody_does() -> None:
    said = "The one exception is the background of the map of events"
    assert said not in Client().get("/about/privacy/").text
    with override_settings(TILES_URL="https://tiles.example.org/{z}/{x}/{y}.png"):
        page = Client().get("/about/privacy/").text
    assert f"{said}: once you show it, it comes from tiles.example.org." in page
