"""Running the jobs that wait, as the worker does, and reading the letters that left."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from unittest.mock import patch

from django.core import mail
from django.db.models import F

from freedomcities.accounts.models import Letter
from freedomcities.accounts.tests.makers import NOW
from freedomcities.lib.jobs import work


def run_jobs() -> None:
    """Run every job that waits now.

    Jobs go by the clock, and tests by the moment at which they were begun: a letter that a test
    has just written must not be too old because others took a quarter of an hour before it.
    """
    late = datetime.now(UTC) - NOW
    Letter.objects.filter(created_at=NOW).update(expires_at=F("expires_at") + late)
    # Between jobs the worker gives up connections that are in the middle of a transaction; the
    # one of a test always is.
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        work(until_done=True, name="test")


def last_code() -> str:
    """The code of the email that left last."""
    run_jobs()
    found = re.match(r"(\d{6}) ", str(mail.outbox[-1].subject))
    assert found
    return found[1]
