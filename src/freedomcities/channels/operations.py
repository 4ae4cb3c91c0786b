"""Writes in channels; hooks (`hooks`) have a module of their own.

Whoever writes does so for one group: its row is locked, so that their part in it stands until
the post does. The channel's row is locked as well: posts get their numbers one after the other.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from freedomcities.accounts.counting import Limit, count
from freedomcities.accounts.models import Person
from freedomcities.audit.operations import record
from freedomcities.blueprints.models import Rule
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
from freedomcities.channels.permissions import may_speak
from freedomcities.channels.seats import rings_by_group, seats_of
from freedomcities.channels.showing import POST, hold_if_private, show_post, take_post
from freedomcities.channels.tasks import enter_listeners
from freedomcities.groups.locking import lock_for, membership_of
from freedomcities.groups.models import Membership
from freedomcities.groups.refusals import MayNot
from freedomcities.groups.texts import many_lines, one_line, own_name
from freedomcities.lib.dates import day_of
from freedomcities.moderation.operations import drop
from freedomcities.places.models import Place

_POSTS = Limit("channel-posts", 60, timedelta(hours=1))


def open_place(place: Place, *, actor: Person, now: datetime) -> Channel:
    """The channel of a place, made when it is first looked at; MayNot."""
    government = place.same_as or place
    if not any(government.pk in seat.rings for seat in seats_of(actor)):
        raise MayNot
    return _open(Channel(place=government), actor=actor, now=now)


def open_rule(rule: Rule, *, actor: Person, now: datetime) -> Channel:
    """The channel of a rule, made when it is first looked at; MayNot."""
    if not seats_of(actor):
        raise MayNot
    return _open(Channel(rule=rule), actor=actor, now=now)


def start_thread(
    channel_id: str,
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
        channel, membership = _take_seat(channel_id, group_id, actor)
        thread = Thread.objects.create(channel=channel, title=titled, last_on=day_of(now))
        return _add(thread, channel, membership, said, name=name, actor=actor, now=now)


def write_post(
    thread_id: str, *, group_id: str, text: str, name: str = "", actor: Person, now: datetime
) -> Post:
    """Answer in a thread, for a group. Raises as `start_thread` does."""
    said = many_lines(text, most=LONGEST_POST)
    channel_id = Thread.objects.filter(pk=thread_id).values_list("channel_id", flat=True).first()
    with transaction.atomic():
        channel, membership = _take_seat(channel_id, group_id, actor)
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
        post, channel = _own_post(post_id, actor)
        if titled is not None:
            if post.number != 1:
                raise MayNot
            post.thread.title = titled
            post.thread.save(update_fields=["title"])
        post.text, post.changed_on = said, day_of(now)
        post.save(update_fields=["text", "changed_on"])
        _note(channel, "change-post", actor=actor, now=now)
        hold_if_private(post, actor=actor, now=now)
    return post


def delete_post(post_id: int, *, actor: Person, now: datetime) -> None:
    """Take one's own post away, and the thread with the last post of it; MayNot."""
    with transaction.atomic():
        post, channel = _own_post(post_id, actor)
        take_post(post)
        drop(POST, str(post_id), actor=actor, now=now)
        _note(channel, "delete-post", actor=actor, now=now)


def rename_voice(
    channel_id: str, *, group_id: str, name: str, actor: Person, now: datetime
) -> Voice:
    """Be called otherwise in a channel; MayNot, NothingWritten, TooLong, HoldsDetails."""
    named = own_name(name)
    with transaction.atomic():
        channel, membership = _take_seat(channel_id, group_id, actor)
        voice = _voice(channel, membership, named)
        voice.name = named
        voice.save(update_fields=["name"])
        _note(channel, "rename-voice", actor=actor, now=now)
    return voice


def mute(channel_id: str, *, actor: Person, now: datetime) -> None:  # noqa: ARG001 every operation
    """Hear nothing of a channel any more; MayNot. The log has nothing of such a wish."""
    Mute.objects.get_or_create(channel=_seen(channel_id, actor), person=actor)


def unmute(channel_id: str, *, actor: Person, now: datetime) -> None:  # noqa: ARG001 every operation
    """Hear of a channel again; MayNot."""
    Mute.objects.filter(channel=_seen(channel_id, actor), person=actor).delete()


def _open(fresh: Channel, *, actor: Person, now: datetime) -> Channel:
    found = Channel.objects.filter(place=fresh.place, rule=fresh.rule)
    if channel := found.first():
        return channel
    with transaction.atomic():
        # Of two who look first at once, one makes it.
        Channel.objects.bulk_create([fresh], ignore_conflicts=True)
        channel = found.get()
        if channel.pk == fresh.pk:
            _note(channel, "open-channel", actor=actor, now=now)
            _enter_listeners(channel, now)
    return channel


def _seen(channel_id: str, person: Person) -> Channel:
    channel = Channel.objects.seen_from(seats_of(person)).filter(pk=channel_id).first()
    if channel is None:
        raise MayNot
    return channel


def _take_seat(channel_id: str | None, group_id: str, actor: Person) -> tuple[Channel, Membership]:
    """The channel, locked, and what somebody is in a group that sees it, locked as well; MayNot."""
    group = lock_for(group_id, actor, may_speak)
    channel = Channel.objects.select_for_update().filter(pk=channel_id).first()
    membership = membership_of(group, actor)
    if channel is None or membership is None:
        raise MayNot
    if (
        channel.place_id is not None
        and channel.place_id not in rings_by_group([group.pk])[group.pk]
    ):
        raise MayNot
    return channel, membership


def _own_post(post_id: int, actor: Person) -> tuple[Post, Channel]:
    """One's own post in a channel that one still sees, and the channel, locked; MayNot."""
    mine = Post.objects.by(actor).select_related("thread", "voice__membership")
    post = mine.filter(pk=post_id).first()
    if post is None or post.voice is None:
        raise MayNot
    channel, _membership = _take_seat(post.thread.channel_id, post.voice.membership.group_id, actor)
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
    _note(channel, "write-post" if post.number > 1 else "start-thread", actor=actor, now=now)
    enter(membership, channel)
    if not hold_if_private(post, actor=actor, now=now):
        show_post(post, channel, actor=actor, now=now)
    if channel.entered_on != day_of(now):
        _enter_listeners(channel, now)
    return post


def _enter_listeners(channel: Channel, now: datetime) -> None:
    """Once a day at most: who has come to sit near it since then follows it as well."""
    channel.entered_on = day_of(now)
    channel.save(update_fields=["entered_on"])
    enter_listeners.enqueue(channel.pk)


def _voice(channel: Channel, membership: Membership, name: str) -> Voice:
    """What somebody goes by; `name` where they have written nothing yet."""
    voice = Voice.objects.filter(channel=channel, membership=membership).first()
    if voice is not None:
        return voice
    named = own_name(name or membership.name)
    return Voice.objects.create(channel=channel, membership=membership, name=named)


def _note(channel: Channel, action: str, *, actor: Person, now: datetime) -> None:
    """The entry in the log; it says the day, and neither the thread nor the group."""
    record(actor=actor, now=now, action=action, subject=f"channel {channel.pk}", is_public=False)
