"""An open group with everybody around it, and one that waits, for tests of pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.groups.choices import Role
from freedomcities.groups.joining import ask_to_join, invite
from freedomcities.groups.models import Group, JoinRequest, Membership
from freedomcities.groups.tests.makers import (
    ORGANIZER,
    OUTSIDER,
    make_founder,
    make_group,
    make_member,
    make_moderator,
    make_waiting,
    some_place,
)
from freedomcities.moderation.models import Case
from freedomcities.places.tests.makers import make_containment, make_place

SIGN_IN = "/account/sign-in/"
ASKER = "askercanary"


def window(person: Person | None, *, strong: bool = False) -> Client:
    """The browser of somebody, or of nobody."""
    client = Client()
    if person is not None:
        sign_in(client, person, strong=strong)
    return client


@dataclass
class Site:
    """An open group with everybody around it, and one that waits."""

    group: Group
    waiting: Group
    windows: dict[str, Client]
    people: dict[str, Person]
    member: Membership
    asked: JoinRequest
    secret: str

    def path(self, rest: str = "") -> str:
        return f"/groups/{self.group.pk}/{rest}"


def make_site() -> Site:
    """All of it, by the operations."""
    lead, outsider, moderator = make_founder(), make_founder(OUTSIDER), make_moderator()
    county = make_place("26161", "Washtenaw County")
    make_containment(some_place(), county)
    group = make_group(lead, places=[some_place(), county])
    organizer = make_member(group, lead, ORGANIZER, Role.ORGANIZER)
    member = make_member(group, lead)
    # The outsider leads a group of their own: being a lead elsewhere is nothing here.
    make_group(outsider, name="Elsewhere", my_name=OUTSIDER)
    asker = make_founder(ASKER)
    asked = ask_to_join(group.pk, name=ASKER, text="askertext", actor=asker, now=NOW)
    people = {
        "nobody": None, "outsider": outsider, "moderator": moderator, "member": member.person,
        "organizer": organizer.person, "lead": lead, "asker": asker,
    }  # fmt: skip
    return Site(
        group=group,
        waiting=make_waiting(lead, name="Waiting group"),
        windows={name: window(each, strong=name == "moderator") for name, each in people.items()},
        people={name: each for name, each in people.items() if each},
        member=member,
        asked=asked,
        secret=invite(group.pk, actor=lead, now=NOW),
    )


def case_of(group: Group) -> Case:
    """What moderators decide on."""
    return Case.objects.get(kind="group", subject=group.pk)


def where(response: Any) -> str:
    """The address that an answer leads to."""
    return str(response.headers.get("Location", ""))
