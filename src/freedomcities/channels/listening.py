"""Whoever sits near a channel follows it, without having to know that it is there.

They are entered once: whoever stops following is not entered again. Channels of rules are
followed by whoever writes in them, since all leads of the country see those.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q

from freedomcities.channels.models import Channel, Listener
from freedomcities.channels.news import CHANNEL
from freedomcities.channels.seats import SITS, rings_by_group
from freedomcities.groups.choices import State
from freedomcities.groups.models import GroupPlace, Membership
from freedomcities.notices.operations import follow_own
from freedomcities.places.choices import Kind
from freedomcities.places.models import Place

_GROUPS, _PEOPLE = 200, 100


def enter(membership: Membership, channel: Channel) -> None:
    """Let somebody follow a channel, unless they were entered before; within a transaction."""
    made = Listener(channel=channel, membership=membership)
    if not Listener.objects.filter(channel=channel, membership=membership).exists():
        Listener.objects.bulk_create([made], ignore_conflicts=True)
        follow_own(membership.person, CHANNEL, channel.pk)


def enter_all(channel_id: str) -> int:
    """Let all who sit near the channel of a place follow it; how many are new.

    A few at a time: a job that is killed in the middle has entered those before.
    """
    channel = Channel.objects.filter(pk=channel_id).select_related("place").first()
    if channel is None or channel.place is None:
        return 0
    found = 0
    for group_ids in _groups_near(channel.place):
        rings = rings_by_group(group_ids)
        seeing = [each for each in group_ids if channel.place_id in rings[each]]
        members = Membership.objects.filter(
            group__in=seeing, role__in=SITS, person__is_active=True
        ).exclude(listening__channel=channel)
        rows = list(members.select_related("person").order_by("pk"))
        for start in range(0, len(rows), _PEOPLE):
            with transaction.atomic():
                for membership in rows[start : start + _PEOPLE]:
                    enter(membership, channel)
        found += len(rows)
    return found


def _groups_near(place: Place) -> Iterator[list[str]]:
    """More open groups than see the channel: those of its state and of the states beside."""
    states = {place.state} - {""}
    own = Place.objects.filter(kind=Kind.STATE, state=place.state).first()
    if own is not None:
        states |= {each.state for each in Place.objects.neighbours_of(own)}
    rows = GroupPlace.objects.filter(
        Q(place=place) | Q(place__state__in=states), group__state=State.OPEN
    )
    ids = list(rows.order_by("group_id").values_list("group_id", flat=True).distinct())
    for start in range(0, len(ids), _GROUPS):
        yield ids[start : start + _GROUPS]
