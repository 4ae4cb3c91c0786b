"""The pages by which people come into a group."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.test import Client

from freedomcities.accounts.tests.makers import NOW
from freedomcities.groups.choices import State
from freedomcities.groups.models import Group, Invitation, JoinRequest
from freedomcities.groups.operations import close_group
from freedomcities.groups.tests.sites import SIGN_IN, Site, where

pytestmark = pytest.mark.django_db


def test_joining_by_request(site: Site) -> None:
    client = site.windows["outsider"]
    assert client.post(site.path("join/"), {"name": ""}).status_code == 422
    done = client.post(site.path("join/"), {"name": "Zoe", "text": "Hi"})
    assert where(done) == site.path()
    assert "has not decided yet" in client.get(site.path()).text
    asked = JoinRequest.objects.get(name="Zoe")
    organizer = site.windows["organizer"]
    assert "Zoe" in organizer.get(site.path("desk/")).text
    assert "Zoe" not in site.windows["member"].get(site.path("desk/")).text
    assert where(organizer.post(site.path(f"requests/{asked.pk}/accept/"))) == site.path("desk/")
    assert client.get(site.path("desk/")).status_code == 200
    assert organizer.post(site.path(f"requests/{asked.pk}/accept/")).status_code == 404


def test_a_declined_request_is_deleted(site: Site) -> None:
    site.windows["lead"].post(site.path(f"requests/{site.asked.pk}/decline/"))
    assert not JoinRequest.objects.exists()
    assert site.group.members.count() == 3


def test_an_invitation_is_shown_once_and_works_once(site: Site) -> None:
    made = site.windows["organizer"].post(site.path("invitations/new/"))
    assert (made.status_code, made.headers["Cache-Control"]) == (200, "no-store")
    (link,) = re.findall(r"/groups/invitation/[A-Za-z0-9_-]+/", made.text)
    told = Client().get(link)
    assert "You are invited to Neighbors of Ann Arbor" in told.text
    assert f'href="{SIGN_IN}?next=%2Fgroups%2Finvitation%2F' in told.text
    assert "no-store" in told.headers["Cache-Control"]
    # Sent without an account it is the same page, and the link stays good.
    assert "You are invited to" in Client().post(link, {"name": "x"}).text
    client = site.windows["outsider"]
    assert "Join Neighbors of Ann Arbor" in client.get(link).text
    assert where(client.post(link, {"name": "Zoe"})) == site.path("desk/")
    spent = site.windows["moderator"].get(link)
    assert (spent.status_code, "This invitation is over" in spent.text) == (404, True)
    again = site.windows["member"].post(f"/groups/invitation/{site.secret}/", {"name": "M"})
    assert (again.status_code, "belong to this group already" in again.text) == (422, True)
    site.windows["lead"].post(site.path("invitations/withdraw/"))
    assert not Invitation.objects.exists()


def test_a_closed_group_lets_nobody_in_by_its_page(site: Site) -> None:
    close_group(site.group.pk, actor=site.people["lead"], now=NOW)
    assert site.windows["outsider"].get(f"/groups/invitation/{site.secret}/").status_code == 404


def test_a_request_waits_in_words_and_is_withdrawn(site: Site) -> None:
    asker = site.windows["asker"]
    page = asker.get(site.path()).text
    assert "Whoever lets people in was told, and we email you the answer." in page
    assert f'href="{site.path("join/withdraw/")}"' in page
    assert f'href="{site.path("join/withdraw/")}"' in asker.get("/groups/").text
    asked = asker.get(site.path("join/withdraw/"))
    assert "Withdraw your request to join Neighbors of Ann Arbor?" in asked.text
    assert JoinRequest.objects.count() == 1, "a look changes nothing"
    done = asker.post(site.path("join/withdraw/"))
    assert where(done) == site.path()
    assert not JoinRequest.objects.exists()
    after = asker.get(site.path()).text
    assert "Your request is withdrawn." in after
    assert f'href="{site.path("join/")}"' in after
    assert asker.post(site.path("join/withdraw/")).status_code == 404


def test_a_request_to_a_group_that_is_hidden_again_is_withdrawn_from_the_list(site: Site) -> None:
    Group.objects.filter(pk=site.group.pk).update(state=State.WAITING)
    asker = site.windows["asker"]
    listed = asker.get("/groups/").text
    assert f'href="{site.path()}"' not in listed
    assert f'href="{site.path("join/withdraw/")}"' in listed
    assert where(asker.post(site.path("join/withdraw/"))) == "/groups/"
    assert not JoinRequest.objects.exists()


def test_an_invitation_is_passed_on_without_a_script(site: Site) -> None:
    made = site.windows["lead"].post(site.path("invitations/new/")).text
    (field,) = re.findall(r"<input [^>]*readonly[^>]*>", made)
    (link,) = re.findall(r'value="(https?://[^"]+/groups/invitation/[\w-]+/)"', field)
    words = quote(f"You are invited to Neighbors of Ann Arbor {link}", safe="")
    title = quote("You are invited to Neighbors of Ann Arbor", safe="")
    for address in (
        f"mailto:?subject={title}&amp;body={words}",
        f"sms:?&amp;body={words}",
        f"https://wa.me/?text={words}",
    ):
        assert f'href="{address}"' in made
    # Whoever has it may come in: it is offered to nobody but one person.
    assert "bsky.app" not in made
    assert "facebook.com" not in made
