"""The page of one member, for whoever leads the group."""

from __future__ import annotations

import re

import pytest

from freedomcities.groups.models import Membership
from freedomcities.groups.tests.makers import MEMBER, OUTSIDER, own
from freedomcities.groups.tests.sites import Site, where

pytestmark = pytest.mark.django_db


def actions_on(site: Site, member: Membership) -> list[str]:
    """What can be done with somebody: the ends of the addresses of their page."""
    page = site.windows["lead"].get(site.path(f"members/{member.pk}/"))
    assert (page.status_code, f"<h1>{member.name}</h1>" in page.text) == (200, True)
    assert "no-store" in page.headers["Cache-Control"]
    cards = re.findall(r'<h2 class="card-title"><a href="([^"]+)"', page.text)
    return [each.removeprefix(site.path()) for each in cards]


def test_all_that_a_lead_does_with_somebody_is_on_one_page(site: Site) -> None:
    base = f"members/{site.member.pk}/"
    others = [f"{base}{end}/" for end in ("role", "hand-over", "remove")]
    assert actions_on(site, site.member) == others
    mine = own(site.group, site.people["lead"])
    assert actions_on(site, mine) == [f"members/{mine.pk}/role/", "name/", "leave/"]


def test_each_action_leads_back_to_the_page_and_once_done_to_the_desk(site: Site) -> None:
    lead, page = site.windows["lead"], site.path(f"members/{site.member.pk}/")
    for rest in ("role/", "hand-over/", "remove/"):
        assert f'<a href="{page}">Back</a>' in lead.get(page + rest).text
    assert where(lead.post(f"{page}role/", {"role": "organizer"})) == site.path("desk/")
    assert where(lead.post(f"{page}remove/")) == site.path("desk/")
    assert lead.get(page).status_code == 404


def test_a_member_of_another_group_has_no_page_here(site: Site) -> None:
    stranger = Membership.objects.get(name=OUTSIDER)
    for who in ("lead", "outsider"):
        assert site.windows[who].get(site.path(f"members/{stranger.pk}/")).status_code == 404
    there = f"/groups/{stranger.group_id}/members/{site.member.pk}/"
    page = site.windows["outsider"].get(there)
    assert (page.status_code, MEMBER in page.text) == (404, False)
