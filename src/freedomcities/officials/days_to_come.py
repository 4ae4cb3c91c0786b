"""A look that nobody has taken yet: a file that says so is wrong about its days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from freedomcities.lib.dates import PartialDate
from freedomcities.lib.importing import Problem
from freedomcities.officials.agency_rows import Given as GivenAgency
from freedomcities.officials.officials_reading import Reading as OfficialsReading


def agencies_to_come(given: Iterable[GivenAgency], day: date) -> list[Problem]:
    """The rows of agencies that were looked at after a day."""
    return [
        Problem(each.line, _to_come(str(each.values["checked_on"])))
        for each in given
        if _is_to_come(str(each.values.get("checked_on") or ""), day)
    ]


def mark_officials_to_come(reading: OfficialsReading, day: date) -> None:
    """Add the rows of officials that were looked at after a day to what is wrong with a file."""
    for each in reading.given:
        checked = each.checked.get("checked_on", "")
        if _is_to_come(checked, day):
            reading.fault(each.line, _to_come(checked), file=each.file)


def _is_to_come(text: str, day: date) -> bool:
    return bool(text) and PartialDate.parse(text).first_day > day


def _to_come(text: str) -> str:
    return _("“checked_on” is “%(day)s”, a day that is yet to come.") % {"day": text}
