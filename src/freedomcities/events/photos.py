"""Photos of an event: its hosts add them once it has begun, and everybody sees those that a
moderator has let in.

A photo goes with its files at once: when a host takes it away, when a moderator does, when
whoever added it leaves the site, and when the event is cancelled or is no more.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import IO

from django.db import transaction

from freedomcities.accounts.counting import Limit, count
from freedomcities.accounts.models import Person
from freedomcities.events.begun import has_begun
from freedomcities.events.choices import PhotoState, State
from freedomcities.events.locking import asker_of, lock_for, note
from freedomcities.events.models import Event, EventPhoto
from freedomcities.events.permissions import hosts, is_moderator
from freedomcities.events.querysets import EventPhotoQuerySet
from freedomcities.events.refusals import MayNot, PhotosLater, SayAgreed, TooManyPhotos
from freedomcities.groups.locking import lock_person
from freedomcities.media.files import written
from freedomcities.media.operations import digest_of, keep_picture, read_alt, remove_picture
from freedomcities.media.owners import Owner
from freedomcities.media.owners import register as register_owner
from freedomcities.media.pixels import Rebuilt, rebuild
from freedomcities.moderation.acquaintance import whys_for
from freedomcities.moderation.choices import Why
from freedomcities.moderation.operations import drop, hold

PHOTO = "event-photo"
MOST_PHOTOS = 12
AN_HOUR = Limit("event-photo", 40, timedelta(hours=1))


def add_photo(
    event_id: str, file: IO[bytes], *, alt: str, agreed: bool, actor: Person, now: datetime
) -> EventPhoto:
    """Add a photo to an event that has begun; it waits for a moderator, whoever adds it.

    `agreed`: whether everybody who can be recognized agreed to be shown. The same photo sent twice
    is there once: it answers with the one that it made. Raises MayNot,
    PhotosLater, TooManyPhotos, SayAgreed, NeedsAlt, TooOften, and what `pixels.rebuild` does.
    """
    _check(_event_for(event_id, actor), now)
    if not agreed:
        raise SayAgreed
    said = read_alt(alt)
    count(AN_HOUR, str(actor.pk), now=now)
    # It takes a second: nobody waits for it, and what was looked at is looked at again.
    rebuilt = rebuild(file)
    try:
        return _keep(event_id, rebuilt, said, actor=actor, now=now)
    except _IsThere as twin:
        return twin.photo


class _IsThere(Exception):
    """The event has this photo: what was written for another goes again."""

    def __init__(self, photo: EventPhoto) -> None:
        super().__init__()
        self.photo = photo


def _keep(
    event_id: str, rebuilt: Rebuilt, said: str, *, actor: Person, now: datetime
) -> EventPhoto:
    with written(rebuilt.files) as picture_id, transaction.atomic():
        # Whoever is erased at the same moment leaves no photo behind.
        lock_person(actor)
        event = lock_for(event_id, actor, hosts)
        if twin := event.photos.filter(picture__digest=digest_of(rebuilt)).first():
            raise _IsThere(twin)
        _check(event, now)
        picture = keep_picture(picture_id, rebuilt, owner=PHOTO, alt=said, now=now)
        photo = EventPhoto.objects.create(event=event, picture=picture, person=actor)
        whys, details = whys_for(actor, said)
        hold(PHOTO, picture.pk, [*whys, Why.EVERY_ONE], details=details, actor=actor, now=now)
        note(event, "add-photo", actor=actor, now=now)
    return photo


def remove_photo(event_id: str, picture_id: str, *, actor: Person, now: datetime) -> None:
    """Take a photo away, as its hosts can at any time. MayNot."""
    with transaction.atomic():
        event = lock_for(event_id, actor, hosts)
        found = event.photos.filter(picture=picture_id)
        if not found.exists():
            raise MayNot
        drop_photos(event, found, actor=actor, now=now)


def drop_photos(
    event: Event, photos: EventPhotoQuerySet | None = None, *, actor: Person, now: datetime
) -> int:
    """Delete these photos of a locked event, or all; how many. The files go with the commit."""
    rows = event.photos.all() if photos is None else photos
    found = list(rows.select_related("picture").order_by("pk"))
    for photo in found:
        drop(PHOTO, photo.picture_id, actor=actor, now=now)
        is_seen = photo.state == PhotoState.PUBLISHED and event.state != State.WAITING
        note(event, "remove-photo", actor=actor, now=now, is_public=is_seen)
        remove_picture(photo.picture)
    return len(found)


def register() -> None:
    """Say who sees these pictures; said once, when the site starts."""
    register_owner(
        Owner(
            name=PHOTO,
            shows_everybody=lambda picture_id: (
                EventPhoto.objects.for_everybody().filter(picture=picture_id).exists()
            ),
            shows=_shows,
            still_has=lambda: EventPhoto.objects.values("picture"),
        )
    )


def _shows(picture_id: str, viewer: Person, with_roles: bool) -> bool:
    """To the hosts of the event, and to moderators, before everybody sees it."""
    photo = EventPhoto.objects.filter(picture=picture_id).select_related("event").first()
    if photo is None:
        return False
    return (with_roles and is_moderator(viewer)) or hosts(asker_of(photo.event, viewer))


def _event_for(event_id: str, actor: Person) -> Event:
    event = Event.objects.filter(pk=event_id).first()
    if event is None or not hosts(asker_of(event, actor)):
        raise MayNot
    return event


def _check(event: Event, now: datetime) -> None:
    if not takes_photos(event, now=now):
        raise PhotosLater
    if event.photos.count() >= MOST_PHOTOS:
        raise TooManyPhotos(MOST_PHOTOS)


def takes_photos(event: Event, *, now: datetime) -> bool:
    """Whether photos can be added: from the moment it has begun, while everybody sees it."""
    return has_begun(event, now=now)
