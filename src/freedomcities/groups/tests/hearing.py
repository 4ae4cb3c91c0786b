"""What people are told by mail, for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from freedomcities.accounts.delivering import message_of
from freedomcities.accounts.models import Letter
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW
from freedomcities.notices.delivering import send_due
from freedomcities.notices.models import Notice


def told() -> dict[str, list[str]]:
    """The subjects of all letters of the next days, by address, whatever the pace."""
    run_jobs()
    Notice.objects.update(due_at=NOW)
    known = set(Letter.objects.values_list("pk", flat=True))
    send_due(now=datetime.now(UTC) + timedelta(days=8))
    found: dict[str, list[str]] = {}
    for letter in Letter.objects.exclude(pk__in=known):
        message = message_of(letter)
        found.setdefault(message.to[0].partition("@")[0], []).append(str(message.subject))
    return found
