"""When a post is seen: at once, or once a moderator has read it.

A post that holds a number or an address by which somebody can be found waits, with its thread if
it begins one. Nobody but its author sees it, no letter and no chat tells of it, and the thread
does not move, until a moderator publishes it.
"""

from __future__ import annotations

from datetime import datetime

from freedomcities.accounts.models import Person
from freedomcities.channels.handing_on import hand_on
from freedomcities.channels.models import Channel, Delivery, Post
from freedomcities.channels.news import tell_post
from freedomcities.lib.dates import day_of
from freedomcities.moderation.choices import Why
from freedomcities.moderation.operations import hold
from freedomcities.moderation.private_details import kinds_in

POST = "post"


def hold_if_private(post: Post, *, actor: Person, now: datetime) -> bool:
    """Let a post wait if its words say so; whether it does. Within the operation that writes it.

    One that waits already goes on waiting, whatever it says now: a moderator looks at it.
    """
    words = (post.thread.title, post.text) if post.number == 1 else (post.text,)
    details = kinds_in(*words)
    if details and not post.is_held:
        _set_held(post, is_held=True)
        # What is on its way to a chat stays here.
        Delivery.objects.filter(post=post).delete()
    if details:
        hold(POST, str(post.pk), [Why.PRIVATE_DETAILS], details=details, actor=actor, now=now)
    return post.is_held


def show_post(post: Post, channel: Channel, *, actor: Person, now: datetime) -> None:
    """Let everybody in the channel see a post, and tell them. The channel is locked."""
    if post.is_held:
        _set_held(post, is_held=False)
    channel.moves += 1
    channel.save(update_fields=["moves"])
    thread = post.thread
    thread.moved_at, thread.last_on = channel.moves, day_of(now)
    thread.save(update_fields=["moved_at", "last_on"])
    hand_on(post, channel, now=now)
    tell_post(post, channel, actor=actor, now=now)


def take_post(post: Post) -> None:
    """Take a post away, and the thread with the last post of it."""
    thread = post.thread
    post.delete()
    if not thread.posts.exists():
        thread.delete()


def _set_held(post: Post, *, is_held: bool) -> None:
    post.is_held = is_held
    post.save(update_fields=["is_held"])
    if post.number == 1:
        post.thread.is_held = is_held
        post.thread.save(update_fields=["is_held"])
