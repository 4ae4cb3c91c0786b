"""What an account leads to: what its person sees there, and nothing else."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from freedomcities.accounts.choices import Role
from freedomcities.accounts.tests.makers import make_ann, make_worker, sign_in
from freedomcities.events.models import Event
from freedomcities.events.tests.makers import make_event
from freedomcities.groups.tests.makers import make_group, make_member

pytestmark = pytest.mark.django_db

GROUPS, FOLLOWED = ("/groups/", "Your groups"), ("/account/notices/", "What you follow")
EVENTS = ("/events/#own", "Events that you host")
CHANNELS, DESK = ("/channels/", "Channels"), ("/staff/", "The staff’s desk")


def own_pages(client: Client, page: str = "/account/") -> list[tuple[str, str]]:
    """Where the account begins to lead, and under which words."""
    text = client.get(page).text
    found = re.search(r'<nav class="cluster" [^>]*>(.*?)</nav>', text, re.DOTALL)
    assert found
    return re.findall(r'href="([^"]+)"[^>]*>\s*([^<]+?)\s*<', found[1])


def test_somebody_who_is_in_no_group(client: Client) -> None:
    sign_in(client, make_ann())
    assert own_pages(client) == [GROUPS, FOLLOWED]
    assert own_pages(client, "/es/account/") == [
        ("/es/groups/", "Tus grupos"), ("/es/account/notices/", "Lo que sigues"),
    ]  # fmt: skip


def test_a_lead_is_led_to_channels_and_a_member_is_not(client: Client) -> None:
    ann = make_ann()
    ben = make_member(make_group(ann), ann).person
    sign_in(client, ann)
    assert own_pages(client) == [GROUPS, CHANNELS, FOLLOWED]
    sign_in(client, ben)
    assert own_pages(client) == [GROUPS, FOLLOWED]


def test_a_host_is_led_to_their_events_until_the_names_of_the_last_are_gone(client: Client) -> None:
    ann = make_ann()
    event = make_event(ann)
    sign_in(client, ann)
    assert own_pages(client) == [GROUPS, EVENTS, FOLLOWED]
    text = client.get(EVENTS[0]).text
    assert f"/events/{event.pk}/desk/" in text
    assert "has been: count, tell, thank" not in text
    now = datetime.now(UTC)
    for days, is_shown in ((1, True), (29, True), (31, False)):
        end = now - timedelta(days=days)
        Event.objects.update(starts_at=end - timedelta(hours=2), ends_at=end)
        assert (EVENTS in own_pages(client)) == is_shown
        text = client.get(EVENTS[0]).text
        assert ("has been: count, tell, thank" in text) == is_shown


@pytest.mark.parametrize("role", Role)
def test_whoever_works_here_has_a_desk(client: Client, role: Role) -> None:
    sign_in(client, make_worker(role)[0], strong=True)
    assert own_pages(client) == [DESK, GROUPS, FOLLOWED]


def test_everything_that_stands_there_opens(client: Client) -> None:
    staff, _secret = make_worker(Role.STAFF)
    make_group(staff)
    sign_in(client, staff, strong=True)
    found = own_pages(client)
    assert found == [DESK, GROUPS, CHANNELS, FOLLOWED]
    assert [client.get(href).status_code for href, _label in found] == [200] * 4


def test_the_menu_of_whoever_is_signed_in(client: Client) -> None:
    """A visitor's page is the same for everybody, and names none of it."""
    sign_in(client, make_ann())
    for address, label in (GROUPS, FOLLOWED):
        link = f'<a href="{address}">{label}</a>'
        assert link in client.get("/about/").text
        assert link not in Client().get("/about/").text
