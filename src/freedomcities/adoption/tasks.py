"""Jobs of adoption. A job calls one operation."""

from __future__ import annotations

from datetime import UTC, datetime

from django_tasks import task


@task()
def tell_changes() -> int:
    """Tell the followers of places and rules what changed."""
    from freedomcities.adoption.news import tell_untold  # noqa: PLC0415 it asks for this job

    return tell_untold(now=datetime.now(UTC))
