"""What time brings, done by the process beside the web."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import Error, connections

_TICK = 5.0
_LETTERS_EVERY = timedelta(seconds=30)
_NEWS_EVERY = timedelta(seconds=30)
_NOTICES_EVERY = timedelta(seconds=15)
_EVENTS_EVERY = timedelta(minutes=1)
_DAY_EVERY = timedelta(minutes=5)

_log = logging.getLogger(__name__)


def keep_time(*, beside: int | None) -> None:
    """In a thread: letters whose time has come, what a new day changes, what is to be forgotten."""
    threading.Thread(target=_keep_time, args=[beside], daemon=True).start()


def _keep_time(beside: int | None) -> None:
    chores = [
        Chore(_LETTERS_EVERY, _send_letters),
        Chore(_NEWS_EVERY, _hand_news_on),
        Chore(_NOTICES_EVERY, _send_notices),
        Chore(_EVENTS_EVERY, _write_to_guests),
        Chore(_DAY_EVERY, _bring_up_to_date),
        Chore(_DAY_EVERY, _forget),
    ]
    while True:
        if beside is not None and not _is_there(beside):
            os._exit(0)
        now = datetime.now(UTC)
        for chore in chores:
            chore.do_if_due(now)
        time.sleep(_TICK)


class Chore:
    """Something to do every so often; a fault is told, and tried again."""

    def __init__(self, every: timedelta, do: Callable[[datetime], object]) -> None:
        self.every, self.do = every, do
        self.due = datetime.now(UTC) + every

    def do_if_due(self, now: datetime) -> None:
        """Do it if it is time."""
        if now < self.due:
            return
        self.due = now + self.every
        try:
            self.do(now)
        except (Error, OSError):
            _log.exception("What time brings could not be done now.")
        finally:
            connections.close_all()


def _send_letters(now: datetime) -> None:
    from freedomcities.accounts.delivering import deliver_due

    deliver_due(now=now)


def _hand_news_on(now: datetime) -> None:
    from freedomcities.channels.delivering import deliver_due

    deliver_due(now=now)


def _send_notices(now: datetime) -> None:
    """What is due for those who follow something, and what a job broke off with."""
    from freedomcities.adoption.news import tell_untold
    from freedomcities.notices.delivering import send_due
    from freedomcities.notices.telling import hand_out_rest, tell_moderators

    tell_untold(now=now)
    hand_out_rest(now=now)
    tell_moderators(now=now)
    send_due(now=now)


def _write_to_guests(now: datetime) -> None:
    """Reminders of events whose hour has come, and the mailings that a job broke off with."""
    from freedomcities.events.mailings import write_rest
    from freedomcities.events.reminding import remind

    remind(now=now)
    write_rest(now=now)


def _bring_up_to_date(_now: datetime) -> None:
    from freedomcities.cli.founding import bring_up_to_date

    bring_up_to_date()


def _forget(now: datetime) -> None:
    """What is past its time; and no byte of it in the journal, if nobody reads there just now."""
    from freedomcities.media.sweeping import sweep
    from freedomcities.privacy.raw_bytes import cut_journal
    from freedomcities.privacy.retention import forget

    forget(now=now)
    sweep(now=now)
    cut_journal()


def _is_there(process: int) -> bool:
    return os.getppid() == process
