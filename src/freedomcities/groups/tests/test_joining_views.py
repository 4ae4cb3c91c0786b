"""The pages by which people come into a group."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from freedomcities.accounts.tests.makers import NOW
from freedomcities.groups.models import Invitation, JoinRequest
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
