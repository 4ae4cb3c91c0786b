"""News of a channel for the chats that groups already use: put on their way with the post."""

from __future__ import annotations

from datetime import datetime

from freedomcities.channels.models import Channel, Delivery, Hook, Post
from freedomcities.channels.tasks import deliver_news
from freedomcities.lib.dates import day_of


def hand_on(post: Post, channel: Channel, *, now: datetime) -> None:
    """Put a post on its way to every chat that hears of the channel; after the transaction."""
    for hook in Hook.objects.at_work().filter(channels=channel).order_by("pk"):
        send_off(Delivery(hook=hook, post=post), now=now)


def send_off(delivery: Delivery, *, now: datetime) -> Delivery:
    """Store it, and ask for a job; both within the transaction around it."""
    delivery.made_on = day_of(now)
    delivery.save(force_insert=True)
    deliver_news.enqueue(str(delivery.pk))
    return delivery
