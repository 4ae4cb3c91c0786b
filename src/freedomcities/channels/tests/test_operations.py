"""Writing in channels: who may, for which group, under which name; order, and two at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from freedomcities.accounts.counting import TooOften
from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW
from freedomcities.accounts.tests.racing import race
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import site_version
from freedomcities.blueprints.tests.makers import make_rule
from freedomcities.channels.models import Channel, Mute, Post, Thread, Voice
from freedomcities.channels.opening import open_place, open_rule
from freedomcities.channels.operations import (
    change_post,
    delete_post,
    mute,
    rename_voice,
    start_thread,
    unmute,
    write_post,
)
from freedomcities.channels.tests.makers import (
    make_channel,
    make_region,
    make_reply,
    make_thread,
    snapshot,
)
from freedomcities.groups.choices import Role
from freedomcities.groups.members import change_role, leave, remove_member
from freedomcities.groups.operations import close_group
from freedomcities.groups.refusals import MayNot, NothingWritten, TooLong
from freedomcities.groups.tests.makers import (
    make_founder,
    make_group,
    make_member,
    make_waiting,
    own,
)
from freedomcities.lib.errors import Refusal


def refuses(kind: type[Refusal], do: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    before = snapshot(), AuditEntry.objects.count()
    with pytest.raises(kind):
        do(*args, **{"now": NOW, **kwargs})
    assert (snapshot(), AuditEntry.objects.count()) == before


@pytest.mark.django_db
def test_a_channel_is_there_once_somebody_looks() -> None:
    places = make_region()
    ann, zoe = make_founder(), make_founder("zoe")
    make_group(ann, places=[places["ann_arbor"]])
    make_group(zoe, places=[places["toledo"]])
    version = site_version()
    found = make_channel(places["washtenaw"], ann)
    assert make_channel(places["washtenaw"], ann) == found
    assert Channel.objects.count() == 1
    entry = AuditEntry.objects.order_by("-sequence")[0]
    assert (entry.action, entry.subject) == ("open-channel", f"channel {found.pk}")
    assert site_version() == version
    refuses(MayNot, open_place, places["washtenaw"], actor=zoe)
    refuses(MayNot, open_place, places["detroit"], actor=ann)
    refuses(MayNot, open_place, places["washtenaw"], actor=make_founder("out"))


@pytest.mark.django_db
def test_a_post_says_whose_group_it_is_and_nothing_of_the_person() -> None:
    places = make_region()
    ann = make_founder()
    group = make_group(ann, places=[places["ann_arbor"]])
    channel = make_channel(places["washtenaw"], ann)
    post = make_thread(channel, group, ann, title="  A \u202etitle ", text="One\r\n\r\n\r\nTwo\x00")
    assert (post.thread.title, post.text) == ("A title", "One\n\nTwo")
    assert (post.number, post.written_on, post.group) == (1, NOW.date(), group)
    assert post.voice is not None
    assert post.voice.name == own(group, ann).name
    assert str(ann.pk) not in str(Post.objects.values())
    entry = AuditEntry.objects.order_by("-sequence")[0]
    assert (entry.action, entry.subject, entry.detail) == (
        "start-thread",
        f"channel {channel.pk}",
        {},
    )
    assert (entry.at.hour, entry.at.minute, entry.at.second) == (0, 0, 0)
    refuses(NothingWritten, start_thread, channel.pk, group_id=group.pk, title=" ", text="x",
            actor=ann)  # fmt: skip
    refuses(TooLong, write_post, post.thread_id, group_id=group.pk, text="x" * 5_001, actor=ann)
    refuses(TooLong, start_thread, channel.pk, group_id=group.pk, title="x" * 121, text="x",
            actor=ann)  # fmt: skip
    assert len(make_reply(post, group, ann, text="x" * 5_000).text) == 5_000


@pytest.mark.django_db
def test_one_person_in_two_groups_has_nothing_in_common() -> None:
    places = make_region()
    ann = make_founder()
    one = make_group(ann, places=[places["ann_arbor"]], my_name="Wren")
    two = make_group(ann, places=[places["ypsilanti"]], name="Other", my_name="Jay")
    channel = make_channel(places["washtenaw"], ann)
    first = make_thread(channel, one, ann)
    second = make_reply(first, two, ann, name="Robin")
    make_reply(first, two, ann, name="ignored, they have a name")
    assert first.voice is not None
    assert second.voice is not None
    assert {first.voice.name, second.voice.name} == {"Wren", "Robin"}
    assert first.voice.pk != second.voice.pk
    assert Voice.objects.count() == 2
    other = make_channel(places["michigan"], ann)
    elsewhere = make_thread(other, one, ann, name="Finch")
    assert elsewhere.voice is not None
    assert elsewhere.voice.pk not in {first.voice.pk, second.voice.pk}
    rename_voice(channel.pk, group_id=one.pk, name="Owl", actor=ann, now=NOW)
    first.voice.refresh_from_db()
    elsewhere.voice.refresh_from_db()
    assert (first.voice.name, elsewhere.voice.name) == ("Owl", "Finch")
    refuses(NothingWritten, rename_voice, channel.pk, group_id=one.pk, name=" ", actor=ann)


@pytest.mark.django_db
def test_who_may_write() -> None:
    places = make_region()
    ann, zoe = make_founder(), make_founder("zoe")
    group = make_group(ann, places=[places["ann_arbor"]])
    far = make_group(zoe, name="Far", places=[places["toledo"]])
    organizer = make_member(group, ann, "org", Role.ORGANIZER)
    member = make_member(group, ann)
    channel = make_channel(places["washtenaw"], ann)
    first = make_thread(channel, group, ann)
    assert make_reply(first, group, organizer.person).number == 2
    waiting = make_waiting(ann, name="Waiting", places=[places["ann_arbor"]])
    for actor, group_id in (
        (member.person, group.pk), (zoe, group.pk), (zoe, far.pk), (ann, far.pk),
        (ann, waiting.pk), (ann, "bbbbbbbbbbbb"), (make_founder("out"), group.pk),
    ):  # fmt: skip
        for do, of in ((start_thread, channel.pk), (write_post, first.thread_id)):
            more = {"title": "x"} if do is start_thread else {}
            refuses(MayNot, do, of, group_id=group_id, text="x", actor=actor, **more)
    refuses(MayNot, write_post, "bbbbbbbbbbbb", group_id=group.pk, text="x", actor=ann)
    refuses(MayNot, mute, channel.pk, actor=zoe)
    refuses(MayNot, change_post, first.pk, text="x", actor=organizer.person)
    refuses(MayNot, delete_post, first.pk, actor=organizer.person)


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["demoted", "removed", "left", "closed", "moved away"])
def test_from_one_moment_to_the_next_it_is_over(end: str) -> None:
    places = make_region()
    ann = make_founder()
    group = make_group(ann, places=[places["ann_arbor"]])
    second = make_member(group, ann, role=Role.LEAD)
    channel = make_channel(places["washtenaw"], ann)
    first = make_thread(channel, group, ann)
    mine = make_reply(first, group, second.person)
    if end == "demoted":
        change_role(group.pk, second.pk, Role.MEMBER, actor=ann, now=NOW)
    elif end == "removed":
        remove_member(group.pk, second.pk, actor=ann, now=NOW)
    elif end == "left":
        leave(group.pk, actor=second.person, now=NOW)
    elif end == "closed":
        close_group(group.pk, actor=ann, now=NOW)
    else:
        group.places.update(place=places["toledo"])
    refuses(MayNot, write_post, first.thread_id, group_id=group.pk, text="x", actor=second.person)
    refuses(MayNot, change_post, mine.pk, text="x", actor=second.person)
    refuses(MayNot, delete_post, mine.pk, actor=second.person)
    mine.refresh_from_db()
    # Who left has no name any more; the group stands beside what they wrote.
    assert (mine.voice is None) == (end in {"removed", "left"})
    assert mine.group == group
    assert not Channel.objects.seen_from([]).exists()


@pytest.mark.django_db
def test_ones_own_posts_are_changed_and_deleted() -> None:
    places = make_region()
    ann = make_founder()
    group = make_group(ann, places=[places["ann_arbor"]])
    channel = make_channel(places["washtenaw"], ann)
    first = make_thread(channel, group, ann)
    reply = make_reply(first, group, ann)
    later = NOW + timedelta(days=1)
    change_post(reply.pk, text="New", actor=ann, now=later)
    reply.refresh_from_db()
    assert (reply.text, reply.changed_on) == ("New", later.date())
    refuses(MayNot, change_post, reply.pk, text="x", title="Mine", actor=ann)
    change_post(first.pk, text="New", title="Other title", actor=ann, now=NOW)
    assert Thread.objects.get().title == "Other title"
    delete_post(first.pk, actor=ann, now=NOW)
    assert make_reply(reply, group, ann).number == 3
    delete_post(reply.pk, actor=ann, now=NOW)
    refuses(MayNot, delete_post, reply.pk, actor=ann)
    delete_post(Post.objects.get().pk, actor=ann, now=NOW)
    assert not Thread.objects.exists()


@pytest.mark.django_db
def test_whatever_was_written_in_last_comes_first() -> None:
    places = make_region()
    ann = make_founder()
    group = make_group(ann, places=[places["ann_arbor"]])
    channel = make_channel(places["washtenaw"], ann)
    one, two, three = (make_thread(channel, group, ann, title=each) for each in "123")
    make_reply(one, group, ann)
    titles = [thread.title for thread in Thread.objects.latest_first()]
    assert titles == ["1", "3", "2"]
    assert (two.number, three.number) == (1, 1)


@pytest.mark.django_db
def test_muting_is_a_wish_that_no_log_has() -> None:
    places = make_region()
    ann = make_founder()
    make_group(ann, places=[places["ann_arbor"]])
    channel = make_channel(places["washtenaw"], ann)
    entries = AuditEntry.objects.count()
    for _ in range(2):
        mute(channel.pk, actor=ann, now=NOW)
    assert Mute.objects.get().person == ann
    unmute(channel.pk, actor=ann, now=NOW)
    assert not Mute.objects.exists()
    assert AuditEntry.objects.count() == entries


@pytest.mark.django_db
def test_nobody_floods_a_channel() -> None:
    places = make_region()
    ann = make_founder()
    group = make_group(ann, places=[places["ann_arbor"]])
    first = make_thread(make_channel(places["washtenaw"], ann), group, ann)
    for _ in range(59):
        make_reply(first, group, ann)
    refuses(TooOften, write_post, first.thread_id, group_id=group.pk, text="x", actor=ann)
    assert make_reply(first, group, ann, now=NOW + timedelta(hours=1, seconds=1)).number == 61


@pytest.mark.django_db
def test_a_rule_has_a_channel_for_all_leads() -> None:
    places = make_region()
    ann, zoe = make_founder(), make_founder("zoe")
    group = make_group(ann, places=[places["ann_arbor"]])
    far = make_group(zoe, name="Far", places=[places["toledo"]])
    rule = make_rule()
    channel = open_rule(rule, actor=ann, now=NOW)
    first = make_thread(channel, group, ann)
    assert open_rule(rule, actor=zoe, now=NOW) == channel
    assert make_reply(first, far, zoe).number == 2
    refuses(MayNot, open_rule, rule, actor=make_founder("out"))


@pytest.mark.django_db(transaction=True)
def test_two_who_look_first_find_the_same_channel() -> None:
    places = make_region()
    ann, bob = make_founder(), make_founder("bob")
    make_group(ann, places=[places["ann_arbor"]])
    make_group(bob, name="Other", places=[places["ypsilanti"]])
    here = places["washtenaw"]
    refused = race(
        lambda: open_place(here, actor=ann, now=NOW), lambda: open_place(here, actor=bob, now=NOW)
    )
    assert refused == [None, None]
    assert Channel.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_write_first_write_in_one_channel() -> None:
    places = make_region()
    ann, bob = make_founder(), make_founder("bob")
    group = make_group(ann, places=[places["ann_arbor"]])
    other = make_group(bob, name="Other", places=[places["ypsilanti"]])

    def write(group_id: str, actor: Person) -> None:
        fresh = Channel(place=places["washtenaw"])
        start_thread(fresh, group_id=group_id, title="T", text="x", actor=actor, now=NOW)

    refused = race(
        lambda: write(group.pk, ann),
        lambda: write(other.pk, bob),
        lambda: mute(Channel(place=places["washtenaw"]), actor=ann, now=NOW),
    )
    assert refused == [None, None, None]
    assert Channel.objects.count() == 1
    assert sorted(Thread.objects.values_list("moved_at", flat=True)) == [1, 2]
    assert AuditEntry.objects.filter(action="open-channel").count() == 1


@pytest.mark.django_db
def test_whoever_does_not_sit_near_makes_no_channel() -> None:
    places = make_region()
    ann, zoe = make_founder(), make_founder("zoe")
    group = make_group(ann, places=[places["ann_arbor"]])
    far = make_group(zoe, name="Far", places=[places["toledo"]])
    fresh = Channel(place=places["washtenaw"])
    for group_id in (group.pk, far.pk):
        refuses(
            MayNot, start_thread, fresh, group_id=group_id, title="T", text="x", actor=zoe,
        )  # fmt: skip
        refuses(MayNot, rename_voice, fresh, group_id=group_id, name="Z", actor=zoe)
    refuses(MayNot, mute, fresh, actor=zoe)
    assert not Channel.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_posts_at_once_get_one_number_each() -> None:
    places = make_region()
    ann, bob = make_founder(), make_founder("bob")
    group = make_group(ann, places=[places["ann_arbor"]])
    other = make_group(bob, name="Other", places=[places["ypsilanti"]])
    first = make_thread(make_channel(places["washtenaw"], ann), group, ann)
    refused = race(
        lambda: make_reply(first, group, ann),
        lambda: make_reply(first, other, bob),
        lambda: make_reply(first, group, ann),
    )
    assert refused == [None, None, None]
    assert list(Post.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]
    thread, channel = Thread.objects.get(), Channel.objects.get()
    assert (thread.numbers, thread.moved_at, channel.moves) == (4, 4, 4)


@pytest.mark.django_db(transaction=True)
def test_a_post_and_the_end_of_the_part_at_once() -> None:
    """Either the post came before, or it is refused: nothing is written by who has no part."""
    places = make_region()
    ann = make_founder()
    group = make_group(ann, places=[places["ann_arbor"]])
    bob = make_member(group, ann, role=Role.LEAD)
    first = make_thread(make_channel(places["washtenaw"], ann), group, ann)
    refused = race(
        lambda: change_role(group.pk, bob.pk, Role.MEMBER, actor=ann, now=NOW),
        lambda: make_reply(first, group, bob.person),
    )
    assert refused[0] is None
    assert (refused[1] is None) == (Post.objects.count() == 2)
    if connection.vendor == "sqlite":
        assert refused[1] is MayNot
