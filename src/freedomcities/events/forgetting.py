"""What events hold on somebody, and how it goes when they leave the site."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.seals import unseal
from freedomcities.events.choices import HostRole, State
from freedomcities.events.holding import WORDS
from freedomcities.events.locking import lock, note
from freedomcities.events.models import (
    Event,
    EventPhoto,
    EventRecap,
    EventRole,
    EventWords,
    Host,
    SignUp,
)
from freedomcities.events.news import EVENT
from freedomcities.events.operations import take_away, tell_off
from freedomcities.events.photos import drop_photos
from freedomcities.events.querysets import (
    GUESTS_LAST,
    EventPhotoQuerySet,
    EventQuerySet,
    SignUpQuerySet,
)
from freedomcities.events.recaps import forget_writer
from freedomcities.events.saving import save
from freedomcities.events.seating import keep, seen_of, take_out
from freedomcities.events.sign_ups import guest_of
from freedomcities.groups.member_counts import FEWEST, STEP
from freedomcities.lib.dates import week_told
from freedomcities.media.shown import address_of
from freedomcities.moderation.operations import drop
from freedomcities.notices.operations import unfollow_own

NAMES_LAST = timedelta(days=365)
"""So long after an event the names of its hosts go."""

HOMES_LAST = timedelta(days=30)
"""So long after an event the address of a home and the link for joining online go."""

ROLES_LAST = timedelta(days=30)
"""So long after an event it goes who had which role."""

Held = dict[str, object]


def held_on(person: Person) -> Held:
    """All that events hold on somebody, with no date finer than the week."""
    hosted = Host.objects.filter(person=person).select_related("event")
    words = EventWords.objects.filter(person=person).select_related("event")
    recaps = EventRecap.objects.filter(person=person).select_related("event")
    said = sign_ups_of(person).select_related("event")
    photos = EventPhoto.objects.filter(person=person).select_related("event").with_pictures()
    return {
        "hosted": [
            {
                "event": row.event.title,
                "name": row.name,
                "role": row.role,
                "has": list(row.roles.order_by("key").values_list("key", flat=True)),
                "home": unseal(row.event, "home_sealed"),
                "link": unseal(row.event, "link_sealed"),
            }
            for row in hosted.order_by("event__title", "pk")
        ],
        "new_words_that_wait": [
            {"event": row.event.title, "title": row.title, "about": row.about, "venue": row.venue}
            for row in words.order_by("event__title", "pk")
        ],
        "photos": [
            {
                "event": row.event.title,
                "what_is_to_be_seen": row.picture.alt,
                "state": row.state,
                "address": address_of(row.picture, row.picture.width),
                "week": week_told(row.picture.made_on),
            }
            for row in photos
        ],
        "recaps_that_wait": [
            {"event": row.event.title, "text": row.new_text}
            for row in recaps.order_by("event__title", "pk")
        ],
        "said_yes_to": [_sign_up_held(row) for row in said.order_by("event__title", "number")],
    }


def sign_ups_of(person: Person) -> SignUpQuerySet:
    """Those that were made with the address of somebody's account."""
    address = unseal(person, "email_sealed")
    return SignUp.objects.of_address(address) if address else SignUp.objects.none()


def _sign_up_held(row: SignUp) -> Held:
    guest = guest_of(row)
    return {
        "event": row.event.title,
        "answer": row.answer,
        "name": guest.name,
        "note": guest.note,
        "email": guest.email,
        "language": row.language,
        "attended": row.attended,
        "has": list(row.roles.order_by("key").values_list("key", flat=True)),
        "week": (row.answered_on - timedelta(days=row.answered_on.weekday())).isoformat(),
    }


def lock_all_of(person: Person) -> None:
    """Lock every event that `forget_person` changes, before anything is written to the log.

    In the order in which a series is locked as well, so that nobody waits for another in a ring.
    """
    ids = {
        *sign_ups_of(person).values_list("event_id", flat=True),
        *EventWords.objects.filter(person=person).values_list("event_id", flat=True),
        # Whoever leads a group writes and adds to its events without hosting them.
        *EventRecap.objects.filter(person=person).values_list("event_id", flat=True),
        *EventPhoto.objects.filter(person=person).values_list("event_id", flat=True),
        *Host.objects.filter(person=person).values_list("event_id", flat=True),
    }
    locked = Event.objects.select_for_update().filter(pk__in=ids)
    list(locked.order_by("starts_at", "pk").values_list("pk"))


def forget_person(person: Person, *, now: datetime) -> None:
    """Take somebody out of every event; `erase` of accounts calls it within its transaction.

    What they alone host, and no group holds, is cancelled; what waits is taken away.
    """
    with transaction.atomic():
        lock_all_of(person)
        for row in sign_ups_of(person).order_by("event"):
            _forget_yes(lock(row.event_id), row, now=now)
        for words in EventWords.objects.filter(person=person):
            lock(words.event_id)
            drop(WORDS, words.event_id, actor=person, now=now)
            words.delete()
        forget_writer(person, now=now)
        mine = EventPhoto.objects.filter(person=person)
        for event_id in sorted(set(mine.values_list("event_id", flat=True))):
            event = lock(event_id)
            drop_photos(event, event.photos.filter(person=person), actor=person, now=now)
        hosted = Event.objects.hosted_by(person).order_by("pk")
        for event_id in list(hosted.values_list("pk", flat=True)):
            _forget_in(lock(event_id), person, now=now)


def forget_guests(*, now: datetime) -> int:
    """Drop who came to what is long over, and who waited or was declined; how many rows.

    Of how many were there that is left which everybody is told.
    """
    gone = SignUp.objects.past_their_time(now).delete()[0]
    over = Event.objects.filter(ends_at__lte=now - GUESTS_LAST)
    over.exclude(taken=0, waiting=0).update(taken=0, waiting=0)
    # What may be said of how many were there stays, and no more.
    over.filter(attended__gte=FEWEST).update(attended=F("attended") - F("attended") % STEP)
    over.filter(attended__gt=1, attended__lt=FEWEST).update(attended=1)
    return gone


def old_hosts(now: datetime) -> QuerySet[Host]:
    """Who hosted what is long over."""
    return Host.objects.filter(event__ends_at__lt=now - NAMES_LAST)


def old_homes(now: datetime) -> EventQuerySet:
    """What is over, and still says where a home is or how people joined."""
    over = Event.objects.filter(ends_at__lt=now - HOMES_LAST)
    return over.exclude(home_sealed=b"", link_sealed=b"")


def old_roles(now: datetime) -> QuerySet[EventRole]:
    """Who had a role at what is over."""
    return EventRole.objects.filter(event__ends_at__lt=now - ROLES_LAST)


def old_photo_people(now: datetime) -> EventPhotoQuerySet:
    """The photos of what is long over, of which it is still known who added them."""
    return EventPhoto.objects.filter(event__ends_at__lt=now - NAMES_LAST).exclude(person=None)


def forget_photo_people(*, now: datetime) -> int:
    """Drop who added the photos of what is long over; of how many. The photos stay."""
    return old_photo_people(now).update(person=None)


def forget_homes(*, now: datetime) -> int:
    """Drop the addresses of homes and the links of what is over; of how many events."""
    return old_homes(now).update(home_sealed=b"", link_sealed=b"")


def _forget_yes(event: Event, row: SignUp, *, now: datetime) -> None:
    was = seen_of(event)
    # Read again under the lock: what it counts may be another seat by now.
    for current in event.sign_ups.filter(pk=row.pk):
        take_out(event, current, now=now)
    keep(event, "forget-yes", was, actor=system_actor(), now=now)


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
    drop_photos(event, actor=person, now=now)
    event.sequence += 1
    save(event, now=now)
    note(event, "cancel-event", actor=person, now=now, is_public=True)
    tell_off(event, actor=person, now=now)
