"""What the groups of the demo say to each other: two threads in the channel of a county."""

from __future__ import annotations

from datetime import datetime

from freedomcities.accounts.models import Person
from freedomcities.channels.models import Channel
from freedomcities.channels.opening import open_place
from freedomcities.channels.operations import start_thread, write_post
from freedomcities.demo.people import address_of
from freedomcities.groups.models import Group
from freedomcities.places.questions import find_place

_PLACE = "Washtenaw County, MI"


def add_channels(*, now: datetime) -> None:
    """Let the leads of both groups talk, where nobody has talked yet."""
    place = find_place(_PLACE)
    if Channel.objects.filter(place=place).exists():
        return
    alice, carol = (
        Person.objects.with_address(address_of(each)).get() for each in ("alice", "carol")
    )
    ours, theirs = (
        Group.objects.led_by(each).open().order_by("pk").first() for each in (alice, carol)
    )
    if ours is None or theirs is None:
        return
    channel = open_place(place, actor=alice, now=now)
    first = start_thread(
        channel.pk,
        group_id=ours.pk,
        title="Going to the sheriff together?",
        text="We would like to ask the sheriff for one meeting with both of our groups.\n\n"
        "Which evenings are good for you?",
        actor=alice,
        now=now,
    )
    write_post(
        first.thread_id,
        group_id=theirs.pk,
        text="Yes! Tuesdays and Thursdays. Somos seis, y dos de nosotras hablan con la prensa.",
        actor=carol,
        now=now,
    )
    start_thread(
        channel.pk,
        group_id=theirs.pk,
        title="Flyers in Spanish",
        text="We have a box of flyers on your rights at a traffic stop. Who needs some?",
        actor=carol,
        now=now,
    )
