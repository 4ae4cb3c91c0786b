"""The desk of a group, and what its members do there."""

from __future__ import annotations

import re

import pytest

from freedomcities.accounts.tests.makers import NOW
from freedomcities.groups.operations import close_group
from freedomcities.groups.tests.makers import some_place
from freedomcities.groups.tests.sites import Site, where
from freedomcities.notices.choices import Pace
from freedomcities.notices.operations import follow
from freedomcities.places.tests.makers import make_containment, make_place

pytestmark = pytest.mark.django_db
MEMBERS = ("member", "organizer", "lead")
STANDS, WHO = "/places/mi/ann-arbor/", "/who/?place=geoid:2603000"
FOLLOW = "/follow/?subject=place:2603000"


def test_names_leaving_and_the_last_lead(site: Site) -> None:
    member = site.windows["member"]
    assert member.post(site.path("name/"), {"name": " "}).status_code == 422
    member.post(site.path("name/"), {"name": "Another"})
    assert "Another" in site.windows["lead"].get(site.path("desk/")).text
    refused = site.windows["lead"].post(site.path("leave/"))
    assert (refused.status_code, "You are the only lead" in refused.text) == (422, True)
    assert where(member.post(site.path("leave/"))) == site.path()
    assert member.get(site.path("desk/")).status_code == 404


def steps_on(text: str) -> list[str]:
    """The addresses of the next steps on a desk."""
    card = re.search(r'<section class="card card-next">.*?</section>', text, re.DOTALL)
    return re.findall(r'href="([^"]+)"', card[0]) if card else []


def test_a_member_finds_what_to_do_next(site: Site) -> None:
    invite = site.path("invitations/new/")
    found = {who: steps_on(site.windows[who].get(site.path("desk/")).text) for who in MEMBERS}
    # The first step stands on the button, below the others.
    helps = [STANDS, WHO, invite]
    assert found == {"member": [WHO, FOLLOW, STANDS], "organizer": helps, "lead": helps}
    for address in (WHO, FOLLOW, invite):
        assert site.windows["lead"].get(address).status_code == 200, address


def test_a_step_that_was_done_is_offered_no_more(site: Site) -> None:
    follow("place", "2603000", pace=Pace.DAILY, actor=site.people["member"], now=NOW)
    assert steps_on(site.windows["member"].get(site.path("desk/")).text) == [WHO, STANDS]


def test_a_founder_reads_how_long_looking_takes(site: Site) -> None:
    lead = site.windows["lead"]
    form = lead.get("/groups/start/here/?place=geoid:2603000").text
    assert "usually within a day. We email you then." in form
    desk = lead.get(f"/groups/{site.waiting.pk}/desk/").text
    assert "That usually takes less than a day, and we email you the answer." in desk
    # Nobody joins by a link what nobody else sees yet.
    assert steps_on(desk) == [WHO, FOLLOW, STANDS]


def test_a_closed_group_has_no_next_step(site: Site) -> None:
    close_group(site.group.pk, actor=site.people["lead"], now=NOW)
    assert steps_on(site.windows["lead"].get(site.path("desk/")).text) == []


def test_a_lead_finds_one_link_for_each_member(site: Site) -> None:
    desk = site.windows["lead"].get(site.path("desk/")).text
    links = re.findall(rf'href="{site.path("members/")}([^"]+)"', desk)
    assert sorted(links) == sorted(f"{row.pk}/" for row in site.group.members.all())
    for who in ("member", "organizer"):
        assert site.path("members/") not in site.windows[who].get(site.path("desk/")).text


def test_a_member_can_hear_of_what_neighboring_groups_plan(site: Site) -> None:
    said = "Hear what groups and events there are in Wayne County"
    county = make_place("26163", "Wayne County")
    assert said not in site.windows["member"].get(site.path("desk/")).text
    make_containment(some_place(), county)
    text = site.windows["member"].get(site.path("desk/")).text
    assert f'subject=place:26163">{said}' in text
