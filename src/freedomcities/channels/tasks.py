"""Jobs of channels. A job loads by id and calls one operation."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django_tasks import task


@task(priority=-10)
def deliver_news(delivery_id: str) -> bool:
    """Hand one piece of news on to a chat. Letters go first: a chat may take its time."""
    from freedomcities.channels.delivering import deliver  # noqa: PLC0415 it hands on as well

    return deliver(UUID(delivery_id), now=datetime.now(UTC))


@task()
def enter_listeners(channel_id: str) -> int:
    """Let those who sit near a channel follow it."""
    from freedomcities.channels.listening import enter_all  # noqa: PLC0415 it needs the models

    return enter_all(channel_id)
