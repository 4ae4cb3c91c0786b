"""The pages of the host kit: for hosts and leads alone, in the event's own hours."""

from __future__ import annotations

from datetime import time, timedelta
from unittest.mock import patch

import pytest
from django.test import override_settings

from freedomcities.accounts.tests.makers import NOW
from freedomcities.events.choices import Issue, Kind
from freedomcities.events.handing_out import hand_out_role
from freedomcities.events.models import Event, EventRole
from freedomcities.events.tests.makers import (
    DAY,
    HOME_ADDRESS,
    HOST,
    make_draft,
    make_event,
    make_host,
    snapshot,
)
from freedomcities.events.tests.test_views import SIGN_IN, Site, sent, site, window
from freedomcities.groups.choices import State as GroupState
from freedomcities.groups.models import Group
from freedomcities.groups.tests.makers import make_group

__all__ = ["site"]
pytestmark = pytest.mark.django_db
PAGES = ["kit/", "kit/agenda/", "kit/sign-in-sheet/", "kit/flyer/", "kit/roles/door/hand-out/"]
NAME = "volunteercanary"


@pytest.mark.parametrize("rest", PAGES)
def test_the_kit_is_for_hosts_and_leads_alone(site: Site, rest: str) -> None:
    before = snapshot()
    for who in ("outsider", "member", "moderator"):
        assert site.windows[who].get(site.path(rest)).status_code == 404
        assert site.windows[who].post(site.path(rest), {"name": NAME}).status_code in {404, 405}
    answer = site.windows["nobody"].get(site.path(rest))
    assert answer.headers["Location"].startswith(SIGN_IN)
    assert snapshot() == before
    for who in ("lead", "host"):
        assert site.windows[who].get(site.path(rest)).status_code == 200


def test_the_agenda_stands_in_the_hours_of_the_event(site: Site) -> None:
    text = site.windows["host"].get(site.path("kit/")).text
    clocks = ["6:30 p.m.", "6:40 p.m.", "6:50 p.m.", "7:10 p.m.", "7:30 p.m.", "7:45 p.m."]
    at = [text.find(f"<b>{clock}</b>") for clock in clocks]
    assert -1 not in at
    assert at == sorted(at)
    assert "Where our place stands" in text


def test_an_hour_is_enough_for_all_of_it() -> None:
    host = make_host()
    event = make_event(host, make_draft(end=time(19, 30)))
    text = window(host).get(f"/events/{event.pk}/kit/agenda/").text
    clocks = ["6:30", "6:35", "6:40", "6:55", "7:10", "7:20", "7:25"]
    assert [text.count(f"<b>{clock} p.m.</b>") for clock in clocks] == [1] * 7


def test_on_another_issue_it_is_neutral() -> None:
    host = make_host()
    event = make_event(host, make_draft(issue=Issue.BUDGETS))
    text = window(host).get(f"/events/{event.pk}/kit/").text
    assert "What we want to change here" in text
    assert "immigra" not in text.lower()


@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize("prefix", ["", "/es"])
def test_every_kind_has_all_its_pages_in_both_languages(kind: str, prefix: str) -> None:
    host = make_host()
    event = make_event(host, make_draft(kind=Kind(kind)))
    client = window(host)
    for rest in PAGES[:4]:
        assert client.get(f"{prefix}/events/{event.pk}/{rest}").status_code == 200


def test_the_two_things_to_do_open_their_pages(site: Site) -> None:
    text = site.windows["host"].get(site.path("kit/")).text
    assert 'href="/who/?place=geoid%3A2603000"' in text
    again = f"/events/new/here/?like={site.event.pk}&weeks=2"
    assert f'href="{again.replace("&", "&amp;")}"' in text
    assert 'value="First gathering"' in site.windows["host"].get(again).text


@override_settings(PUBLIC_URL="https://example.org")
def test_the_invitation_is_filled_in(site: Site) -> None:
    text = site.windows["host"].get(site.path("kit/")).text
    assert "Come to “First gathering”, on " in text
    assert f"https://example.org/events/{site.event.pk}/</textarea>" in text
    spanish = site.windows["host"].get(f"/es{site.path('kit/')}").text
    assert "Ven a «First gathering», el " in spanish
    assert f"https://example.org/es/events/{site.event.pk}/</textarea>" in spanish


def test_a_flyer_asks_for_a_yes_only_where_that_is_enough(site: Site) -> None:
    answer, question = "Say yes here.", "Ask here whether you can come."
    text = site.windows["host"].get(site.path("kit/flyer/")).text
    assert (answer in text, question in text) == (True, False)
    Event.objects.filter(pk=site.event.pk).update(by_approval=True)
    text = site.windows["host"].get(site.path("kit/flyer/")).text
    assert (answer in text, question in text) == (False, True)


def test_a_flyer_names_no_group_that_waits_for_a_moderator() -> None:
    host = make_host()
    group = make_group(host, name="Called anew")
    event = make_event(host, group_id=group.pk)
    path = f"/events/{event.pk}/kit/flyer/"
    assert group.name in window(host).get(path).text
    Group.objects.filter(pk=group.pk).update(state=GroupState.WAITING)
    assert group.name not in window(host).get(path).text


@override_settings(PUBLIC_URL="https://example.org")
def test_the_square_of_a_flyer_leads_to_the_event(site: Site) -> None:
    with patch("freedomcities.events.kit_views.segno.make", side_effect=_make) as made:
        text = site.windows["host"].get(site.path("kit/flyer/")).text
    made.assert_called_once_with(f"https://example.org/events/{site.event.pk}/", error="m")
    assert "<svg" in text
    assert "343 S Fifth Ave" in text
    assert "Neighbors of Ann Arbor" in text


def _make(address: str, error: str) -> object:
    import segno.encoder

    return segno.QRCode(segno.encoder.encode(address, error=error))  # type: ignore[no-untyped-call, call-arg]


@pytest.mark.parametrize("rest", PAGES)
@pytest.mark.parametrize("who", ["lead", "host"])
def test_no_sheet_has_the_address_of_a_home(site: Site, rest: str, who: str) -> None:
    text = site.windows[who].get(f"/events/{site.home.pk}/{rest}").text
    assert HOME_ADDRESS not in text
    assert "Quillfeather" not in text


def test_a_sign_in_sheet_asks_for_nothing_else(site: Site) -> None:
    text = site.windows["host"].get(site.path("kit/sign-in-sheet/")).text
    assert text.count("<tr>") == 17
    assert text.count('<th scope="col">') == 2
    assert "Leave your email address only if you want to be written to." in text


def test_a_role_is_handed_out_and_taken_back(site: Site) -> None:
    path = site.path("kit/roles/door/hand-out/")
    answer = site.windows["lead"].post(path, {"name": NAME})
    assert answer.headers["Location"] == site.path("kit/")
    for who in ("lead", "host"):
        assert NAME in site.windows[who].get(site.path("kit/")).text
    again = site.windows["host"].post(path, {"name": "Another"})
    assert again.status_code == 422
    assert "Somebody has this role already" in again.text
    assert EventRole.objects.count() == 1
    assert site.windows["host"].post(site.path("kit/roles/door/take-back/")).status_code == 302
    assert EventRole.objects.count() == 0
    assert site.windows["host"].get(site.path("kit/roles/door/take-back/")).status_code == 404


def test_without_a_name_the_host_has_it_and_a_lead_must_name_somebody(site: Site) -> None:
    path = site.path("kit/roles/time/hand-out/")
    assert site.windows["lead"].post(path, {"name": ""}).status_code == 422
    assert EventRole.objects.count() == 0
    assert site.windows["host"].post(path, {"name": ""}).status_code == 302
    assert f"<b>Timekeeper</b>: {HOST}" in site.windows["host"].get(site.path("kit/")).text


def test_a_role_that_the_kit_does_not_have_is_not_there(site: Site) -> None:
    for key in ("marshal", "nothing"):
        for rest in ("hand-out/", "take-back/"):
            path = site.path(f"kit/roles/{key}/{rest}")
            assert site.windows["host"].get(path).status_code == 404


@pytest.mark.parametrize("who", ["outsider", "member", "moderator"])
def test_nobody_else_takes_a_role_back(site: Site, who: str) -> None:
    host = site.event.hosts.get().person
    hand_out_role(site.event.pk, "door", name=NAME, actor=host, now=NOW)
    before = snapshot()
    path = site.path("kit/roles/door/take-back/")
    assert site.windows[who].get(path).status_code == 404
    assert site.windows[who].post(path).status_code == 404
    assert snapshot() == before


@pytest.mark.parametrize("who", ["nobody", "outsider", "member", "moderator", "host"])
def test_the_page_says_what_is_open_and_names_nobody(site: Site, who: str) -> None:
    now = NOW + timedelta(days=1)
    host = site.event.hosts.get().person
    hand_out_role(site.event.pk, "door", name=NAME, actor=host, now=NOW)
    with patch("freedomcities.events.views.datetime") as clock:
        clock.now.return_value = now
        text = site.windows[who].get(site.path()).text
    assert "Still looked for:" in text
    assert "<b>Timekeeper.</b>" in text
    assert "Welcome at the door" not in text
    assert NAME not in text


def test_nothing_is_looked_for_once_it_is_over(site: Site) -> None:
    with patch("freedomcities.events.views.datetime") as clock:
        clock.now.return_value = site.event.ends_at
        assert "Still looked for:" not in site.windows["nobody"].get(site.path()).text


def test_from_its_beginning_the_desk_offers_the_next_one(site: Site) -> None:
    with patch("freedomcities.events.desk_views.datetime") as clock:
        clock.now.return_value = site.event.starts_at - timedelta(minutes=1)
        assert "Plan the next one" not in site.windows["host"].get(site.path("desk/")).text
        clock.now.return_value = site.event.starts_at
        text = site.windows["host"].get(site.path("desk/")).text
    assert "Plan the next one" in text
    for weeks in (2, 4):
        assert f'href="/events/new/here/?like={site.event.pk}&amp;weeks={weeks}"' in text


@pytest.mark.parametrize(("weeks", "days"), [("2", 14), ("4", 28), ("3", 14), ("", 14)])
def test_the_form_of_the_next_one_is_filled_in(site: Site, weeks: str, days: int) -> None:
    with patch("freedomcities.events.new_views.datetime") as clock:
        clock.now.return_value = site.event.ends_at
        path = f"/events/new/here/?like={site.event.pk}&weeks={weeks}"
        text = site.windows["host"].get(path).text
    group = site.event.groups.get().group_id
    for field in (
        f'name="day" value="{(DAY + timedelta(days=days)).isoformat()}"',
        'name="begin" value="18:30"',
        'name="end" value="20:00"',
        'name="title" value="First gathering"',
        'name="venue" value="Downtown library"',
        'name="address" value="343 S Fifth Ave"',
        f'<option value="{group}" selected>',
        '<option value="first-gathering" selected>',
        "Put an event in Ann Arbor, MI on the map",
    ):
        assert field in text


def test_after_a_long_while_the_next_such_day_is_offered(site: Site) -> None:
    with patch("freedomcities.events.new_views.datetime") as clock:
        clock.now.return_value = site.event.ends_at + timedelta(days=40)
        text = site.windows["host"].get(f"/events/new/here/?like={site.event.pk}&weeks=2").text
    assert f'name="day" value="{(DAY + timedelta(days=42)).isoformat()}"' in text


def test_the_next_one_is_put_on_the_map(site: Site) -> None:
    path = f"/events/new/here/?like={site.event.pk}&weeks=2"
    day = (DAY + timedelta(days=14)).isoformat()
    words = sent(title="The second", day=day, my_name="Wren", every_days="0")
    words |= {"group": site.event.groups.get().group_id}
    with patch("freedomcities.events.new_views.datetime") as clock:
        clock.now.return_value = NOW
        answer = site.windows["host"].post(path, words)
    made = Event.objects.get(title="The second")
    assert answer.headers["Location"] == f"/events/{made.pk}/desk/"
    assert made.groups.get().group_id == words["group"]


def test_one_more_like_another_is_for_its_hosts_alone(site: Site) -> None:
    before = snapshot()
    path = f"/events/new/here/?like={site.event.pk}"
    for who in ("outsider", "member", "moderator"):
        assert site.windows[who].get(path).status_code == 404
        assert site.windows[who].post(path, sent(my_name="Wren")).status_code == 404
    assert site.windows["nobody"].get(path).headers["Location"].startswith(SIGN_IN)
    assert site.windows["host"].get("/events/new/here/?like=nothing").status_code == 404
    assert site.windows["host"].get("/events/new/here/?like=%00").status_code == 404
    assert snapshot() == before


def test_whoever_leads_is_not_told_the_address_of_a_home_for_the_next_one(site: Site) -> None:
    path = f"/events/new/here/?like={site.home.pk}"
    assert HOME_ADDRESS in site.windows["host"].get(path).text
    text = site.windows["lead"].get(path).text
    assert "At home" in text
    assert HOME_ADDRESS not in text
