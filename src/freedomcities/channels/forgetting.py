"""What channels hold on somebody, how it goes when they leave, and what time takes away."""

from __future__ import annotations

from datetime import datetime, timedelta

from freedomcities.accounts.models import Person
from freedomcities.channels.models import Hook, Mute, Post, Thread, Voice
from freedomcities.channels.names import name_of
from freedomcities.channels.querysets import ThreadQuerySet
from freedomcities.lib.dates import day_of, week_told

Held = dict[str, object]
KEPT = timedelta(days=365)
_BATCH = 200


def held_on(person: Person) -> Held:
    """All that channels hold on somebody; for the person's own eyes."""
    voices = Voice.objects.filter(membership__person=person).order_by("channel_id", "pk")
    posts = Post.objects.by(person).order_by("pk")
    mutes = Mute.objects.filter(person=person).order_by("channel_id")
    named = ("channel__place", "channel__rule__blueprint")
    in_thread = tuple(f"thread__{each}" for each in named)
    return {
        "names": [
            {
                "channel": name_of(row.channel),
                "group": row.membership.group.name,
                "name": row.name,
            }
            for row in voices.select_related("membership__group", *named)
        ],
        "posts": [
            {
                "channel": name_of(row.thread.channel),
                "thread": row.thread.title,
                "text": row.text,
                "in_the_week_of": week_told(row.written_on),
            }
            for row in posts.select_related(*in_thread)
        ],
        "hooks": [
            {"group": row.group.name, "made_in_the_week_of": week_told(row.made_on)}
            for row in Hook.objects.filter(membership__person=person)
            .select_related("group")
            .order_by("pk")
        ],
        "muted": [name_of(row.channel) for row in mutes.select_related(*named)],
    }


def forget_person(person: Person, *, now: datetime) -> None:  # noqa: ARG001 as in every noun
    """Take somebody out of every channel; `erase` of accounts calls it within its transaction.

    What they wrote stays with the groups until its time is over, as a former member's: answers
    to it would make no sense without it. Nothing leads from it to them any more.
    """
    Mute.objects.filter(person=person).delete()
    Voice.objects.filter(membership__person=person).delete()


def old_threads(now: datetime) -> ThreadQuerySet:
    """Threads in which nobody has written for a year."""
    return Thread.objects.silent_since(day_of(now) - KEPT)


def forget_old(*, now: datetime) -> int:
    """Take them away with all posts in them, some at a time; how many."""
    found = 0
    while ids := list(old_threads(now).order_by("pk").values_list("pk", flat=True)[:_BATCH]):
        found += len(ids)
        Thread.objects.filter(pk__in=ids).delete()
    return found
