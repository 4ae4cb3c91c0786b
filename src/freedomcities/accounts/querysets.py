"""The reads of accounts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models

from freedomcities.accounts.choices import LetterState
from freedomcities.accounts.seals import key_rings

if TYPE_CHECKING:
    from freedomcities.accounts.models import Letter, Person, SignIn  # noqa: F401


class PersonQuerySet(models.QuerySet["Person"]):
    """People; never a list of them for anybody but the person or the staff."""

    def erased(self) -> Self:
        """Those of whom the id alone is left."""
        return self.filter(email_index=None, is_system=False)

    def with_address(self, address: str) -> Self:
        """Whoever has this address, as `read_address` gives it."""
        return self.filter(email_index__in=key_rings().indexes(address))

    def moderators(self) -> Self:
        """Whoever decides on what waits; for the letters that tell them so."""
        moderate = models.Q(is_moderator=True) | models.Q(is_staff=True)
        return self.filter(moderate, is_active=True, is_system=False)

    def readers(self) -> Self:
        """Whoever reads law for the site; for the letters that tell them what is asked."""
        return self.filter(is_reader=True, is_active=True, is_system=False)

    def with_roles(self) -> Self:
        """Those who work for the whole site; for the staff's eyes."""
        held = models.Q(is_reader=True) | models.Q(is_moderator=True) | models.Q(is_staff=True)
        return self.filter(held, is_active=True, is_system=False)


class PersonManager(BaseUserManager["Person"]):
    """What the framework asks of a manager of people."""

    def get_queryset(self) -> PersonQuerySet:
        """People with their reads."""
        return PersonQuerySet(self.model, using=self._db)

    def with_address(self, address: str) -> PersonQuerySet:
        """Whoever has this address."""
        return self.get_queryset().with_address(address)


class SignInQuerySet(models.QuerySet["SignIn"]):
    """Codes that were asked for."""

    def for_address(self, address: str) -> Self:
        """Those for this address, the latest first."""
        found = self.filter(email_index__in=key_rings().indexes(address))
        return found.order_by("-created_at", "-pk")


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters that have not left yet."""

    def due(self, now: datetime) -> Self:
        """Those to be sent by now, and those whose sending broke off."""
        waiting = models.Q(state=LetterState.WAITING, due_at__lte=now)
        broken = models.Q(state=LetterState.SENDING, claimed_until__lte=now)
        return self.filter(waiting | broken)
