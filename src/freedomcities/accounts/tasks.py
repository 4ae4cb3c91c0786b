"""Jobs of accounts. A job loads by id and calls one operation."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django_tasks import task

from freedomcities.accounts.delivering import deliver


@task()
def deliver_letter(letter_id: str) -> bool:
    """Send one letter."""
    return deliver(UUID(letter_id), now=datetime.now(UTC))
