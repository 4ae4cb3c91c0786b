"""What a lead does on the pages of a group."""

from __future__ import annotations

import pytest
from django.test import Client

from freedomcities.groups.choices import Role
from freedomcities.groups.models import Group
from freedomcities.groups.tests.makers import make_group, own
from freedomcities.groups.tests.sites import Site, where

pytestmark = pytest.mark.django_db


def test_the_tools_of_a_lead(site: Site) -> None:
    lead = site.windows["lead"]
    member = f"members/{site.member.pk}/"
    words = {"name": "Renamed", "about": "Other words", "joining": "invitation"}
    assert where(lead.post(site.path("change/"), words)) == site.path("desk/")
    assert lead.post(site.path("change/"), {**words, "about": ""}).status_code == 422
    assert "Renamed" in Client().get(site.path()).text
    assert "by invitation only" in Client().get(site.path()).text
    assert site.windows["outsider"].get(site.path("join/")).status_code == 404
    assert lead.post(site.path(f"{member}role/"), {"role": "king"}).status_code == 422
    lead.post(site.path(f"{member}role/"), {"role": "organizer"})
    site.member.refresh_from_db()
    assert site.member.role == Role.ORGANIZER
    unknown = lead.post(site.path("places/add/"), {"place": "zzqqxx"})
    assert (unknown.status_code, "No place is known" in unknown.text) == (422, True)
    lead.post(site.path("places/26161/remove/"))
    assert site.group.places.count() == 1
    assert lead.post(site.path("places/2603000/remove/")).status_code == 422
    lead.post(site.path("places/add/"), {"place": "geoid:26161"})
    assert site.group.places.count() == 2
    lead.post(site.path(f"{member}hand-over/"))
    assert own(site.group, site.people["lead"]).role == Role.MEMBER
    assert lead.get(site.path("change/")).status_code == 404
    site.windows["member"].post(
        site.path(f"members/{own(site.group, site.people['lead']).pk}/remove/")
    )
    assert lead.get(site.path("desk/")).status_code == 404


def test_a_parent_is_shown_on_both_pages(site: Site) -> None:
    lead = site.people["lead"]
    above = make_group(lead, name="The whole county")
    offered = site.windows["lead"].get(site.path("parent/")).text
    assert "The whole county" in offered
    assert "Elsewhere" not in offered
    site.windows["lead"].post(site.path("parent/"), {"parent": above.pk})
    assert "The whole county" in Client().get(site.path()).text
    assert "Neighbors of Ann Arbor" in Client().get(f"/groups/{above.pk}/").text
    foreign = Group.objects.get(name="Elsewhere").pk
    assert site.windows["lead"].post(site.path("parent/"), {"parent": foreign}).status_code == 422


def test_a_closed_group_says_so(site: Site) -> None:
    site.windows["lead"].post(site.path("close/"))
    shown = Client().get(site.path())
    assert (shown.status_code, "This group is closed" in shown.text) == (200, True)
    assert "fewer than" not in shown.text
    assert "Neighbors of Ann Arbor" not in Client().get("/groups/?place=geoid:2603000").text
    assert site.windows["outsider"].get(site.path("join/")).status_code == 404
    assert site.windows["lead"].get(site.path("desk/")).status_code == 200
    assert site.windows["lead"].get(site.path("change/")).status_code == 404


def test_what_is_written_is_text(site: Site) -> None:
    words = {
        "name": "<b>x</b>",
        "about": "<script>alert(1)</script>\n\nhttps://e.org",
        "joining": "request",
    }
    site.windows["lead"].post(site.path("change/"), words)
    text = Client().get(site.path()).text
    assert "<script>alert" not in text
    assert "<b>x</b>" not in text
