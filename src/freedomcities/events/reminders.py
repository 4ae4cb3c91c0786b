"""When people are reminded of an event: the day before at ten, and on the day at eight. Pure.

Hours are those of the event's own clock. Whoever has to be there early in the morning was
reminded the day before, and is not woken.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from freedomcities.events.clock import local, zone_of

DAY_BEFORE, ON_THE_DAY = 1, 2
FARTHEST = timedelta(hours=39)
"""No reminder is due longer before: a day has 25 hours when the clocks are put back."""
_BEFORE_AT, _DAY_AT = time(10), time(8)
_AT_LEAST = timedelta(hours=1)


def reminders_due(starts_at: datetime, zone: str, *, now: datetime) -> int:
    """How many reminders should have left by now: 0, DAY_BEFORE or ON_THE_DAY."""
    day = local(starts_at, zone).date()
    on_the_day = datetime.combine(day, _DAY_AT, zone_of(zone))
    if on_the_day <= now and on_the_day + _AT_LEAST <= starts_at:
        return ON_THE_DAY
    day_before = datetime.combine(day - timedelta(days=1), _BEFORE_AT, zone_of(zone))
    return DAY_BEFORE if day_before <= now else 0
