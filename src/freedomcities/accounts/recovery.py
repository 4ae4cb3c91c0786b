"""Recovery codes: on paper, for the day on which the app or passkey is lost; each works once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freedomcities.accounts.counting import count
from freedomcities.accounts.letters import write_letter
from freedomcities.accounts.models import Person, RecoveryCode
from freedomcities.accounts.seals import unseal
from freedomcities.accounts.second_factors import (
    BY_PERSON,
    check_code_app,
    has_second_factor,
)
from freedomcities.audit.operations import record
from freedomcities.lib.errors import Refusal

HOW_MANY = 8
# Nothing that is taken for something else on paper; ten of them are 46 bits.
_LETTERS = "bcdfghjkmnpqrtvwxyz346789"
_HALF = 5
_APP_CODE = 6


class WrongRecoveryCode(Refusal):
    """None of the codes, or one that was used before."""

    def __init__(self) -> None:
        super().__init__(_("That is none of your recovery codes, or you have used it before."))


class NothingToRecover(Refusal):
    """Codes are for whoever has a second factor."""

    def __init__(self) -> None:
        super().__init__(_("Set up a second step first: these codes stand in for it."))


def make_recovery_codes(person: Person, *, now: datetime) -> tuple[str, ...]:
    """Eight fresh codes such as "bcdfg-hjkmn", told once; older ones are good no more.

    Raises NothingToRecover for whoever has no second factor.
    """
    codes = tuple(f"{_half()}-{_half()}" for _ in range(HOW_MANY))
    with transaction.atomic():
        locked = Person.objects.get_queryset().select_for_update(no_key=True).get(pk=person.pk)
        if not has_second_factor(locked):
            raise NothingToRecover
        RecoveryCode.objects.filter(person=locked).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(person=locked, digest=_digest(locked, code)) for code in codes
        )
        record(
            actor=locked, now=now, action="make-recovery-codes", subject="account", is_public=False
        )
    return codes


def check_second_step(person: Person, code: str, *, now: datetime) -> bool:
    """Take a code of the app, or a recovery code, once; whether it was a recovery code.

    Raises WrongAppCode or WrongRecoveryCode, TooOften after many tries. Its person is told in a
    letter that a recovery code was used.
    """
    entered = "".join(code.split()).lower()
    if len(entered) <= _APP_CODE:
        check_code_app(person, code, now=now)
        return False
    count(BY_PERSON, str(person.pk), now=now)
    with transaction.atomic():
        found = RecoveryCode.objects.filter(person=person, digest=_digest(person, entered))
        if not found.delete()[0]:
            raise WrongRecoveryCode
        record(
            actor=person, now=now, action="use-recovery-code", subject="account", is_public=False
        )
        write_letter(
            "accounts/letters/recovery_used",
            to=unseal(person, "email_sealed"), language=person.language,
            context={"left": codes_left(person)}, now=now,
        )  # fmt: skip
    return True


def codes_left(person: Person) -> int:
    """How many codes somebody has not used yet."""
    return RecoveryCode.objects.filter(person=person).count()


def _half() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_HALF))


def _digest(person: Person, code: str) -> str:
    """The same for a code however its halves are parted; bound to its person."""
    plain = "".join(filter(str.isalnum, code.lower()))
    return hashlib.sha256(f"{person.pk}\n{plain}".encode()).hexdigest()
