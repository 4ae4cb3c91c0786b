"""A person: a random id and nothing personal."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from freedomcities.lib.privacy import DataClass


class Person(AbstractBaseUser):
    """Somebody who acts here, or the system when a command or an import does.

    There are no passwords, and the time of the last visit is nobody's business: both
    columns of the framework's base are dropped.
    """

    data_class: ClassVar = DataClass.SELF

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    is_system = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    password = None  # type: ignore[assignment]
    last_login = None

    USERNAME_FIELD = "id"

    objects: ClassVar = BaseUserManager()

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
