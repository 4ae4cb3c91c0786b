"""Jobs of events. A job loads by id and calls one operation."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django_tasks import task

from freedomcities.lib.jobs import LAST


@task(priority=LAST)
def write_mailing(mailing_id: str) -> int:
    """Write the letters of a mailing."""
    from freedomcities.events.mailings import write_all  # noqa: PLC0415 it asks for this job

    return write_all(UUID(mailing_id), now=datetime.now(UTC))
