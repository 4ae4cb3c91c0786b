"""What is told of channels, to those who follow them; whoever sits near one does from its start."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from freedomcities.accounts.models import Person
from freedomcities.channels.models import Channel, Mute, Post, Thread
from freedomcities.channels.names import name_of
from freedomcities.channels.seats import seats_of
from freedomcities.moderation.choices import Ground
from freedomcities.moderation.told import with_ground
from freedomcities.notices.kinds import (
    Context,
    NewsKind,
    Subject,
    SubjectKind,
    register_news,
    register_subject,
)
from freedomcities.notices.models import News
from freedomcities.notices.telling import tell, tell_people

CHANNEL, POSTED = "channel", "channel-post"
NOT_SHOWN, TAKEN = "post-not-shown", "post-taken-down"


def register() -> None:
    """Let channels be followed, and posts be told; said once, when the site starts."""
    register_subject(
        SubjectKind(
            name=CHANNEL,
            find=find,
            find_all=find_all,
            tells=_("We write when somebody writes in the channel."),
            may_follow=sees,
            # Whoever hears of a channel leads a group near it: no link says of which.
            public_title=lambda _channel_id: gettext("a channel"),
        )
    )
    register_news(NewsKind(POSTED, "channels/news/post", may_see=_may_hear, words=words))
    register_news(NewsKind(NOT_SHOWN, "channels/news/post_not_shown", words=words_on_taking))
    register_news(NewsKind(TAKEN, "channels/news/post_taken_down", words=words_on_taking))


def find(channel_id: str) -> Subject | None:
    """The channel of an id."""
    return find_all([channel_id]).get(channel_id)


def find_all(ids: Collection[str]) -> Mapping[str, Subject]:
    """The channels of these ids, in one query."""
    found = Channel.objects.filter(pk__in=ids).with_names()
    return {
        each.pk: Subject(name_of(each), reverse("channels:channel", args=[each.pk]))
        for each in found
    }


def sees(person: Person, channel_id: str) -> bool:
    """Whether somebody sees a channel now."""
    return Channel.objects.seen_from(seats_of(person)).filter(pk=channel_id).exists()


def tell_post(post: Post, channel: Channel, *, actor: Person, now: datetime) -> None:
    """Somebody wrote: told once a day for each who writes in a thread, however much they write."""
    context = {
        "channel": channel.pk,
        "thread": post.thread_id,
        "title": post.thread.title,
        "group": post.group.name if post.group else "",
    }
    tell(
        POSTED,
        subjects=[(CHANNEL, channel.pk)],
        context=context,
        now=now,
        but_not=actor,
        key=f"{post.thread_id} {post.voice_id} {post.written_on}",
    )


def tell_taken(
    channel: Channel, author: Person, *, ground: Ground, is_held: bool, now: datetime
) -> None:
    """Whoever wrote a post is told that a moderator has deleted it, and why; not what it said."""
    context = {"channel": channel.pk, "ground": ground.value}
    tell_people(NOT_SHOWN if is_held else TAKEN, [author], context, now)


def words_on_taking(context: Context) -> Context:
    """The channel's name and the ground, in the language that is active."""
    channel = Channel.objects.filter(pk=context["channel"]).with_names().first()
    address = reverse("channels:channel", args=[context["channel"]])
    place = name_of(channel) if channel else ""
    return {**with_ground(context), "place": place, "address": address}


def words(context: Context) -> Context:
    """What the news say, in the language that is active."""
    channel = Channel.objects.filter(pk=context["channel"]).with_names().first()
    place = name_of(channel) if channel else ""
    address = reverse("channels:thread", args=[context["channel"], context["thread"]])
    return {**context, "place": place, "address": address}


def _may_hear(person: Person, news: News) -> bool:
    """Whether they see the channel still, the thread is there, and they have not muted it."""
    channel_id = news.context["channel"]
    if Mute.objects.filter(channel=channel_id, person=person).exists():
        return False
    thread = Thread.objects.filter(pk=news.context["thread"], channel=channel_id)
    return thread.exists() and sees(person, channel_id)
