from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from freedomcities.accounts.models import Person
from freedomcities.adoption.tests.makers import (
    finding_row,
    import_rows,
    instrument_row,
    make_country,
    make_nine,
)
from freedomcities.blueprints.models import Blueprint
from freedomcities.events.choices import Where
from freedomcities.events.models import Event
from freedomcities.events.operations import cancel_event
from freedomcities.events.tests.makers import HOME_ADDRESS, make_draft, make_event, make_series
from freedomcities.groups.tests.makers import LEAD, make_founder, make_group, make_waiting
from freedomcities.pages.place_page import PlacePage, gather_place
from freedomcities.places.models import OldAddress, Place

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = NOW.date()
Row = dict[str, Any]


def law(id_: str, place: str, *, adopted_on: str, findings: list[Row], **given: object) -> Row:
    """A row of an import with its own day of adoption, binding its own agencies by default."""
    given = {"reach": "own-agencies", **given}
    return instrument_row(
        id_, *findings, place=place, adopted_on=adopted_on, effective_on=None, **given
    )


ORDINANCE = law(
    "aa-ord", "2603000", adopted_on="2017-04-03", findings=[finding_row("1"), finding_row("2")]
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def blueprint() -> Blueprint:
    make_country()
    return make_nine()


def gather(blueprint: Blueprint, geoid: str = "2603000", on: date = TODAY) -> PlacePage:
    place = Place.objects.get(pk=geoid)
    return gather_place(place, blueprint, on=on, now=NOW, language="en")


def standings(page: PlacePage) -> list[str]:
    return [mark.standing for mark in page.marks]


def test_a_place_where_nobody_looked_asks_to_look(blueprint: Blueprint) -> None:
    page = gather(blueprint)
    assert page.sentence == "Nobody has looked here yet."
    assert standings(page) == ["unknown"] * 4
    assert page.next_step.title == "Find out what is law here"
    assert page.next_step.href == "/rules/freedom-cities/1/"


def test_its_own_ordinance_counts_with_its_day_and_passage(blueprint: Blueprint) -> None:
    import_rows(ORDINANCE)
    page = gather(blueprint)
    assert page.sentence == "2 of 3 rules are in force here."
    assert page.more == "Not known yet: 1"
    assert standings(page) == ["adopted", "adopted", "unknown", "unknown"]
    first = page.rules[0]
    assert first.mark.detail == "since April 3, 2017"
    assert [here.passage.instrument for here in first.passages] == ["aa-ord"]
    assert [each.pk for each in page.recorded] == ["aa-ord"]
    assert page.next_step.title.startswith("Next: rule 3, ")


def test_an_optional_rule_in_force_is_said_where_its_square_is_filled(
    blueprint: Blueprint,
) -> None:
    import_rows(
        law("mi", "26", adopted_on="2018", reach="territory", findings=[finding_row("1373")])
    )
    page = gather(blueprint)
    assert standings(page) == ["unknown"] * 3 + ["adopted"]
    assert page.sentence == "None of 3 rules is known to be in force here."
    assert page.more == "Not known yet: 3 · in force, but optional: 1"


def test_a_state_is_called_by_its_name_alone(client: Client, blueprint: Blueprint) -> None:
    import_rows(ORDINANCE)
    assert "<title>Michigan ·" in client.get(f"/places/{Place.objects.get(pk='26').path}/").text
    city = client.get(f"/places/{Place.objects.get(pk='2603000').path}/").text
    assert "<title>Ann Arbor, MI ·" in city


def test_the_columns_show_each_government_alone(blueprint: Blueprint) -> None:
    import_rows(
        ORDINANCE,
        law("mi", "26", adopted_on="2018", reach="territory", findings=[finding_row("3")]),
        law("wash", "26161", adopted_on="2019", findings=[finding_row("1")]),
    )
    page = gather(blueprint)
    labels = [(str(level.label), level.mark.standing) for level in page.rules[0].levels]
    assert labels == [("State", "unknown"), ("County", "adopted"), ("City", "adopted")]
    third = page.rules[2]
    assert third.mark.detail == "since 2018 · from Michigan"
    assert third.why == "It is in force here because of a law of Michigan."
    assert [level.mark.standing for level in third.levels] == ["adopted", "unknown", "unknown"]


def test_what_was_only_reported_says_so(blueprint: Blueprint) -> None:
    import_rows(
        law("x", "2603000", adopted_on="2017", findings=[finding_row("1", confirmed=False)])
    )
    page = gather(blueprint)
    assert page.sentence == "1 rule is reported here, and not yet confirmed."
    first = page.rules[0]
    assert (first.mark.standing, first.mark.words) == ("unknown", "reported, not yet confirmed")
    assert first.why.startswith("Somebody reported it.")
    city = first.levels[-1].mark
    assert (str(city.name), city.words) == ("City", "reported, not yet confirmed")
    assert page.rules[1].mark.words == "nobody looked yet"


def test_any_day_can_be_asked(blueprint: Blueprint) -> None:
    import_rows(ORDINANCE)
    page = gather(blueprint, on=date(2017, 4, 2))
    assert standings(page) == ["unknown"] * 4
    assert not page.is_today
    assert page.moments == ()
    assert [(moment.when, moment.title) for moment in gather(blueprint).moments] == [
        ("April 3, 2017", "Rules 1, 2: in force")
    ]


def test_what_a_higher_law_forbids_is_not_the_next_step(blueprint: Blueprint) -> None:
    import_rows(
        law(
            "mi",
            "26",
            adopted_on="2018",
            reach="territory",
            preempts=True,
            findings=[finding_row("1", "contradicts")],
        )
    )
    assert gather(blueprint).next_step.href == "/rules/freedom-cities/2/"


def test_the_page_answers_in_both_languages(client: Client, blueprint: Blueprint) -> None:
    import_rows(ORDINANCE)
    path = Place.objects.get(pk="2603000").path
    english = client.get(f"/places/{path}/")
    assert english.status_code == 200
    assert "2 of 3 rules are in force here." in english.text
    spanish = client.get(f"/es/places/{path}/")
    assert "2 de 3 reglas están en vigor aquí." in spanish.text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("on=yesterday", "“yesterday” is not a day"), ("blueprint=nonsense", "“nonsense” is no blue")],
)
def test_a_wrong_question_is_one_sentence(
    client: Client, blueprint: Blueprint, query: str, sentence: str
) -> None:
    path = Place.objects.get(pk="2603000").path
    response = client.get(f"/places/{path}/?{query}")
    assert response.status_code == 400
    assert sentence in response.text


def test_unknown_and_old_addresses(client: Client, blueprint: Blueprint) -> None:
    place = Place.objects.get(pk="2603000")
    OldAddress.objects.create(path="mi/arbor-ann", place=place)
    moved = client.get("/places/mi/arbor-ann/")
    assert (moved.status_code, moved["Location"]) == (301, f"/places/{place.path}/")
    assert client.get("/places/mi/nowhere/").status_code == 404
    second = client.get("/places/08031/")
    assert second.status_code == 301


@pytest.mark.parametrize(("shape", "size"), [("wide", (1200, 630)), ("square", (1080, 1080))])
def test_the_picture_to_share(
    client: Client, blueprint: Blueprint, shape: str, size: tuple[int, int]
) -> None:
    from io import BytesIO

    from PIL import Image

    import_rows(ORDINANCE)
    path = Place.objects.get(pk="2603000").path
    response = client.get(f"/places/{path}.{shape}.png")
    assert response["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size == size
    assert client.get("/places/mi/nowhere.wide.png").status_code == 404
    assert client.get(f"/places/{path}.tall.png").status_code == 404


def plan(host: Person, geoid: str = "2603000", in_days: int = 5, **given: Any) -> Event:
    """An event that everybody sees, so many days from the day of the test."""
    now = datetime.now(UTC)
    words = {key: given.pop(key) for key in list(given) if key in {"title", "where", "address"}}
    day = (now + timedelta(days=in_days)).date()
    draft = make_draft(place=Place.objects.get(pk=geoid), day=day, **words)
    return make_event(host, draft, now=now, **given)


def test_a_place_page_asks_few_questions_of_the_database(
    client: Client, blueprint: Blueprint, django_assert_max_num_queries: object
) -> None:
    import_rows(ORDINANCE)
    founder = make_founder()
    plan(founder, group_id=make_group(founder).pk)
    path = Place.objects.get(pk="2603000").path
    # Fifteen of the page, and one for the version that its validator is made of.
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        client.get(f"/places/{path}/")


def test_groups_at_work_stand_on_the_page(client: Client, blueprint: Blueprint) -> None:
    place, founder = Place.objects.get(pk="2603000"), make_founder()
    empty = client.get(f"/places/{place.path}/").text
    assert "No group is at work near here yet" in empty
    assert '<a href="/groups/start/?place=geoid:2603000">Start a group</a>' in empty
    group = make_group(founder, name="Neighbors")
    make_waiting(founder, name="Unseen")
    filled = client.get(f"/places/{place.path}/").text
    assert f'<a href="/groups/{group.pk}/">Neighbors</a>' in filled
    assert "Unseen" not in filled
    assert "No group is at work" not in filled
    # Visitors are never told who belongs to it.
    assert LEAD not in filled


def test_the_next_three_events_stand_on_the_page(client: Client, blueprint: Blueprint) -> None:
    place, host = Place.objects.get(pk="2603000"), make_founder()
    empty = client.get(f"/places/{place.path}/").text
    assert "Nothing is planned near here yet" in empty
    assert '<a href="/events/new/?place=geoid:2603000">Put an event on the map</a>' in empty
    assert "All events nearby" not in empty
    plan(host, in_days=9, title="The fourth")
    for days, title in ((3, "The first"), (5, "The second"), (7, "The third")):
        plan(host, in_days=days, title=title)
    filled = client.get(f"/places/{place.path}/").text
    at = [filled.find(title) for title in ("The first", "The second", "The third")]
    assert -1 not in at
    assert at == sorted(at)
    assert "The fourth" not in filled
    assert '<a href="/events/?place=geoid:2603000">All events nearby</a>' in filled


def test_a_home_and_what_waits_are_not_on_the_page(client: Client, blueprint: Blueprint) -> None:
    place, host = Place.objects.get(pk="2603000"), make_founder()
    plan(host, title="At a kitchen table", where=Where.HOME, address=HOME_ADDRESS)
    cancelled = plan(host, title="Called off")
    cancel_event(cancelled.pk, because="Snow", actor=host, now=datetime.now(UTC))
    day = (datetime.now(UTC) + timedelta(days=4)).date()
    newcomer = make_founder("newcomer")
    make_series(newcomer, make_draft(title="Unread", day=day), now=datetime.now(UTC))
    text = client.get(f"/places/{place.path}/").text
    assert "At a kitchen table" in text
    assert "a private home in or near Ann Arbor" in text
    assert HOME_ADDRESS not in text
    assert "Called off</a> <strong>Cancelled</strong>" in text
    assert "Unread" not in text


def test_a_state_shows_what_is_in_it_and_no_other_state(
    client: Client, blueprint: Blueprint
) -> None:
    host = make_founder()
    plan(host, title="In Michigan")
    plan(host, "0820000", title="In Colorado")
    text = client.get(f"/places/{Place.objects.get(pk='26').path}/").text
    assert "In Michigan" in text
    assert "In Colorado" not in text


def test_the_page_of_a_place_names_the_feeds_of_its_events(blueprint: Blueprint) -> None:
    now = datetime.now(UTC)
    day = (now + timedelta(days=5)).date()
    for path in ("mi/ann-arbor", "co/denver"):
        opens = f'href="webcal://127.0.0.1:8000/places/{path}.ics"'
        text = Client().get(f"/places/{path}/").text
        for ending, kind in (("ics", "text/calendar"), ("atom", "application/atom+xml")):
            head = f'<link rel="alternate" type="{kind}" title="'
            address = f"http://127.0.0.1:8000/places/{path}.{ending}"
            assert any(
                line.strip().startswith(head) and f'href="{address}"' in line
                for line in text.splitlines()
            )
            assert Client().get(f"/places/{path}.{ending}").status_code == 200
        assert opens not in text
    place = Place.objects.get(pk="0820000")
    make_event(make_founder(), make_draft(place=place, zip_code="", day=day), now=now)
    assert opens in Client().get("/places/co/denver/").text
