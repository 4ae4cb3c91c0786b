"""Two groups with everybody around them, their windows, and every page of channels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import sign_in
from freedomcities.blueprints.models import Rule
from freedomcities.blueprints.tests.makers import make_blueprint, make_rule
from freedomcities.channels.models import Channel, Hook, Post
from freedomcities.channels.tests.makers import (
    make_channel,
    make_hook,
    make_region,
    make_thread,
)
from freedomcities.groups.choices import Role
from freedomcities.groups.models import Group
from freedomcities.groups.tests.makers import (
    make_founder,
    make_group,
    make_member,
    make_moderator,
    make_waiting,
)
from freedomcities.places.models import Place


def window(person: Person | None, *, strong: bool = False) -> Client:
    """The window of somebody who is signed in; of nobody without."""
    client = Client()
    if person is not None:
        sign_in(client, person, strong=strong)
    return client


@dataclass
class Site:
    """Two groups in one county with everybody around them, and a group far away."""

    places: dict[str, Place]
    channel: Channel
    first: Post
    hook: Hook
    group: Group
    other: Group
    windows: dict[str, Client]
    people: dict[str, Person]

    def path(self, rest: str = "") -> str:
        return f"/channels/{self.channel.pk}/{rest}"

    def thread(self, rest: str = "") -> str:
        return self.path(f"{self.first.thread_id}/{rest}")

    def hooks(self, rest: str = "") -> str:
        return f"/channels/hooks/{self.group.pk}/{rest}"


def make_site() -> Site:
    """As above, with everybody's window."""
    places = make_region()
    lead, neighbour, far = make_founder(), make_founder("neighbour"), make_founder("far")
    group = make_group(lead, places=[places["ann_arbor"]], my_name="Wren")
    other = make_group(neighbour, name="Other group", my_name="Jay", places=[places["ypsilanti"]])
    make_group(far, name="Far group", places=[places["toledo"]])
    waits = make_founder("waits")
    make_waiting(waits, name="Waits", places=[places["ann_arbor"]])
    channel = make_channel(places["washtenaw"], lead)
    make_rule(blueprint=make_blueprint(slug="freedom-cities"))
    people = {
        "nobody": None, "outsider": make_founder("out"), "moderator": make_moderator(),
        "waits": waits, "far": far, "member": make_member(group, lead).person,
        "organizer": make_member(group, lead, "orga", Role.ORGANIZER).person,
        "neighbour": neighbour, "lead": lead,
    }  # fmt: skip
    return Site(
        places=places,
        channel=channel,
        first=make_thread(channel, group, lead),
        hook=make_hook(group, lead, channel),
        group=group,
        other=other,
        windows={name: window(each, strong=name == "moderator") for name, each in people.items()},
        people={name: each for name, each in people.items() if each},
    )


def where(response: Any) -> str:
    """Where an answer leads."""
    return str(response.headers.get("Location", ""))


def pages_of(site: Site) -> dict[str, tuple[str, set[str]]]:
    """Every address, with who may see it; the others are not told that it is there."""
    near = {"organizer", "neighbour", "lead"}
    rule = Rule.objects.get()
    return {
        "channels": ("/channels/", near | {"far"}),
        "place": ("/channels/at/26161/", near),
        "rule": (f"/channels/on/{rule.blueprint_id}/{rule.number}/", near | {"far"}),
        "hooks": (site.hooks(), {"lead"}),
        "hook_new": (site.hooks("new/"), {"lead"}),
        "hook_try": (site.hooks(f"{site.hook.pk}/try/"), {"lead"}),
        "hook_remove": (site.hooks(f"{site.hook.pk}/remove/"), {"lead"}),
        "channel": (site.path(), near),
        "thread_new": (site.path("new/"), near),
        "name": (site.path("name/"), near),
        "quiet": (site.path("quiet/"), near),
        "follow": (site.path("follow/"), near),
        "thread": (site.thread(), near),
        "reply": (site.thread("reply/"), near),
        "edit": (site.thread("1/edit/"), {"lead"}),
        "delete": (site.thread("1/delete/"), {"lead"}),
        "report": (site.thread("1/report/"), near),
    }
