"""The reads of moderation. Each names whom it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Cast

from freedomcities.accounts.models import Person
from freedomcities.moderation.choices import UNDECIDED, AskState, State, Why
from freedomcities.moderation.permissions import is_moderator, is_reader

if TYPE_CHECKING:
    from freedomcities.moderation.models import Case, TakeDown  # noqa: F401


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases; moderators read them, and readers of law those that they are asked about."""

    def visible_to(self, viewer: Person) -> Self:
        """All for moderators and staff, none for anybody else."""
        return self.all() if is_moderator(viewer) else self.none()

    def to_be_read_by(self, viewer: Person) -> Self:
        """Those that wait for a reader of law, for readers; none for anybody else."""
        return self.with_readers() if is_reader(viewer) else self.none()

    def with_readers(self) -> Self:
        """Those that wait for a reader of law, the oldest first."""
        return self.filter(state=State.READING).order_by("opened_on", "pk")

    def waiting(self) -> Self:
        """Those that wait for a moderator, the oldest first."""
        return self.filter(state=State.OPEN).order_by("opened_on", "pk")

    def for_reason(self, why: Why) -> Self:
        """Those that wait for this reason, maybe among others."""
        # A list of words as text: one of them in quotes is the same on every database.
        text = Cast("whys", models.TextField())
        return self.annotate(whys_text=text).filter(whys_text__contains=f'"{why.value}"')

    def decided(self) -> Self:
        """Those that are decided, the latest first."""
        return self.exclude(state__in=UNDECIDED).order_by("-decided_on", "pk")

    def about(self, kind: str, subject: str) -> Self:
        """Those of one subject."""
        return self.filter(kind=kind, subject=subject)


class TakeDownQuerySet(models.QuerySet["TakeDown"]):
    """Take-downs: those that are done are public, those that wait are for moderators."""

    def visible_to(self, viewer: Person) -> Self:
        """All for moderators and staff, none for anybody else."""
        return self.all() if is_moderator(viewer) else self.none()

    def public(self) -> Self:
        """Those that were done, the latest first: everybody may know."""
        return self.filter(state=AskState.DONE).order_by("-done_on", "pk")

    def waiting(self) -> Self:
        """Those that a second person has yet to answer, the oldest first."""
        return self.filter(state=AskState.OPEN).order_by("asked_on", "pk")

    def about(self, kind: str, subject: str) -> Self:
        """Those of one subject."""
        return self.filter(kind=kind, subject=subject)
