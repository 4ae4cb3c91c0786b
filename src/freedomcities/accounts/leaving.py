"""Leaving, and taking everything with oneself; what is held on somebody, and how it goes."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from freedomcities.accounts.models import (
    CodeApp,
    Letter,
    Passkey,
    Person,
    RecoveryCode,
    Session,
    SignIn,
)
from freedomcities.accounts.seals import unseal
from freedomcities.audit.operations import record

Held = dict[str, object]


def held_on(person: Person) -> Held:
    """All that accounts hold on somebody, by what it is; for the person's own eyes."""
    passkeys = person.passkeys.order_by("added_on", "pk")
    return {
        "name": unseal(person, "name_sealed"),
        "email": unseal(person, "email_sealed"),
        "language": person.language,
        "roles": [role.value for role in person.roles],
        "joined_in_the_week_of": _day(person.joined_in),
        "last_here_in_the_week_of": _day(person.seen_in),
        "sessions_begun_on": [
            _day(day)
            for day in person.sessions.order_by("begun_on").values_list("begun_on", flat=True)
        ],
        "code_app": CodeApp.objects.filter(person=person).exists(),
        "passkeys": [
            {"name": unseal(row, "name_sealed"), "added_on": _day(row.added_on)} for row in passkeys
        ],
        "recovery_codes_left": RecoveryCode.objects.filter(person=person).count(),
    }


def erase(
    person: Person, *, now: datetime, before: Callable[[Person], object] | None = None
) -> None:
    """Forget somebody: the id alone stays, for what they did in public.

    `before` is called in the same transaction, for what other nouns hold on them.
    """
    with transaction.atomic():
        locked = Person.objects.get_queryset().select_for_update().get(pk=person.pk)
        if before is not None:
            before(locked)
        address = unseal(locked, "email_sealed")
        for model in (Session, CodeApp, Passkey, RecoveryCode):
            model.objects.filter(person=locked).delete()
        SignIn.objects.filter(person=locked).delete()
        if address:
            SignIn.objects.for_address(address).delete()
            _forget_letters(address)
        locked.name_sealed = locked.email_sealed = b""
        locked.email_index = locked.joined_in = locked.seen_in = locked.warned_on = None
        locked.is_active = locked.is_reader = locked.is_moderator = locked.is_staff = False
        locked.language, locked.sessions_mark = "en", secrets.token_hex(16)
        locked.save()
        record(actor=locked, now=now, action="leave", subject="account", is_public=True)


def _forget_letters(address: str) -> None:
    """Letters that wait, since a mail server is down, hold the address as well; they are few."""
    for letter in Letter.objects.all():
        if unseal(letter, "to_sealed") == address:
            letter.delete()


def _day(day: object) -> str | None:
    return str(day) if day else None
