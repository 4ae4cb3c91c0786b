"""The link by which somebody takes along all that is held on them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from freedomcities.accounts.models import Person
from freedomcities.audit.operations import record
from freedomcities.lib.errors import Refusal
from freedomcities.privacy.models import ExportLink

LINK_LASTS = timedelta(hours=24)


class NoSuchExport(Refusal):
    """The link was used, is too old, somebody else's, or never was one."""

    def __init__(self) -> None:
        super().__init__(_("This link was used before, or is too old."))


def make_export_link(*, actor: Person, now: datetime) -> str:
    """The secret of a link to one's own data; a link that was made before works no more."""
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        # Whoever is erased at the same time leaves no row behind.
        people = Person.objects.get_queryset().select_for_update(no_key=True)
        if not people.filter(pk=actor.pk, is_active=True).exists():
            raise NoSuchExport
        values = {"digest": _digest(secret), "expires_at": now + LINK_LASTS}
        ExportLink.objects.update_or_create(person=actor, defaults=values)
        record(actor=actor, now=now, action="make-export", subject="account", is_public=False)
    return secret


def is_export_link(secret: str, *, actor: Person, now: datetime) -> bool:
    """Whether a link is good for whoever looks at it."""
    return _fits(secret, ExportLink.objects.filter(person=actor, expires_at__gt=now).first())


def use_export_link(secret: str, *, actor: Person, now: datetime) -> None:
    """Take a link, once; NoSuchExport, also where it is somebody else's."""
    with transaction.atomic():
        links = ExportLink.objects.select_for_update().filter(person=actor, expires_at__gt=now)
        link = links.first()
        if link is None or not _fits(secret, link):
            raise NoSuchExport
        link.delete()
        record(actor=actor, now=now, action="take-along", subject="account", is_public=False)


def held_on(person: Person) -> dict[str, object]:
    """Whether somebody has made a link that they have not used."""
    return {"link_made": ExportLink.objects.filter(person=person).exists()}


def forget_person(person: Person, *, now: datetime) -> None:  # noqa: ARG001 as every holder has it
    """Drop somebody's link."""
    ExportLink.objects.filter(person=person).delete()


def _fits(secret: str, link: ExportLink | None) -> bool:
    return link is not None and hmac.compare_digest(link.digest, _digest(secret))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
