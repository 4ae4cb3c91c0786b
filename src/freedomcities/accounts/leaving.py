"""What accounts hold on somebody, and how it goes when they leave."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from freedomcities.accounts.models import (
    CodeApp,
    Letter,
    Passkey,
    Person,
    RecoveryCode,
    Session,
    SignIn,
)
from freedomcities.accounts.querysets import LetterQuerySet, SignInQuerySet
from freedomcities.accounts.seals import key_rings, unseal
from freedomcities.audit.operations import record
from freedomcities.lib.dates import week_told

Held = dict[str, object]


def held_on(person: Person) -> Held:
    """All that accounts hold on somebody, by what it is; with weeks where days are known."""
    address = unseal(person, "email_sealed")
    sessions = person.sessions.order_by("begun_on").values_list("begun_on", flat=True)
    return {
        "id": str(person.pk),
        "name": unseal(person, "name_sealed"),
        "email": address,
        "language": person.language,
        "roles": [role.value for role in person.roles],
        "joined_in_the_week_of": week_told(person.joined_in),
        "last_here_in_the_week_of": week_told(person.seen_in),
        "told_that_it_will_go_in_the_week_of": week_told(person.warned_on),
        "sessions_begun_in_the_weeks_of": [week_told(day) for day in sessions],
        "code_app": CodeApp.objects.filter(person=person).exists(),
        "passkeys": [
            {
                "name": unseal(row, "name_sealed"),
                "credential": row.credential,
                "added_in_the_week_of": week_told(row.added_on),
            }
            for row in person.passkeys.order_by("added_on", "pk")
        ],
        "codes_asked_for": [
            {"purpose": row.purpose, "email": unseal(row, "email_sealed")}
            for row in _sign_ins(person, address).order_by("created_at", "pk")
        ],
        "letters_waiting": [
            row.kind.rpartition("/")[2]
            for row in _letters(person, address).order_by("created_at", "pk")
        ],
        "recovery_codes_left": RecoveryCode.objects.filter(person=person).count(),
    }


def erase(
    person: Person,
    *,
    now: datetime,
    actor: Person | None = None,
    before: Callable[[Person], object] | None = None,
) -> None:
    """Forget somebody: the id alone stays, for what they did in public.

    `before` is called in the same transaction, for what other nouns hold on them. `actor`: who
    does it, where it is not the person.
    """
    with transaction.atomic():
        # Not the key of the row: who points at it from elsewhere meanwhile does not wait.
        people = Person.objects.get_queryset().select_for_update(no_key=True)
        locked = people.get(pk=person.pk)
        if before is not None:
            before(locked)
        address = unseal(locked, "email_sealed")
        _letters(locked, address).delete()
        _sign_ins(locked, address).delete()
        for model in (Session, CodeApp, Passkey, RecoveryCode):
            model.objects.filter(person=locked).delete()
        locked.name_sealed = locked.email_sealed = b""
        locked.email_index = locked.joined_in = locked.seen_in = locked.warned_on = None
        locked.is_active = locked.is_reader = locked.is_moderator = locked.is_staff = False
        locked.language, locked.sessions_mark = "en", secrets.token_hex(16)
        locked.save()
        _note(locked, actor or locked, now)


def _note(person: Person, actor: Person, now: datetime) -> None:
    # By the day: no page shows who did what, so none has to be made anew.
    if actor == person:
        record(actor=actor, now=now, action="leave", subject="account", is_public=False)
    else:
        subject = f"person {person.pk}"
        record(actor=actor, now=now, action="erase-person", subject=subject, is_public=False)


def _sign_ins(person: Person, address: str) -> SignInQuerySet:
    """Codes that they asked for, and that somebody asked for with their address."""
    indexes = key_rings().indexes(address) if address else []
    return SignIn.objects.filter(Q(person=person) | Q(email_index__in=indexes))


def _letters(person: Person, address: str) -> LetterQuerySet:
    """Letters that wait, since a mail server is down, hold the address as well.

    To an address that was to be theirs no other letter than the one that asks: it may be
    somebody else's.
    """
    own = key_rings().indexes(address) if address else []
    new = SignIn.objects.filter(person=person).values("email_index")
    asks = Q(kind="accounts/letters/new_address", to_index__in=new)
    return Letter.objects.filter(Q(to_index__in=own) | asks)
