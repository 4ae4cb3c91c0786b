"""Who may change what is recorded about agencies and offices."""

from __future__ import annotations

from freedomcities.accounts.models import Person
from freedomcities.moderation.permissions import is_moderator


def may_import(actor: Person) -> bool:
    """Whether somebody may import: a command of the operator does so as the system."""
    return actor.is_active and actor.is_system


def may_decide(actor: Person) -> bool:
    """Whether somebody may decide on corrections: moderators, and the operator by a command."""
    return is_moderator(actor)
