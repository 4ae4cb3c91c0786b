"""Who may do what with blueprints."""

from __future__ import annotations

from freedomcities.accounts.models import Person


def may_load(actor: Person) -> bool:
    """Texts come from files that the operator installs: only the system loads them."""
    return actor.is_system
