"""The instruments in force on a day, asked of the database: the engine's own rules of dates.

A date may be a year or a month, and then counts from its last day (an end: from its first).
"""

from __future__ import annotations

import calendar
from datetime import date

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Length

from freedomcities.adoption.facts import Force
from freedomcities.adoption.loading import instrument_fact
from freedomcities.adoption.querysets import InstrumentQuerySet

_YEAR, _MONTH, _DAY = len("YYYY"), len("YYYY-MM"), len("YYYY-MM-DD")


def in_force_on(rows: InstrumentQuerySet, day: date, rule: str = "") -> InstrumentQuerySet:
    """Those of these instruments that are in force on a day.

    With a rule ("blueprint/number") also without those that a court stayed for that rule alone.
    """
    started = Case(
        When(~Q(effective_on=""), then=F("effective_on")),
        When(~Q(adopted_on=""), then=F("adopted_on")),
        When(introduced_on="", then=F("checked_on")),
        default=Value(""),
    )
    within = rows.annotate(started=started).annotate(
        started_length=Length("started"), ended_length=Length("ended_on")
    )
    begun = Q()
    not_over = Q(ended_on="")
    for length in (_YEAR, _MONTH, _DAY):
        begun |= Q(started_length=length, started__lte=_last_whole(day, length))
        not_over |= Q(ended_length=length, ended_on__gt=day.isoformat()[:length])
    within = within.filter(begun, not_over)
    return within.exclude(pk__in=_stayed(within, day, rule))


def _last_whole(day: date, length: int) -> str:
    """The last year, month or day that is over, or ends, on this day."""
    if length == _DAY:
        return day.isoformat()
    is_month_over = day.day == calendar.monthrange(day.year, day.month)[1]
    if length == _YEAR:
        is_year_over = is_month_over and day.month == 12
        return f"{day.year if is_year_over else day.year - 1:04d}"
    if is_month_over:
        return day.isoformat()[:_MONTH]
    before = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return f"{before[0]:04d}-{before[1]:02d}"


def _stayed(rows: InstrumentQuerySet, day: date, rule: str) -> list[str]:
    # Few instruments were ever stayed, and only the engine knows what a stay covers.
    return [
        row.pk
        for row in rows.exclude(stays=[])
        if instrument_fact(row, ()).force(rule, day) is Force.STAYED
    ]
