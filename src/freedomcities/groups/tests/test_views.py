"""What everybody finds: the list, a group's page, the way to a new one."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.groups.choices import Role, State
from freedomcities.groups.models import Group, Membership
from freedomcities.groups.operations import set_parent
from freedomcities.groups.tests.makers import (
    LEAD,
    can_be_found,
    make_founder,
    make_group,
    make_waiting,
    own,
    some_place,
)
from freedomcities.groups.tests.sites import Site, case_of, where, window
from freedomcities.moderation.tests.makers import read_and_send
from freedomcities.places.tests.makers import make_place

pytestmark = pytest.mark.django_db


def test_what_visitors_read(site: Site) -> None:
    text = site.windows["nobody"].get(site.path()).text
    assert "<h1>Neighbors of Ann Arbor</h1>" in text
    assert "We meet on Mondays." in text
    assert "The group has fewer than 10 people." in text
    assert 'href="/places/mi/ann-arbor/"' in text
    assert f'href="{site.path("join/")}"' in text
    assert not re.search(r"\b[1-9] (people|members)", text)


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, ""), (1, "fewer than 10"), (9, "fewer than 10"), (10, "10 or more"), (14, "10 or more"),
     (15, "15 or more")],
)  # fmt: skip
def test_counts_on_the_page(count: int, words: str) -> None:
    group = make_group(make_founder())
    group.members.all().delete()
    for number in range(count):
        Membership.objects.create(
            group=group, person=Person.objects.create(), name=f"n{number}", joined_in=NOW.date()
        )
    text = Client().get(f"/groups/{group.pk}/").text
    assert re.findall(r"The group has (.*?) people\.", text) == ([words] if words else [])


def test_a_group_is_started_in_two_steps(site: Site) -> None:
    can_be_found(some_place())
    client = site.windows["member"]
    first = client.get("/groups/start/?place=Ann+Arbor%2C+MI")
    assert "These are already at work here: join one?" in first.text
    assert "Neighbors of Ann Arbor" in first.text
    assert "Waiting group" not in first.text
    path = "/groups/start/here/?place=geoid%3A2603000"
    assert f'href="{path}"' in first.text
    words = {"name": "New one", "about": "About", "joining": "request", "my_name": "Me"}
    empty = client.post(path, {**words, "my_name": ""})
    assert (empty.status_code, 'aria-invalid="true"' in empty.text) == (422, True)
    done = client.post(path, words)
    group = Group.objects.get(name="New one")
    assert where(done) == f"/groups/{group.pk}/desk/"
    assert (group.state, own(group, site.people["member"]).role) == (State.WAITING, Role.LEAD)
    assert "waits for a moderator" in client.get(where(done)).text
    assert where(client.get("/groups/start/here/?place=nowhere")) == "/groups/start/"


def test_places_that_are_not_known_or_several(site: Site) -> None:
    can_be_found(some_place())
    can_be_found(make_place("2700001", "Ann Arbor", state="MN", path="mn/ann-arbor"))
    for page in ("/groups/", "/groups/start/"):
        several = Client().get(f"{page}?place=Ann+Arbor")
        assert several.status_code == 200
        assert f'href="{page}?place=geoid%3A2603000"' in several.text
        assert "No place is known as “zzqqxx”" in Client().get(f"{page}?place=zzqqxx").text
        assert Client().get(f"{page}?place={'x' * 3_000}").status_code == 200
        assert Client().get(f"{page}?place=%00").status_code == 200


def test_the_list_leads_people_to_their_own_desks(site: Site) -> None:
    desk, queue = f'href="{site.path("desk/")}"', 'href="/staff/moderation/"'
    seen = {who: client.get("/groups/").text for who, client in site.windows.items()}
    assert {who for who, text in seen.items() if desk in text} == {"lead", "organizer", "member"}
    assert {who for who, text in seen.items() if queue in text} == {"moderator"}
    assert queue not in window(site.people["moderator"]).get("/groups/").text


def test_a_parent_that_waits_is_shown_to_nobody(site: Site) -> None:
    set_parent(site.group.pk, site.waiting.pk, actor=site.people["lead"], now=NOW)
    for who in ("nobody", "outsider", "member"):
        assert "Waiting group" not in site.windows[who].get(site.path()).text


def test_a_moderator_opens_and_declines(site: Site) -> None:
    moderator = site.windows["moderator"]
    queue = moderator.get("/staff/moderation/").text
    assert "Waiting group" in queue
    assert LEAD not in queue
    assert moderator.get(f"/groups/{site.waiting.pk}/").status_code == 200
    decided = f"/staff/moderation/{case_of(site.waiting).pk}/publish/"
    read_and_send(moderator, decided, text="")
    assert Client().get(f"/groups/{site.waiting.pk}/").status_code == 200
    assert moderator.post(decided, {"text": ""}).status_code == 422
    other = make_waiting(site.people["lead"], name="Nasty")
    declined = f"/staff/moderation/{case_of(other).pk}/decline/"
    said = "whoever leads the group is told the reason by email"
    assert said in moderator.get(declined).text
    read_and_send(moderator, declined, ground="harmful", text="")
    assert not Group.objects.filter(pk=other.pk).exists()


def test_a_moderator_without_the_second_step_is_anybody(site: Site) -> None:
    client = window(site.people["moderator"])
    assert client.get(f"/groups/{site.waiting.pk}/").status_code == 404
    assert where(client.get("/staff/moderation/")) == "/account/code-app/"


def test_in_spanish(site: Site) -> None:
    page = Client().get(f"/es/groups/{site.group.pk}/")
    assert "El grupo tiene menos de 10 personas." in page.text
    sign_in(client := Client(), site.people["lead"])
    assert "Mesa de trabajo" in client.get(f"/es/groups/{site.group.pk}/desk/").text
