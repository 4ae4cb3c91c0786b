"""Somebody leads a group no more: nouns above say here what that undoes of theirs.

Groups know none of them. A noun calls `register` from its `AppConfig.ready`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from freedomcities.groups.choices import Role
from freedomcities.groups.models import Group, Membership


class Loss(Protocol):
    """What a noun does, within the transaction, while the membership is still as it was."""

    def __call__(self, group: Group, member: Membership, /, *, now: datetime) -> None:
        """Undo it."""


_losses: list[Loss] = []


def register(loss: Loss) -> None:
    """Do this whenever a lead leaves a group, is taken out of it, or gets another role."""
    if loss not in _losses:
        _losses.append(loss)


def lose_lead(group: Group, member: Membership, *, now: datetime) -> None:
    """Let the nouns above know; called before the row changes, the next lead being one already."""
    if member.role == Role.LEAD:
        for loss in _losses:
            loss(group, member, now=now)
