"""The next events of a group, on its page and its desk, and their feeds beside its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from freedomcities.events.feed_links import (
    FeedLink,
    Subscription,
    links_of_group,
    subscription_of,
)
from freedomcities.events.linked_data import linked_list
from freedomcities.events.next_ones import next_of
from freedomcities.events.shown import Line
from freedomcities.groups.beside import Beside
from freedomcities.groups.beside import register as register_beside
from freedomcities.groups.choices import State
from freedomcities.groups.models import Group


@dataclass(frozen=True, slots=True)
class OfGroup:
    """The next events of a group, and its feeds: none before everybody sees the group."""

    lines: list[Line]
    feeds: list[FeedLink]
    calendar: Subscription | None
    linked: SafeString


def register() -> None:
    """Show them there; said once, when the site starts."""
    register_beside(Beside("events/of_group.html", _of_group, head="events/head_of_group.html"))


def _of_group(group: Group, now: datetime) -> OfGroup:
    feeds = links_of_group(group) if group.state != State.WAITING else []
    lines = next_of(group, now=now)
    calendar = subscription_of(feeds) if feeds else None
    return OfGroup(lines, feeds, calendar, linked_list(line.id for line in lines))
