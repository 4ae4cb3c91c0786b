"""What moderators decide on posts: those that wait, and those that were reported."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freedomcities.accounts.models import Person
from freedomcities.audit.operations import record
from freedomcities.channels.models import Channel, Post
from freedomcities.channels.news import tell_taken
from freedomcities.channels.showing import POST, show_post, take_post
from freedomcities.groups.refusals import MayNot
from freedomcities.moderation.choices import Ground, State
from freedomcities.moderation.kinds import ContentKind, Shown, TextShown
from freedomcities.moderation.kinds import register as register_kind
from freedomcities.moderation.operations import settle
from freedomcities.moderation.permissions import is_moderator


def publish_post(post_id: str, *, actor: Person, now: datetime) -> None:
    """Let everybody in the channel see a post that waited; MayNot."""
    with transaction.atomic():
        post, channel = _lock(post_id, actor)
        if not post.is_held:
            raise MayNot
        author = post.voice.membership.person if post.voice else actor
        show_post(post, channel, actor=author, now=now)
        _note(channel, "publish-post", actor=actor, now=now)
        settle(POST, post_id, State.PUBLISHED, actor=actor, now=now)


def decline_post(post_id: str, *, ground: Ground, actor: Person, now: datetime) -> None:
    """Delete a post that waited; MayNot."""
    _take(post_id, State.DECLINED, ground, actor=actor, now=now, is_held=True)


def take_post_down(post_id: str, *, ground: Ground, actor: Person, now: datetime) -> None:
    """Delete a post that everybody in the channel sees; MayNot."""
    _take(post_id, State.TAKEN_DOWN, ground, actor=actor, now=now, is_held=False)


def show(post_id: str) -> Shown | None:
    """A post as moderators see it: its words, and as whom it was written."""
    rows = Post.objects.select_related("thread", "voice__membership__person", "group")
    post = rows.filter(pk=post_id).first() if post_id.isascii() and post_id.isdecimal() else None
    if post is None:
        return None
    by = [post.voice.name if post.voice else "", post.group.name if post.group else ""]
    title = TextShown(_("Title of the thread"), post.thread.title)
    return Shown(
        title=post.thread.title,
        texts=(title, TextShown(_("Post"), post.text)),
        author=post.voice.membership.person if post.voice else None,
        by=" · ".join(filter(None, by)),
        is_public=not post.is_held,
    )


def register() -> None:
    """Let moderators decide on posts; said once, when the site starts."""
    register_kind(
        ContentKind(
            name=POST,
            label=gettext_lazy("post in a channel"),
            show=show,
            publish=publish_post,
            decline=decline_post,
            take_down=take_post_down,
            lock=_keep_still,
            # Only whoever reads a channel may know that a post is there: see the page of its own.
            takes_reports=False,
        )
    )


def _take(
    post_id: str, state: State, ground: Ground, *, actor: Person, now: datetime, is_held: bool
) -> None:
    with transaction.atomic():
        post, channel = _lock(post_id, actor)
        if post.is_held != is_held:
            raise MayNot
        if post.voice:
            author = post.voice.membership.person
            tell_taken(channel, author, ground=ground, is_held=is_held, now=now)
        take_post(post)
        _note(channel, "take-post", actor=actor, now=now, ground=ground.value)
        settle(POST, post_id, state, actor=actor, now=now)


def _keep_still(post_id: str) -> None:
    """Its words change under the lock of its channel alone."""
    where = Post.objects.filter(pk=post_id).values("thread__channel")
    Channel.objects.select_for_update().filter(pk__in=where).first()


def _lock(post_id: str, actor: Person) -> tuple[Post, Channel]:
    """The post as it is now and its channel, locked, for somebody who moderates now; MayNot."""
    person = Person.objects.filter(pk=actor.pk).first()
    where = Post.objects.filter(pk=post_id).values("thread__channel")
    channel = Channel.objects.select_for_update().filter(pk__in=where).first()
    rows = Post.objects.select_related("thread", "voice__membership__person")
    post = rows.filter(pk=post_id).first()
    if person is None or not is_moderator(person) or channel is None or post is None:
        raise MayNot
    return post, channel


def _note(channel: Channel, action: str, *, actor: Person, now: datetime, ground: str = "") -> None:
    detail = {"ground": ground} if ground else {}
    subject = f"channel {channel.pk}"
    record(actor=actor, now=now, action=action, subject=subject, detail=detail, is_public=False)
