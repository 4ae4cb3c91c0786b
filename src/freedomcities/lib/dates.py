"""Days and weeks; dates of which only the year or the month may be known.

A law's date is often remembered as "2017". It is shown as such, and taken as the
last day that it could mean (an end: as the first), so that nothing is claimed early.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_SHAPE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)

_FRESH = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year: ``text`` is what was given, in ISO 8601."""

    text: str
    first_day: date
    last_day: date

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises ValueError with one sentence for anything else.
        """
        found = _SHAPE.fullmatch(text)
        if not found:
            raise ValueError(f"“{text}” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD.")
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            first = date(year or 0, month or 1, day or 1)
        except ValueError:
            raise ValueError(f"“{text}” is not a day of the calendar.") from None
        return cls(text, first, _last_day(first, has_month=bool(month), has_day=bool(day)))

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """A date of which everything is known."""
        return cls(day.isoformat(), day, day)

    @property
    def is_exact(self) -> bool:
        """Whether the very day is known."""
        return self.first_day == self.last_day


def _last_day(first: date, *, has_month: bool, has_day: bool) -> date:
    if has_day:
        return first
    if has_month:
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return date(first.year, 12, 31)


def parse_day(text: str) -> date:
    """Read a whole date, ``YYYY-MM-DD``; ValueError with one sentence otherwise."""
    if len(text) != len("YYYY-MM-DD") or not _SHAPE.fullmatch(text):
        raise ValueError(f"“{text}” is not a whole date: write YYYY-MM-DD.")
    return PartialDate.parse(text).first_day


def day_of(now: datetime) -> date:
    """The day that it is, in the one zone that dates are kept in."""
    return now.astimezone(UTC).date()


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def week_told(day: date | None) -> str | None:
    """The week of a day as people are told of it: nothing finer is needed."""
    return str(monday_of(day)) if day else None


def is_ageing(checked_on: str, *, day: date) -> bool:
    """Whether nobody has looked for more than a year; without a date nobody can say."""
    return bool(checked_on) and PartialDate.parse(checked_on).last_day < day - _FRESH


def is_over(end: str, *, day: date) -> bool:
    """Whether what ends on this date has ended by a day, whichever day the date could mean."""
    return bool(end) and PartialDate.parse(end).last_day < day
