"""The question to the database answers as the engine does, on every day that matters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from freedomcities.adoption.facts import Force
from freedomcities.adoption.in_force_on import in_force_on
from freedomcities.adoption.loading import instrument_fact
from freedomcities.adoption.models import Instrument
from freedomcities.adoption.tests.makers import (
    import_rows,
    instrument_row,
    make_country,
    make_nine,
)

DATES = (None, "2020", "2020-02", "2020-02-29", "2020-12-31", "2021-01")
DAYS = [
    date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 31), date(2020, 2, 28),
    date(2020, 2, 29), date(2020, 3, 1), date(2020, 12, 30), date(2020, 12, 31),
    date(2021, 1, 1), date(2021, 1, 30), date(2021, 1, 31), date(2021, 2, 1),
    date(1, 1, 1), date.max,
]  # fmt: skip
STAYS: tuple[list[object], ...] = (
    [], [["2020-02", None]], [["2020-02-01", "2021"]], [["2020", "2020-03", ["1"]]],
)  # fmt: skip


@pytest.mark.django_db
def test_as_the_engine() -> None:
    make_country()
    make_nine()
    rows = [
        instrument_row(
            f"act-{number}",
            **dict(zip(("effective_on", "adopted_on", "introduced_on"), given, strict=True)),
            ended_on=ended,
            checked_on=checked,
            stayed=stays,
        )
        for number, (given, ended, checked, stays) in enumerate(
            (given, ended, checked, stays)
            for given in [
                *((first, None, None) for first in DATES),
                *((None, first, None) for first in DATES),
                *((None, None, first) for first in DATES),
                ("2021-01", "2020", "2020"),
            ]
            for ended in DATES
            for checked in (None, "2020-02")
            for stays in STAYS
        )
    ]
    import_rows(*rows)
    held = list(Instrument.objects.all())
    for day in DAYS:
        for rule in ("", "freedom-cities/1"):
            expected = {
                row.pk
                for row in held
                if instrument_fact(row, ()).force(rule, day) is Force.IN_FORCE
            }
            answered = in_force_on(Instrument.objects.all(), day, rule)
            assert set(answered.values_list("pk", flat=True)) == expected, (day, rule)
    assert DAYS[1] - DAYS[0] == timedelta(days=1)
