"""Jobs of notices. A job loads by id and calls one operation."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task

from freedomcities.lib.jobs import LAST


@task(priority=LAST)
def hand_out_news(news_id: str) -> int:
    """Give one piece of news to all who follow it."""
    from freedomcities.notices.telling import hand_out  # noqa: PLC0415 it asks for this job

    return hand_out(UUID(news_id))
