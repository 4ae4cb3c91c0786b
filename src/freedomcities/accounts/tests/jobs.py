"""Running the jobs that wait, as the worker does, and reading the letters that left."""

from __future__ import annotations

import re

from django.core import mail

from freedomcities.lib.jobs import work


def run_jobs() -> None:
    """Run every job that waits now."""
    work(until_done=True, name="test")


def last_code() -> str:
    """The code of the letter that left last."""
    run_jobs()
    found = re.match(r"(\d{6}) ", str(mail.outbox[-1].subject))
    assert found
    return found[1]
