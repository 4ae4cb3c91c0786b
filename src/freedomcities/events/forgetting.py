"""What events hold on somebody, and how it goes when they leave the site."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from freedomcities.accounts.models import Person
from freedomcities.accounts.seals import unseal
from freedomcities.events.choices import HostRole, State
from freedomcities.events.holding import WORDS
from freedomcities.events.locking import lock, note
from freedomcities.events.models import Event, EventWords, Host
from freedomcities.events.news import EVENT
from freedomcities.events.operations import take_away, tell_off
from freedomcities.events.querysets import EventQuerySet
from freedomcities.events.saving import save
from freedomcities.moderation.operations import drop
from freedomcities.notices.operations import unfollow_own

NAMES_LAST = timedelta(days=365)
"""So long after an event the names of its hosts go."""

HOMES_LAST = timedelta(days=30)
"""So long after an event the address of a home and the link for joining online go."""

Held = dict[str, object]


def held_on(person: Person) -> Held:
    """All that events hold on somebody, with no date finer than the week."""
    hosted = Host.objects.filter(person=person).select_related("event")
    words = EventWords.objects.filter(person=person).select_related("event")
    return {
        "hosted": [
            {
                "event": row.event.title,
                "name": row.name,
                "role": row.role,
                "home": unseal(row.event, "home_sealed"),
                "link": unseal(row.event, "link_sealed"),
            }
            for row in hosted.order_by("event__title", "pk")
        ],
        "new_words_that_wait": [
            {"event": row.event.title, "title": row.title, "about": row.about, "venue": row.venue}
            for row in words.order_by("event__title", "pk")
        ],
    }


def forget_person(person: Person, *, now: datetime) -> None:
    """Take somebody out of every event; `erase` of accounts calls it within its transaction.

    What they alone host, and no group holds, is cancelled; what waits is taken away.
    """
    with transaction.atomic():
        for words in EventWords.objects.filter(person=person):
            lock(words.event_id)
            drop(WORDS, words.event_id, actor=person, now=now)
            words.delete()
        hosted = Event.objects.hosted_by(person).order_by("pk")
        for event_id in list(hosted.values_list("pk", flat=True)):
            _forget_in(lock(event_id), person, now=now)


def old_hosts(now: datetime) -> QuerySet[Host]:
    """Who hosted what is long over."""
    return Host.objects.filter(event__ends_at__lt=now - NAMES_LAST)


def old_homes(now: datetime) -> EventQuerySet:
    """What is over, and still says where a home is or how people joined."""
    over = Event.objects.filter(ends_at__lt=now - HOMES_LAST)
    return over.exclude(home_sealed=b"", link_sealed=b"")


def forget_homes(*, now: datetime) -> int:
    """Drop the addresses of homes and the links of what is over; of how many events."""
    return old_homes(now).update(home_sealed=b"", link_sealed=b"")


def _forget_in(event: Event, person: Person, *, now: datetime) -> None:
    was_main = event.hosts.filter(person=person, role=HostRole.MAIN).exists()
    event.hosts.filter(person=person).delete()
    event.invitations.all().delete()
    if was_main and event.home_sealed:
        # It was theirs, most likely: whoever goes on hosts it somewhere else.
        event.home_sealed = b""
        event.save(update_fields=["home_sealed"])
    unfollow_own(person, EVENT, event.pk, now=now)
    note(event, "leave-event", actor=person, now=now)
    is_left = event.hosts.exists() or event.groups.filter(main=True).exists()
    if is_left or event.ends_at <= now or event.state == State.CANCELLED:
        return
    if event.state == State.WAITING:
        take_away(event, actor=person, now=now)
        return
    # Without a reason: its page says that nobody hosts it any more.
    event.state = State.CANCELLED
    event.sequence += 1
    save(event, now=now)
    note(event, "cancel-event", actor=person, now=now, is_public=True)
    tell_off(event, actor=person, now=now)
