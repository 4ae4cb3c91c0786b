"""When an event is: times as a host writes them, in the zone of its place. Pure.

Times are kept in UTC; a day or an hour is only ever shown in the event's own zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from freedomcities.events.refusals import EndsTooLate, InThePast, NoSuchTime, TooFarAhead

LONGEST = timedelta(hours=48)
"""No event lasts longer: what goes on for weeks is several."""
FARTHEST = timedelta(days=550)


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when, in UTC; `zone` is an IANA name."""

    starts_at: datetime
    ends_at: datetime
    zone: str


def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name."""
    return _zone(name)


def city_of(zone: str) -> str:
    """The city after which a zone is named: people know it, and not the name of the zone."""
    return zone.rpartition("/")[2].replace("_", " ")


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def read_span(day: date, begin: time, end: time, zone: str, *, now: datetime) -> Span:
    """The span from `begin` on `day` until `end`, which is of the next day if it is not later.

    Raises NoSuchTime for an hour that the clock leaves out that day, InThePast, TooFarAhead.
    """
    starts_at = read_time(day, begin, zone)
    ends_on = day if end > begin else day + timedelta(days=1)
    ends_at = read_time(ends_on, end, zone)
    if ends_at <= starts_at:
        # Clocks went back between the two; the later of the two hours of that name is meant.
        ends_at = datetime.combine(ends_on, end.replace(fold=1), zone_of(zone)).astimezone(UTC)
    check_span(starts_at, ends_at, now=now)
    return Span(starts_at, ends_at, zone)


def check_span(starts_at: datetime, ends_at: datetime, *, now: datetime) -> None:
    """InThePast, TooFarAhead, EndsTooLate."""
    if starts_at <= now:
        raise InThePast
    if starts_at > now + FARTHEST:
        raise TooFarAhead
    if not timedelta() < ends_at - starts_at <= LONGEST:
        raise EndsTooLate


def read_time(day: date, hour: time, zone: str) -> datetime:
    """A time of the clock in a zone, in UTC; of two alike, the first. NoSuchTime."""
    local = datetime.combine(day, hour, zone_of(zone))
    found = local.astimezone(UTC)
    if found.astimezone(zone_of(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime
    return found


def local(moment: datetime, zone: str) -> datetime:
    """A moment as the clock of a zone shows it."""
    return moment.astimezone(zone_of(zone))


def local_day(moment: datetime, zone: str) -> date:
    """The day of a moment in a zone."""
    return local(moment, zone).date()


def last_day(span: Span) -> date:
    """The last day of it: what ends at midnight ends on the day before."""
    return local_day(max(span.starts_at, span.ends_at - timedelta(microseconds=1)), span.zone)
