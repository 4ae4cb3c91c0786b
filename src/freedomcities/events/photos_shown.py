"""Photos as pages show them: to everybody on the event's page, to its hosts at their desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from freedomcities.events.choices import PhotoState
from freedomcities.events.models import Event, EventPhoto
from freedomcities.events.photos import MOST_PHOTOS, PHOTO, takes_photos
from freedomcities.media.shown import PictureShown
from freedomcities.media.shown import shown as picture_shown
from freedomcities.moderation.subjects import report_address


@dataclass(frozen=True, slots=True)
class PhotoShown:
    """A photo; ``report`` is where somebody says that something is wrong with it."""

    id: str
    picture: PictureShown
    is_waiting: bool
    report: str


@dataclass(frozen=True, slots=True)
class DeskPhotos:
    """The photos of an event for its hosts; ``can_add`` whether there is room for another."""

    photos: tuple[PhotoShown, ...]
    most: int
    can_add: bool


def photos_of(event: Event) -> tuple[PhotoShown, ...]:
    """Those that everybody sees."""
    return tuple(_shown(each) for each in event.photos.for_everybody().with_pictures())


def desk_photos(event: Event, *, now: datetime) -> DeskPhotos | None:
    """All of them; None before there can be any."""
    photos = tuple(_shown(each) for each in event.photos.with_pictures())
    takes = takes_photos(event, now=now)
    if not takes and not photos:
        return None
    return DeskPhotos(photos, MOST_PHOTOS, takes and len(photos) < MOST_PHOTOS)


def _shown(photo: EventPhoto) -> PhotoShown:
    return PhotoShown(
        id=photo.picture_id,
        picture=picture_shown(photo.picture),
        is_waiting=photo.state == PhotoState.WAITING,
        report=report_address(PHOTO, photo.picture_id),
    )
