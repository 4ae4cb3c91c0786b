"""Jobs of adoption. A job calls one operation."""

from __future__ import annotations

from datetime import UTC, datetime

from django_tasks import task

from freedomcities.lib.jobs import LAST


@task(priority=LAST)
def tell_changes() -> int:
    """Tell the followers of some places and rules what changed, and leave the rest to the next."""
    from freedomcities.adoption.news import MOST_AT_ONCE, tell_untold  # noqa: PLC0415 as below

    told = tell_untold(now=datetime.now(UTC))
    if told == MOST_AT_ONCE:
        # One job after the other, so that a letter with a code slips in between.
        tell_changes.enqueue()
    return told
