"""People, how they sign in, and the letters to them. Only operations write.

What is personal is sealed (fields named ``…_sealed``: read them with `seals.unseal`) and found by
a keyed index. No time is kept here that tells when somebody was at the site, but the week.
"""

from __future__ import annotations

import secrets
import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from freedomcities.accounts.choices import CodePurpose, LetterState, Role
from freedomcities.accounts.querysets import (
    LetterQuerySet,
    PersonManager,
    SignInQuerySet,
)
from freedomcities.lib.privacy import DataClass

_INDEX = 64
_LANGUAGE = 10


def _fresh_mark() -> str:
    return secrets.token_hex(16)


class Person(AbstractBaseUser):
    """Somebody who acts here, or the system when a command or an import does.

    There are no passwords, and the time of the last visit is nobody's business: both columns of
    the framework's base are dropped. ``name_sealed``: what they want to be called. An erased
    person keeps the id alone, for what they did in public. ``sessions_mark``: a new one ends
    every session. ``seen_in``: the Monday of the week in which they last came, to tell those
    who stayed away for a year; ``warned_on``: when they were told that their account will go.
    """

    data_classes: ClassVar = {
        "id": DataClass.GROUP,
        "is_system": DataClass.PUBLIC,
        "is_active": DataClass.GROUP,
        "is_reader": DataClass.GROUP,
        "is_moderator": DataClass.GROUP,
        "is_staff": DataClass.GROUP,
        **dict.fromkeys(
            (
                *("name_sealed", "email_sealed", "email_index", "language", "sessions_mark"),
                *("joined_in", "seen_in", "warned_on"),
            ),
            DataClass.SELF,
        ),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    is_system = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_reader = models.BooleanField(default=False)
    is_moderator = models.BooleanField(default=False)
    is_staff = models.BooleanField(default=False)
    name_sealed = models.BinaryField(default=b"", blank=True)
    email_sealed = models.BinaryField(default=b"", blank=True)
    email_index = models.CharField(max_length=_INDEX, unique=True, null=True)
    language = models.CharField(max_length=_LANGUAGE, default="en")
    sessions_mark = models.CharField(max_length=32, default=_fresh_mark)
    joined_in = models.DateField(null=True)
    seen_in = models.DateField(null=True)
    warned_on = models.DateField(null=True)
    password = None  # type: ignore[assignment]
    last_login = None

    USERNAME_FIELD = "id"

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_system"],
                condition=models.Q(is_system=True),
                name="accounts_one_system_person",
            )
        ]

    def __str__(self) -> str:
        return "the system" if self.is_system else "a person"

    @property
    def roles(self) -> tuple[Role, ...]:
        """What they may do for the whole site."""
        held = {
            Role.READER: self.is_reader,
            Role.MODERATOR: self.is_moderator,
            Role.STAFF: self.is_staff,
        }
        return tuple(role for role, is_held in held.items() if is_held)

    def get_session_auth_hash(self) -> str:
        """What a session must hold to be theirs: see ``sessions_mark``."""
        return self.sessions_mark


class Session(AbstractBaseSession):
    """Somebody's window to the site: ``session_key`` is a digest of what the cookie holds.

    ``number`` is what its own person ends it by; ``begun_on`` the day of signing in.
    """

    data_class: ClassVar = DataClass.SELF

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="sessions")
    number = models.UUIDField(default=uuid.uuid4, unique=True)
    begun_on = models.DateField(null=True)

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> type:
        """The store that reads and writes these rows."""
        from freedomcities.accounts.sessions import SessionStore  # noqa: PLC0415 it needs this

        return SessionStore


class SignIn(models.Model):
    """A code that was asked for, by the window that asked; gone once used, or soon after.

    ``shares_code``: so many letters had gone to this address that it got no new one, and the code
    of the last one counts. ``person``: whose new address it is, for that purpose.
    """

    data_class: ClassVar = DataClass.SELF

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=10, choices=CodePurpose)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    email_sealed = models.BinaryField()
    email_index = models.CharField(max_length=_INDEX, db_index=True)
    code_digest = models.CharField(max_length=64, db_index=True)
    shares_code = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects = SignInQuerySet.as_manager()

    def __str__(self) -> str:
        return f"code {self.pk}"


class CodeApp(models.Model):
    """An app that shows one-time codes. ``last_step``: of the code used last, which is spent."""

    data_class: ClassVar = DataClass.SELF

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="code_app")
    secret_sealed = models.BinaryField()
    last_step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"code app of {self.person_id}"


class Passkey(models.Model):
    """A passkey: the public half; ``name`` is what its person calls it, sealed."""

    data_class: ClassVar = DataClass.SELF

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="passkeys")
    credential = models.CharField(max_length=1400, unique=True)
    public_key = models.BinaryField()
    uses = models.BigIntegerField(default=0)
    name_sealed = models.BinaryField(default=b"", blank=True)
    added_on = models.DateField()

    def __str__(self) -> str:
        return f"passkey {self.pk}"


class RecoveryCode(models.Model):
    """A code that stands in for a lost second factor, once; ``digest`` is bound to its person."""

    data_class: ClassVar = DataClass.SELF

    digest = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recovery_codes")

    def __str__(self) -> str:
        return f"recovery code of {self.person_id}"


class RoleLink(models.Model):
    """A link that gives a role to whoever opens it first and signs in: the first of the staff."""

    data_class: ClassVar = DataClass.SELF

    digest = models.CharField(max_length=64, primary_key=True)
    role = models.CharField(max_length=10, choices=Role)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"link for {self.role}"


class Letter(models.Model):
    """A letter that has not left yet; the job that sends it takes it away.

    ``to_index``: so that whoever leaves takes their letters along. ``context_sealed``: what its
    template needs and its own headers, as JSON. ``claimed_until``: a job is at it.
    ``expires_at``: from then on nobody needs it.
    """

    data_class: ClassVar = DataClass.SELF

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=_LANGUAGE)
    to_sealed = models.BinaryField()
    to_index = models.CharField(max_length=_INDEX, db_index=True, default="")
    context_sealed = models.BinaryField()
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="accounts_letter_due")]

    def __str__(self) -> str:
        return f"letter {self.pk}"


class Count(models.Model):
    """When a pseudonym did something within one span of time, in seconds; gone soon after it."""

    data_class: ClassVar = DataClass.SELF

    id = models.CharField(max_length=64, primary_key=True)
    moments = models.JSONField(default=list)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"count until {self.until}"
