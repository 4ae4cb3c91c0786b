"""When what somebody follows is told to them. Pure.

A day's letter leaves at seven in the morning, a week's on Monday at that hour, in one zone for the
whole site: nothing is kept of where people are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from freedomcities.notices.choices import Pace

ZONE = ZoneInfo("America/New_York")
HOUR = time(7)
_DAY = timedelta(days=1)
_MONDAY = 0


def due_at(pace: Pace, told_at: datetime) -> datetime | None:
    """When a letter of this pace tells what happened at a moment; None where none does."""
    if pace is Pace.MUTED:
        return None
    if pace is Pace.AT_ONCE:
        return told_at
    day = told_at.astimezone(ZONE).date()
    while not (_is_day_of(pace, day) and _morning(day) > told_at):
        day += _DAY
    return _morning(day)


def soonest(paces: Iterable[Pace]) -> Pace:
    """The pace that counts where somebody follows the same through several."""
    order = list(Pace)
    return min(paces, key=order.index, default=Pace.MUTED)


def morning_of(now: datetime) -> date | None:
    """The day of which the letters leave by now; None before seven in the morning."""
    day = now.astimezone(ZONE).date()
    return day if _morning(day) <= now else None


def _is_day_of(pace: Pace, day: date) -> bool:
    return pace is not Pace.WEEKLY or day.weekday() == _MONDAY


def _morning(day: date) -> datetime:
    # The clocks change at two: seven is there once on every day.
    return datetime.combine(day, HOUR, ZONE)
