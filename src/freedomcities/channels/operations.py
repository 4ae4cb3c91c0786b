"""Writes in channels; hooks (`hooks`) have a module of their own.

Whoever writes does so for one group: its row is locked, so that their part in it stands until
the post does. The channel's row is locked as well: posts get their numbers one after the other.
Where nobody wrote yet there is none: `start_thread`, `rename_voice` and `mute` make it (`opening`).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from freedomcities.accounts.counting import Limit, count
from freedomcities.accounts.models import Person
from freedomcities.channels.listening import enter
from freedomcities.channels.models import (
    LONGEST_POST,
    LONGEST_TITLE,
    Channel,
    Mute,
    Post,
    Thread,
    Voice,
)
from freedomcities.channels.opening import enter_again, note, open_channel, opened
from freedomcities.channels.permissions import may_speak
from freedomcities.channels.seats import rings_by_group, seats_of
from freedomcities.channels.showing import POST, hold_if_private, show_post, take_post
from freedomcities.groups.locking import lock_for, membership_of
from freedomcities.groups.models import Group, Membership
from freedomcities.groups.refusals import MayNot
from freedomcities.groups.texts import many_lines, one_line, own_name
from freedomcities.lib.dates import day_of
from freedomcities.moderation.operations import drop

Where = str | Channel
"""A channel by its id; or a row that is not stored, of what nobody has talked about yet."""
_POSTS = Limit("channel-posts", 60, timedelta(hours=1))


def start_thread(
    where: Where,
    *,
    group_id: str,
    title: str,
    text: str,
    name: str = "",
    actor: Person,
    now: datetime,
) -> Post:
    """Begin a thread for a group, with its first post.

    `name`: what they are called in this channel, where they have written nothing yet for this
    group. Raises MayNot, NothingWritten, TooLong, TooOften.
    """
    titled = one_line(title, most=LONGEST_TITLE)
    said = many_lines(text, most=LONGEST_POST)
    with transaction.atomic():
        channel, membership = _take_seat(where, group_id, actor, now)
        thread = Thread.objects.create(channel=channel, title=titled, last_on=day_of(now))
        return _add(thread, channel, membership, said, name=name, actor=actor, now=now)


def write_post(
    thread_id: str, *, group_id: str, text: str, name: str = "", actor: Person, now: datetime
) -> Post:
    """Answer in a thread, for a group. Raises as `start_thread` does."""
    said = many_lines(text, most=LONGEST_POST)
    channel_id = Thread.objects.filter(pk=thread_id).values_list("channel_id", flat=True).first()
    with transaction.atomic():
        channel, membership = _take_seat(channel_id, group_id, actor, now)
        thread = Thread.objects.shown_to(actor).filter(pk=thread_id).first()
        if thread is None:
            raise MayNot
        return _add(thread, channel, membership, said, name=name, actor=actor, now=now)


def change_post(
    post_id: int, *, text: str, title: str | None = None, actor: Person, now: datetime
) -> Post:
    """Write one's own post anew; whoever began a thread gives it another `title` with its first.

    Raises MayNot, NothingWritten, TooLong.
    """
    said = many_lines(text, most=LONGEST_POST)
    titled = one_line(title, most=LONGEST_TITLE) if title is not None else None
    with transaction.atomic():
        post, channel = _own_post(post_id, actor, now)
        if titled is not None:
            if post.number != 1:
                raise MayNot
            post.thread.title = titled
            post.thread.save(update_fields=["title"])
        post.text, post.changed_on = said, day_of(now)
        post.save(update_fields=["text", "changed_on"])
        note(channel, "change-post", actor=actor, now=now)
        hold_if_private(post, actor=actor, now=now)
    return post


def delete_post(post_id: int, *, actor: Person, now: datetime) -> None:
    """Take one's own post away, and the thread with the last post of it; MayNot."""
    with transaction.atomic():
        post, channel = _own_post(post_id, actor, now)
        take_post(post)
        drop(POST, str(post_id), actor=actor, now=now)
        note(channel, "delete-post", actor=actor, now=now)


def rename_voice(where: Where, *, group_id: str, name: str, actor: Person, now: datetime) -> Voice:
    """Be called otherwise in a channel; MayNot, NothingWritten, TooLong, HoldsDetails."""
    named = own_name(name)
    with transaction.atomic():
        channel, membership = _take_seat(where, group_id, actor, now)
        voice = _voice(channel, membership, named)
        voice.name = named
        voice.save(update_fields=["name"])
        note(channel, "rename-voice", actor=actor, now=now)
    return voice


def mute(where: Where, *, actor: Person, now: datetime) -> None:
    """Hear nothing of a channel any more; MayNot. The log has nothing of such a wish."""
    with transaction.atomic():
        if isinstance(where, Channel):
            where = open_channel(where, actor=actor, now=now).pk
        Mute.objects.get_or_create(channel=_seen(where, actor), person=actor)


def unmute(channel_id: str, *, actor: Person, now: datetime) -> None:  # noqa: ARG001 every operation
    """Hear of a channel again; MayNot."""
    Mute.objects.filter(channel=_seen(channel_id, actor), person=actor).delete()


def _seen(channel_id: str, person: Person) -> Channel:
    channel = Channel.objects.seen_from(seats_of(person)).filter(pk=channel_id).first()
    if channel is None:
        raise MayNot
    return channel


def _take_seat(
    where: Where | None, group_id: str, actor: Person, now: datetime
) -> tuple[Channel, Membership]:
    """The channel, locked, and what somebody is in a group that sees it, locked as well; MayNot."""
    group = lock_for(group_id, actor, may_speak)
    membership = membership_of(group, actor)
    if isinstance(where, Channel):
        _check_sees(group, where)
        # After the group's lock, as every write: the log's own comes last.
        where = opened(where, actor=actor, now=now).pk
    channel = Channel.objects.select_for_update().filter(pk=where).first()
    if channel is None or membership is None:
        raise MayNot
    _check_sees(group, channel)
    return channel, membership


def _check_sees(group: Group, channel: Channel) -> None:
    if (
        channel.place_id is not None
        and channel.place_id not in rings_by_group([group.pk])[group.pk]
    ):
        raise MayNot


def _own_post(post_id: int, actor: Person, now: datetime) -> tuple[Post, Channel]:
    """One's own post in a channel that one still sees, and the channel, locked; MayNot."""
    mine = Post.objects.by(actor).select_related("thread", "voice__membership")
    post = mine.filter(pk=post_id).first()
    if post is None or post.voice is None:
        raise MayNot
    group_id = post.voice.membership.group_id
    channel, _membership = _take_seat(post.thread.channel_id, group_id, actor, now)
    # Under the lock once more: another window may have taken it away.
    fresh = mine.filter(pk=post_id).first()
    if fresh is None:
        raise MayNot
    return fresh, channel


def _add(
    thread: Thread,
    channel: Channel,
    membership: Membership,
    text: str,
    *,
    name: str,
    actor: Person,
    now: datetime,
) -> Post:
    count(_POSTS, str(actor.pk), now=now)
    thread.numbers += 1
    thread.save(update_fields=["numbers"])
    post = Post.objects.create(
        thread=thread,
        number=thread.numbers,
        voice=_voice(channel, membership, name),
        group_id=membership.group_id,
        text=text,
        written_on=day_of(now),
    )
    note(channel, "write-post" if post.number > 1 else "start-thread", actor=actor, now=now)
    enter(membership, channel)
    if not hold_if_private(post, actor=actor, now=now):
        show_post(post, channel, actor=actor, now=now)
    if channel.entered_on != day_of(now):
        enter_again(channel, now)
    return post


def _voice(channel: Channel, membership: Membership, name: str) -> Voice:
    """What somebody goes by; `name` where they have written nothing yet."""
    voice = Voice.objects.filter(channel=channel, membership=membership).first()
    if voice is not None:
        return voice
    named = own_name(name or membership.name)
    return Voice.objects.create(channel=channel, membership=membership, name=named)
