"""What is held on somebody in channels, how it goes, and what time takes away."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from freedomcities.accounts.tests.makers import NOW
from freedomcities.channels.forgetting import forget_old, forget_person, held_on
from freedomcities.channels.models import Channel, Delivery, Hook, Mute, Post, Thread, Voice
from freedomcities.channels.operations import mute
from freedomcities.channels.tests.makers import (
    make_channel,
    make_hook,
    make_region,
    make_reply,
    make_thread,
)
from freedomcities.groups.operations import close_group
from freedomcities.groups.tests.makers import make_founder, make_group
from freedomcities.lib.dates import monday_of

pytestmark = pytest.mark.django_db


def test_what_is_held_and_how_it_goes() -> None:
    places = make_region()
    ann, bob = make_founder(), make_founder("bob")
    group = make_group(ann, places=[places["ann_arbor"]], my_name="Wren")
    other = make_group(bob, name="Other", places=[places["ypsilanti"]])
    channel = make_channel(places["washtenaw"], ann)
    first = make_thread(channel, group, ann)
    reply = make_reply(first, other, bob)
    mute(channel.pk, actor=ann, now=NOW)
    monday = monday_of(NOW.date())
    nothing: dict[str, object] = {"names": [], "posts": [], "hooks": [], "muted": []}
    assert held_on(ann) == {
        "names": [
            {"channel": "Washtenaw County, MI", "group": "Neighbors of Ann Arbor", "name": "Wren"}
        ],
        "posts": [
            {
                "channel": "Washtenaw County, MI",
                "thread": "Titlecanary",
                "text": "Textcanary",
                "in_the_week_of": str(monday),
            }
        ],
        "hooks": [],
        "muted": ["Washtenaw County, MI"],
    }
    assert held_on(make_founder("out")) == nothing
    before = held_on(bob)
    forget_person(ann, now=NOW)
    assert (held_on(ann), held_on(bob)) == (nothing, before)
    first.refresh_from_db()
    reply.refresh_from_db()
    assert (first.voice, first.text, first.group) == (None, "Textcanary", group)
    assert reply.voice is not None
    assert (Mute.objects.count(), Voice.objects.count()) == (0, 1)


def test_threads_go_a_year_after_their_last_post() -> None:
    places = make_region()
    ann = make_founder()
    group = make_group(ann, places=[places["ann_arbor"]])
    channel = make_channel(places["washtenaw"], ann)
    now = datetime(2026, 3, 1, 12, tzinfo=NOW.tzinfo)
    old = make_thread(channel, group, ann, title="Old", now=now)
    moved = make_thread(channel, group, ann, title="Moved", now=now)
    make_reply(moved, group, ann, now=now + timedelta(days=30))
    assert forget_old(now=now + timedelta(days=364)) == 0
    assert forget_old(now=now + timedelta(days=365)) == 1
    assert not Post.objects.filter(pk=old.pk).exists()
    assert Thread.objects.get().title == "Moved"
    assert forget_old(now=now + timedelta(days=395)) == 1
    assert (Post.objects.count(), Channel.objects.count()) == (0, 1)


def test_more_than_a_batch_goes_in_one_evening() -> None:
    places = make_region()
    ann = make_founder()
    make_group(ann, places=[places["ann_arbor"]])
    channel = make_channel(places["washtenaw"], ann)
    long_ago = NOW.date() - timedelta(days=400)
    Thread.objects.bulk_create(
        Thread(channel=channel, title=f"{number}", last_on=long_ago) for number in range(450)
    )
    assert forget_old(now=NOW) == 450


def test_what_a_closed_group_had_for_its_chat_goes() -> None:
    places = make_region()
    ann, bob = make_founder(), make_founder("bob")
    group = make_group(ann, places=[places["ann_arbor"]])
    other = make_group(bob, name="Other", places=[places["ypsilanti"]])
    channel = make_channel(places["washtenaw"], ann)
    make_hook(group, ann, channel)
    kept = make_hook(other, bob, channel)
    close_group(group.pk, actor=ann, now=NOW)
    assert list(Hook.objects.at_work()) == [kept]
    make_thread(channel, other, bob)
    assert [delivery.hook for delivery in Delivery.objects.all()] == [kept]
    assert [hook.group for hook in Hook.objects.of_closed_groups()] == [group]
