"""Channels, and groups around them, for tests.

Ann Arbor and Ypsilanti lie in Washtenaw County, beside Wayne County; Detroit, which lies there,
is 60 km away. Toledo is over the border of the state.
"""

from __future__ import annotations

from typing import Any

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW
from freedomcities.channels import models
from freedomcities.channels.choices import Form
from freedomcities.channels.hooks import Wanted, set_hook
from freedomcities.channels.models import Channel, Hook, Post
from freedomcities.channels.opening import open_place
from freedomcities.channels.operations import start_thread, write_post
from freedomcities.groups.models import Group
from freedomcities.places.models import Neighbour, Place
from freedomcities.places.tests.makers import make_containment, make_place

HOOK_ADDRESS = "https://hooks.example.org/services/T0/B0/hookcanary"


def make_region() -> dict[str, Place]:
    """The places above."""
    michigan = make_place("26", "Michigan", kind="state")
    ohio = make_place("39", "Ohio", kind="state", state="OH", latitude=40.4, longitude=-82.9)
    washtenaw = make_place("26161", "Washtenaw County")
    wayne = make_place("26163", "Wayne County", latitude=42.28, longitude=-83.26)
    lucas = make_place("39095", "Lucas County", state="OH", latitude=41.6, longitude=-83.6)
    ann_arbor = make_place("2603000", "Ann Arbor")
    ypsilanti = make_place("2689140", "Ypsilanti", latitude=42.24, longitude=-83.61)
    detroit = make_place("2622000", "Detroit", latitude=42.38, longitude=-83.1)
    toledo = make_place("3977000", "Toledo", state="OH", latitude=41.66, longitude=-83.58)
    for town, county in (
        (ann_arbor, washtenaw), (ypsilanti, washtenaw), (detroit, wayne), (toledo, lucas),
    ):  # fmt: skip
        make_containment(town, county)
    for one, other in ((washtenaw, wayne), (wayne, lucas)):
        Neighbour.objects.create(place=one, neighbour=other)
        Neighbour.objects.create(place=other, neighbour=one)
    return {
        "michigan": michigan, "ohio": ohio, "washtenaw": washtenaw, "wayne": wayne,
        "lucas": lucas, "ann_arbor": ann_arbor, "ypsilanti": ypsilanti, "detroit": detroit,
        "toledo": toledo,
    }  # fmt: skip


def make_channel(place: Place, lead: Person) -> Channel:
    """The channel of a place, where nobody has written yet."""
    return open_place(place, actor=lead, now=NOW)


def make_thread(channel: Channel, group: Group, lead: Person, **overrides: Any) -> Post:
    """The first post of a thread."""
    values: dict[str, Any] = {"title": "Titlecanary", "text": "Textcanary", **overrides}
    values.setdefault("now", NOW)
    return start_thread(channel.pk, group_id=group.pk, actor=lead, **values)


def make_reply(first: Post, group: Group, lead: Person, **overrides: Any) -> Post:
    """An answer."""
    values: dict[str, Any] = {"text": "Replycanary", "now": NOW, **overrides}
    return write_post(first.thread_id, group_id=group.pk, actor=lead, **values)


def make_hook(group: Group, lead: Person, *channels: Channel, **overrides: Any) -> Hook:
    """A hook to a chat of Slack's form."""
    values: dict[str, Any] = {"form": Form.SLACK, "address": HOOK_ADDRESS, **overrides}
    return set_hook(group.pk, Wanted(**values), channels, actor=lead, now=NOW)[0]


def make_matrix_hook(group: Group, lead: Person, *channels: Channel, **overrides: Any) -> Hook:
    """A hook to a room of Matrix."""
    values = {
        "form": Form.MATRIX, "address": "https://matrix.example.org", "room": "!abc:example.org",
        "token": "tokencanary", **overrides,
    }  # fmt: skip
    return make_hook(group, lead, *channels, **values)


def snapshot() -> list[Any]:
    """All that channels hold, to see that nothing changed."""
    tables = (
        models.Channel, models.Voice, models.Listener, models.Thread, models.Post, models.Mute,
        models.Hook, models.Hook.channels.through, models.Delivery,
    )  # fmt: skip
    return [list(table.objects.order_by("pk").values()) for table in tables]
