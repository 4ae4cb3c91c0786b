"""What moderators decide on photos of events: each of them is looked at before it is shown."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freedomcities.accounts.models import Person
from freedomcities.events.addresses import page_at
from freedomcities.events.choices import PhotoState, State
from freedomcities.events.locking import lock_for, note
from freedomcities.events.models import Event, EventPhoto
from freedomcities.events.news import tell_photo_declined
from freedomcities.events.permissions import may_judge_photos
from freedomcities.events.photos import PHOTO, drop_photos
from freedomcities.events.refusals import MayNot
from freedomcities.media.shown import shown as picture_shown
from freedomcities.moderation.choices import Ground
from freedomcities.moderation.choices import State as CaseState
from freedomcities.moderation.kinds import ContentKind, ImageShown, Shown, TextShown
from freedomcities.moderation.kinds import register as register_kind
from freedomcities.moderation.operations import settle


def publish_photo(picture_id: str, *, actor: Person, now: datetime) -> EventPhoto:
    """Let everybody see a photo; MayNot."""
    with transaction.atomic():
        event, photo = _locked(picture_id, actor)
        photo.state = PhotoState.PUBLISHED
        photo.save(update_fields=["state"])
        settle(PHOTO, picture_id, CaseState.PUBLISHED, actor=actor, now=now)
        note(event, "publish-photo", actor=actor, now=now, is_public=True)
    return photo


def decline_photo(picture_id: str, *, ground: Ground, actor: Person, now: datetime) -> None:
    """Delete a photo that waited, and tell the hosts why; MayNot."""
    _refuse(picture_id, "decline-photo", CaseState.DECLINED, ground, actor=actor, now=now)


def take_down_photo(picture_id: str, *, ground: Ground, actor: Person, now: datetime) -> None:
    """Delete a photo that everybody saw, and tell the hosts why; MayNot."""
    _refuse(picture_id, "take-down-photo", CaseState.TAKEN_DOWN, ground, actor=actor, now=now)


def show_photo(picture_id: str) -> Shown | None:
    """A photo as moderators see it."""
    rows = EventPhoto.objects.select_related("event", "picture", "person")
    photo = rows.filter(picture=picture_id).first()
    if photo is None:
        return None
    picture = picture_shown(photo.picture)
    image = ImageShown(picture.address, picture.sources, picture.alt, picture.width, picture.height)
    return Shown(
        title=photo.event.title,
        images=(image,),
        texts=(TextShown(_("What is to be seen"), picture.alt),),
        address=page_at(photo.event_id),
        author=photo.person,
        is_public=photo.state == PhotoState.PUBLISHED and photo.event.state == State.PUBLISHED,
    )


def register() -> None:
    """Let moderators decide on photos; said once, when the site starts."""
    register_kind(
        ContentKind(
            name=PHOTO,
            label=gettext_lazy("photo of an event"),
            show=show_photo,
            publish=publish_photo,
            decline=decline_photo,
            take_down=take_down_photo,
            lock=_keep_still,
        )
    )


def _refuse(
    picture_id: str,
    action: str,
    state: CaseState,
    ground: Ground,
    *,
    actor: Person,
    now: datetime,
) -> None:
    with transaction.atomic():
        event, photo = _locked(picture_id, actor)
        settle(PHOTO, picture_id, state, actor=actor, now=now)
        detail = {"ground": ground.value}
        note(event, action, actor=actor, now=now, detail=detail)
        tell_photo_declined(event, ground, now=now)
        drop_photos(event, event.photos.filter(pk=photo.pk), actor=actor, now=now)


def _locked(picture_id: str, actor: Person) -> tuple[Event, EventPhoto]:
    """A photo with its event locked, for whoever moderates; MayNot."""
    asked = EventPhoto.objects.filter(picture=picture_id)
    event_id = asked.values_list("event_id", flat=True).first()
    if event_id is None:
        raise MayNot
    event = lock_for(event_id, actor, may_judge_photos)
    # Read again under the lock: a host may have taken it away.
    photo = event.photos.filter(picture=picture_id).first()
    if photo is None:
        raise MayNot
    return event, photo


def _keep_still(picture_id: str) -> None:
    """A photo goes and comes under the lock of its event alone."""
    photos = EventPhoto.objects.filter(picture=picture_id).values("event")
    Event.objects.select_for_update().filter(pk__in=photos).first()
