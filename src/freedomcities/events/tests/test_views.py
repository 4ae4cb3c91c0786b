"""Every page of events, as everybody may come to it: nobody, outsider, lead, host, moderator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.events.choices import State
from freedomcities.events.forgetting import forget_person
from freedomcities.events.models import Change, Event
from freedomcities.events.operations import cancel_event
from freedomcities.events.shown import when_of
from freedomcities.events.tests.makers import (
    DAY,
    HOME_ADDRESS,
    HOST,
    OUTSIDER,
    make_draft,
    make_event,
    make_home_draft,
    make_host,
    make_series,
    snapshot,
)
from freedomcities.groups.choices import Role
from freedomcities.groups.models import Membership
from freedomcities.groups.tests.makers import (
    can_be_found,
    make_founder,
    make_group,
    make_member,
    make_moderator,
    some_place,
)

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in/"


def window(person: Person | None, *, strong: bool = False) -> Client:
    client = Client()
    if person is not None:
        sign_in(client, person, strong=strong)
    return client


@dataclass
class Site:
    """A group's event and one at a home, with everybody around them, and one that waits."""

    event: Event
    home: Event
    waiting: Event
    windows: dict[str, Client]

    def path(self, rest: str = "") -> str:
        return f"/events/{self.event.pk}/{rest}"


@pytest.fixture
def site() -> Site:
    lead, host, moderator = make_founder(), make_host(), make_moderator()
    group = make_group(lead)
    member = make_member(group, lead)
    Membership.objects.create(
        group=group, person=host, role=Role.ORGANIZER, name="Hosty", joined_in=NOW.date()
    )
    event = make_event(host, group_id=group.pk)
    home = make_event(host, make_home_draft(title="At home"), group_id=group.pk)
    outsider = make_host(OUTSIDER)
    people = {
        "nobody": None, "outsider": outsider, "member": member.person, "lead": lead,
        "host": host, "moderator": moderator,
    }  # fmt: skip
    return Site(
        event=event,
        home=home,
        waiting=make_series(outsider, make_draft(title="Waits"))[0],
        windows={name: window(each, strong=name == "moderator") for name, each in people.items()},
    )


def sent(**overrides: Any) -> dict[str, Any]:
    return {
        "title": "Training", "kind": "training", "issue": "budgets", "about": "We read budgets.",
        "day": DAY.isoformat(), "begin": "19:00", "end": "21:00", "where": "venue",
        "venue": "Hall", "address": "1 Main St", "zip_code": "", "link": "",
        "languages": ["en", "es"], "access": ["childcare"], "seats": "",
        **overrides,
    }  # fmt: skip


@pytest.mark.parametrize("who", ["nobody", "outsider", "member", "lead", "host", "moderator"])
def test_everybody_sees_an_event_and_only_its_own_are_led_to_its_desk(site: Site, who: str) -> None:
    answer = site.windows[who].get(site.path())
    assert answer.status_code == 200
    for words in ("First gathering", "Downtown library", "343 S Fifth Ave", HOST, "Neighbors"):
        assert words in answer.text
    assert (f"{site.path()}desk/" in answer.text) == (who in {"lead", "host"})


@pytest.mark.parametrize("rest", ["desk/", "change/", "cancel/"])
def test_the_desk_is_for_hosts_and_leads_alone(site: Site, rest: str) -> None:
    before = snapshot()
    for who in ("outsider", "member", "moderator"):
        assert site.windows[who].get(site.path(rest)).status_code == 404
        assert site.windows[who].post(site.path(rest), sent()).status_code in {404, 405}
    answer = site.windows["nobody"].get(site.path(rest))
    assert answer.headers["Location"].startswith(SIGN_IN)
    assert snapshot() == before
    for who in ("lead", "host"):
        assert site.windows[who].get(site.path(rest)).status_code == 200


def test_the_address_of_a_home_is_for_its_host_alone(site: Site) -> None:
    path = f"/events/{site.home.pk}/"
    for who, client in site.windows.items():
        assert HOME_ADDRESS not in client.get(path).text, who
        assert HOME_ADDRESS not in client.get("/events/").text, who
    assert "a private home in or near Ann Arbor" in site.windows["nobody"].get(path).text
    assert HOME_ADDRESS in site.windows["host"].get(f"{path}desk/").text
    assert HOME_ADDRESS in site.windows["host"].get(f"{path}change/").text
    assert HOME_ADDRESS not in site.windows["lead"].get(f"{path}desk/").text
    assert site.windows["lead"].get(f"{path}change/").status_code == 404
    assert site.windows["lead"].get(f"{path}cancel/").status_code == 200


def test_one_that_waits_is_for_its_host_and_for_moderators(site: Site) -> None:
    path = f"/events/{site.waiting.pk}/"
    for who in ("nobody", "member", "lead", "host"):
        assert site.windows[who].get(path).status_code == 404
    for who in ("outsider", "moderator"):
        assert "waits for a moderator" in site.windows[who].get(path).text
    assert "Waits" not in site.windows["nobody"].get("/events/").text


def test_the_list_near_a_place(site: Site) -> None:
    can_be_found(some_place())
    answer = site.windows["nobody"].get("/events/?place=Ann+Arbor%2C+MI&kind=first-gathering")
    assert answer.status_code == 200
    assert site.event.title in answer.text
    assert (
        site.windows["nobody"].get("/events/?place=Ann+Arbor%2C+MI&kind=rally").status_code == 200
    )


def test_a_filter_that_means_nothing_is_named(site: Site) -> None:
    answer = site.windows["nobody"].get("/events/?kind=zzqqxx")
    assert answer.status_code == 400
    assert "“zzqqxx” is no kind of event" in answer.text
    assert site.event.title in answer.text


def test_somebody_puts_an_event_on_the_map(site: Site) -> None:
    client = site.windows["outsider"]
    path = f"/events/new/here/?place=geoid:{some_place().pk}"
    assert client.get(path).status_code == 200
    answer = client.post(path, sent(my_name="Out"))
    made = Event.objects.get(title="Training")
    assert answer.headers["Location"] == f"/events/{made.pk}/desk/"
    assert made.state == State.WAITING
    assert (made.languages, made.access, made.issue) == (",en,es,", ",childcare,", "budgets")
    assert "usually within a day" in client.get(answer.headers["Location"]).text


def test_a_series_from_the_form(site: Site) -> None:
    path = f"/events/new/here/?place=geoid:{some_place().pk}"
    answer = site.windows["host"].post(path, sent(my_name="H", every_days="7", repeats="3"))
    assert answer.status_code == 302
    assert Event.objects.filter(title="Training").count() == 3
    again = site.windows["host"].post(path, sent(my_name="H", every_days="7", repeats=""))
    assert again.status_code == 422
    assert "Say how many times" in again.text


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [
        ({"address": ""}, "Write the street and number"),
        ({"where": "online"}, "Write the link"),
        ({"where": "online", "link": "javascript:alert(1)"}, "Write the link"),
        ({"day": "2020-01-01"}, "This time is over"),
        ({"day": "2026-02-30"}, "valid date"),
        ({"title": "x" * 5_000}, "at most 120"),
        ({"zip_code": "481"}, "five digits"),
        ({"zip_code": "99999"}, "99999 is not known as a ZIP code of Ann Arbor, MI"),
        ({"seats": "0"}, "greater than or equal to 1"),
        ({"seats": "1e9"}, "whole number"),
        ({"languages": []}, "required"),
        ({"kind": "party"}, "Select a valid choice"),
        ({"my_name": "a@example.org"}, ""),
    ],
)
def test_bad_input_is_told_and_changes_nothing(
    site: Site, overrides: dict[str, Any], sentence: str
) -> None:
    before = snapshot()
    path = f"/events/new/here/?place=geoid:{some_place().pk}"
    answer = site.windows["host"].post(path, sent(**{"my_name": "H", **overrides}))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert snapshot() == before


@pytest.mark.parametrize(("language", "code"), [("", "en"), ("/es", "es")])
def test_the_language_of_the_form_is_the_one_that_is_ticked(
    site: Site, language: str, code: str
) -> None:
    path = f"{language}/events/new/here/?place=geoid:{some_place().pk}"
    text = site.windows["host"].get(path).text
    ticked = re.findall(r'name="languages" value="(\w+)"[^>]* checked', text)
    assert ticked == [code]


def test_what_somebody_hosts_is_named_with_its_day(site: Site) -> None:
    text = site.windows["host"].get("/events/").text
    assert f"{site.event.title}</a>, {when_of(site.event).day}" in text


def test_formulas_and_scripts_are_words(site: Site) -> None:
    path = f"/events/new/here/?place=geoid:{some_place().pk}"
    nasty = '=1+1<script>alert(1)</script>"'
    site.windows["host"].post(path, sent(my_name=nasty, title=nasty, about=nasty, venue=nasty))
    made = Event.objects.get(title=nasty)
    for address in (f"/events/{made.pk}/", f"/events/{made.pk}/desk/", "/events/"):
        assert "<script>alert" not in site.windows["host"].get(address).text


def test_a_host_changes_the_time_and_everybody_sees_what_it_was(site: Site) -> None:
    answer = site.windows["host"].post(
        site.path("change/"), sent(place="Ann Arbor, MI", venue="Downtown library",
                                   address="343 S Fifth Ave"),
    )  # fmt: skip
    assert answer.headers["Location"] == site.path("desk/")
    page = site.windows["nobody"].get(site.path()).text
    assert "The time was changed. Before, it was" in page
    assert "6:30 p.m. to 8:00 p.m." in page
    assert Change.objects.count() == 1


def test_a_cancelled_event_stays_with_its_reason(site: Site) -> None:
    bad = site.windows["lead"].post(site.path("cancel/"), {"because": " "})
    assert bad.status_code == 422
    site.windows["lead"].post(site.path("cancel/"), {"because": "The library is closed."})
    page = site.windows["nobody"].get(site.path())
    assert page.status_code == 200
    assert "The library is closed." in page.text
    assert site.windows["host"].post(site.path("change/"), sent(place="x")).status_code == 422


def test_what_was_before_the_host_left_is_told(site: Site) -> None:
    host = Event.objects.get(pk=site.event.pk).hosts.get().person
    lone = make_event(host, make_draft(title="Alone"))
    forget_person(host, now=NOW)
    lone.refresh_from_db()
    assert lone.state == State.CANCELLED
    assert "Nobody hosts it any more" in Client().get(f"/events/{lone.pk}/").text
    site.event.refresh_from_db()
    assert site.event.state == State.PUBLISHED
    site.home.refresh_from_db()
    assert bytes(site.home.home_sealed) == b""


def test_an_unknown_event_is_not_there() -> None:
    for path in ("/events/bbbbccccdddd/", "/events/new/here/", "/events/new/here/?place=x"):
        assert Client().get(path).status_code in {302, 404}


def test_cancelled_by_its_host_while_it_waits(site: Site) -> None:
    path = f"/events/{site.waiting.pk}/cancel/"
    answer = site.windows["outsider"].post(path, {"because": "Never mind."})
    assert answer.headers["Location"] == "/events/"
    assert not Event.objects.filter(pk=site.waiting.pk).exists()


def test_cancel_twice_is_refused(site: Site) -> None:
    host = Event.objects.get(pk=site.event.pk).hosts.get().person
    cancel_event(site.event.pk, because="Snow.", actor=host, now=NOW)
    again = site.windows["host"].post(site.path("cancel/"), {"because": "Again."})
    assert again.status_code == 422
    assert "over or cancelled" in again.text


def test_an_event_to_come_goes_into_ones_own_calendar_and_one_that_is_over_does_not(
    site: Site,
) -> None:
    page = site.windows["nobody"].get(site.path()).text
    assert 'href="https://calendar.google.com/calendar/render?' in page
    assert 'href="https://outlook.live.com/calendar/0/action/compose?' in page
    assert f'href="/events/{site.event.pk}.ics"' in page
    assert "Quillfeather" not in site.windows["nobody"].get(f"/events/{site.home.pk}/").text
    Event.objects.filter(pk=site.event.pk).update(
        starts_at=NOW - timedelta(hours=3), ends_at=NOW - timedelta(hours=1)
    )
    # Pages of visitors are kept for a while: somebody who is signed in sees it at once.
    assert "calendar.google.com" not in site.windows["outsider"].get(site.path()).text
