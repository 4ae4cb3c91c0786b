"""The row of a channel: made with the first post, follow, mute or hook, and never by looking."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from freedomcities.accounts.models import Person
from freedomcities.audit.operations import record
from freedomcities.blueprints.models import Rule
from freedomcities.channels.models import Channel
from freedomcities.channels.seats import seats_of
from freedomcities.channels.tasks import enter_listeners
from freedomcities.groups.refusals import MayNot
from freedomcities.lib.dates import day_of
from freedomcities.places.models import Place


def open_channel(fresh: Channel, *, actor: Person, now: datetime) -> Channel:
    """The channel of what `fresh` is for, for somebody who sits there; MayNot."""
    if not any(seat.sees(fresh) for seat in seats_of(actor)):
        raise MayNot
    return opened(fresh, actor=actor, now=now)


def open_place(place: Place, *, actor: Person, now: datetime) -> Channel:
    """The channel of a place; MayNot."""
    return open_channel(Channel(place=place.same_as or place), actor=actor, now=now)


def open_rule(rule: Rule, *, actor: Person, now: datetime) -> Channel:
    """The channel of a rule; MayNot."""
    return open_channel(Channel(rule=rule), actor=actor, now=now)


def opened(fresh: Channel, *, actor: Person, now: datetime) -> Channel:
    """The same for a write that has seen already that they sit there, within its transaction."""
    found = Channel.objects.filter(place=fresh.place, rule=fresh.rule)
    if channel := found.first():
        return channel
    with transaction.atomic():
        # Of two who begin at once, one makes it.
        Channel.objects.bulk_create([fresh], ignore_conflicts=True)
        channel = found.get()
        if channel.pk == fresh.pk:
            note(channel, "open-channel", actor=actor, now=now)
            enter_again(channel, now)
    return channel


def enter_again(channel: Channel, now: datetime) -> None:
    """Once a day at most: who has come to sit near it since then follows it as well."""
    channel.entered_on = day_of(now)
    channel.save(update_fields=["entered_on"])
    enter_listeners.enqueue(channel.pk)


def note(channel: Channel, action: str, *, actor: Person, now: datetime) -> None:
    """The entry in the log; it says the day, and neither the thread nor the group."""
    record(actor=actor, now=now, action=action, subject=f"channel {channel.pk}", is_public=False)
