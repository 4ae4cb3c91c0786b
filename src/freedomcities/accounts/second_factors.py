"""The second factor: an app that shows one-time codes, or a passkey.

Whoever reads law for the list, moderates or is of the staff cannot work without one.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pyotp
from django.db import transaction
from django.utils.translation import gettext as _

from freedomcities.accounts.counting import Limit, count
from freedomcities.accounts.models import CodeApp, Passkey, Person
from freedomcities.accounts.seals import seal, unseal
from freedomcities.audit.operations import record
from freedomcities.lib.errors import Refusal

STEP_SECONDS = 30
# A clock may be so many steps off.
_SLACK = 1
BY_PERSON = Limit("second-factor", 10, timedelta(minutes=10))


class WrongAppCode(Refusal):
    """Not the code that the app shows now, or one that was used before."""

    def __init__(self) -> None:
        super().__init__(_("That is not the code that the app shows now. Wait for the next one."))


class LastFactor(Refusal):
    """Somebody with a role would be left without a second factor."""

    def __init__(self) -> None:
        super().__init__(
            _("Your work here needs a second factor: add another one before you take this away.")
        )


def new_secret() -> str:
    """A secret for an app, as people type it: base32."""
    return pyotp.random_base32()


def app_address(secret: str, *, site: str, name: str) -> str:
    """What an app reads from the picture (otpauth://…)."""
    return pyotp.TOTP(secret).provisioning_uri(name=name or site, issuer_name=site)


def add_code_app(person: Person, secret: str, code: str, *, now: datetime) -> CodeApp:
    """Take up an app, in the place of one that was there, once it shows a right code."""
    step = _step_of(secret, code, now)
    if step is None:
        raise WrongAppCode
    app = CodeApp(id=uuid4(), person=person, last_step=step)
    app.secret_sealed = seal(app, "secret_sealed", secret)
    with transaction.atomic():
        CodeApp.objects.filter(person=person).delete()
        app.save(force_insert=True)
        _record(person, "add-code-app", now)
    return app


def check_code_app(person: Person, code: str, *, now: datetime) -> None:
    """Take a code of the app, once; WrongAppCode, or TooOften after many tries."""
    count(BY_PERSON, str(person.pk), now=now)
    with transaction.atomic():
        app = CodeApp.objects.select_for_update().filter(person=person).first()
        step = _step_of(unseal(app, "secret_sealed"), code, now) if app else None
        if app is None or step is None or step <= app.last_step:
            raise WrongAppCode
        app.last_step = step
        app.save(update_fields=["last_step"])


def remove_code_app(person: Person, *, now: datetime) -> None:
    """Do without the app; LastFactor where a role needs it."""
    with transaction.atomic():
        locked = Person.objects.get_queryset().select_for_update().get(pk=person.pk)
        if locked.roles and not Passkey.objects.filter(person=person).exists():
            raise LastFactor
        if CodeApp.objects.filter(person=person).delete()[0]:
            _record(person, "remove-code-app", now)


def remove_passkey(person: Person, passkey_id: UUID, *, now: datetime) -> None:
    """Do without a passkey of one's own; LastFactor where a role needs it."""
    with transaction.atomic():
        locked = Person.objects.get_queryset().select_for_update().get(pk=person.pk)
        others = Passkey.objects.filter(person=person).exclude(pk=passkey_id)
        has_app = CodeApp.objects.filter(person=person).exists()
        if locked.roles and not others.exists() and not has_app:
            raise LastFactor
        if Passkey.objects.filter(person=person, pk=passkey_id).delete()[0]:
            _record(person, "remove-passkey", now)


def has_second_factor(person: Person) -> bool:
    """Whether the account has one; two queries at most."""
    return (
        CodeApp.objects.filter(person=person).exists()
        or Passkey.objects.filter(person=person).exists()
    )


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The step of time whose code this is; None where it is none of those around now."""
    entered = "".join(code.split())
    totp = pyotp.TOTP(secret, interval=STEP_SECONDS)
    current = int(now.timestamp()) // STEP_SECONDS
    right = None
    for step in range(current - _SLACK, current + _SLACK + 1):
        if hmac.compare_digest(totp.generate_otp(step), entered):
            right = step
    return right


def _record(person: Person, action: str, now: datetime) -> None:
    record(actor=person, now=now, action=action, subject="account", is_public=False)
