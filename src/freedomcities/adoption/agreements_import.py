"""An edition of the list of agreements beside what is known of the earlier ones."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from freedomcities.adoption.agreements import Ground, Signed, id_of, instrument_of, who_signed
from freedomcities.adoption.agreements_list import AgreementsList, ByHand
from freedomcities.adoption.known_rows import known_instruments
from freedomcities.adoption.models import Instrument
from freedomcities.adoption.reading_agreements import COLUMNS, PLACE, AgreementRow
from freedomcities.adoption.rows import InstrumentRow
from freedomcities.lib.importing import Problem

# From one edition to the next a few agreements end; more of them missing is half a file.
_FEW, _MOST_ENDED = 10, 0.01
# The list has agencies of these, which are not on the map.
_TERRITORIES = frozenset(
    {
        *("GUAM", "NORTHERN MARIANA ISLANDS", "COMMONWEALTH OF THE NORTHERN MARIANA ISLANDS"),
        *("CNMI", "AMERICAN SAMOA", "VIRGIN ISLANDS", "U.S. VIRGIN ISLANDS"),
    }
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Edition:
    """What an edition says: what is new or differs, what it ended, what is as before, and rows
    of nobody known. ``again`` are ids.
    """

    changed: tuple[InstrumentRow, ...]
    ended: tuple[InstrumentRow, ...]
    again: tuple[str, ...]
    unmatched: tuple[AgreementRow, ...]


def day_of_name(name: str) -> str:
    """The day in the name of a file, or "" where there is none."""
    found = _DAY.search(Path(name).name)
    try:
        return date.fromisoformat(found[0]).isoformat() if found else ""
    except ValueError:
        return ""


def edition_of(
    rows: Sequence[AgreementRow],
    ground: Ground,
    given: AgreementsList,
    *,
    day: str,
    today: str,
    complete: bool = False,
) -> tuple[Edition | None, list[Problem]]:
    """The edition of a day; or what is wrong with it. `complete`: somebody looked, and it is whole
    though much is missing.

    Where nobody can be found for a row now, whoever was found for it before stays.
    """
    known = _known(given)
    listed = {id_of(row, given) for row in rows}
    still = [row for row in known.values() if not row.ended_on]
    gone = [row for row in still if row.id not in listed]
    problems = _faults(rows, known.values(), ground, day)
    if day > today:
        said = _("The list is of %(day)s, and that day has not come yet.") % {"day": day}
        problems = [Problem(rows[-1].line, said)]
    if not problems and not complete and len(gone) > max(_FEW, _MOST_ENDED * len(still)):
        said = _(
            "The list ends here, and %(count)s of the %(known)s agreements that are known are "
            "not in it: it is cut short."
        )
        words = {"count": len(gone), "known": len(still)}
        problems = [Problem(rows[-1].line, said % words)]
    if problems:
        return None, problems
    signed = [_who_signed(row, ground, known, given) for row in rows]
    found = [instrument_of(each, given, edition=day) for each in signed if each.place]
    again = {row.id for row in found if _is_as_before(row, known.get(row.id), given)}
    return Edition(
        changed=tuple(row for row in found if row.id not in again),
        ended=tuple(replace(row, ended_on=day, checked_on=day) for row in gone),
        again=tuple(sorted(again)),
        unmatched=tuple(each.row for each in signed if not each.place),
    ), []


def _is_as_before(row: InstrumentRow, before: InstrumentRow | None, given: AgreementsList) -> bool:
    """Whether it only stands in one more edition. A list as text has no address of the paper."""
    if before is None:
        return False
    url = before.url if row.url == given.url else row.url
    return replace(row, url=url) == replace(before, checked_on=row.checked_on)


def report_of(rows: Iterable[AgreementRow]) -> str:
    """The rows of nobody known as CSV, with an empty column for the code of a place.

    Filled in, the lines go back into the list, or the column into the workbook.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow([*COLUMNS.values(), PLACE])
    table.writerows([*each.cells, ""] for each in rows)
    return text.getvalue()


def _known(given: AgreementsList) -> dict[str, InstrumentRow]:
    ids = Instrument.records.filter(id__startswith=f"{given.slug}-").values_list("id", flat=True)
    return {id_: each.row for id_, each in known_instruments(list(ids)).items()}


def _who_signed(
    row: AgreementRow, ground: Ground, known: Mapping[str, InstrumentRow], given: AgreementsList
) -> Signed:
    noted = given.by_hand.get((row.state, row.agency))
    if row.place:
        noted = ByHand(row.place, small=False)
    found = who_signed(row, ground, noted)
    before = known.get(id_of(row, given))
    return found if found.place or not before else replace(found, place=before.place)


def _faults(
    rows: Sequence[AgreementRow], known: Collection[InstrumentRow], ground: Ground, day: str
) -> list[Problem]:
    latest = max((row.checked_on for row in known), default="")
    if day < latest:
        said = _("The list is of %(day)s, and that of %(latest)s is in use.")
        return [Problem(rows[-1].line, said % {"day": day, "latest": latest})]
    return [Problem(row.line, said) for row in rows if (said := _fault(row, ground, day))]


def _fault(row: AgreementRow, ground: Ground, day: str) -> str:
    if row.state.upper() not in {*ground.states, *_TERRITORIES}:
        return _("“%(state)s” is no state.") % {"state": row.state}
    if row.signed > day:
        return _("“%(day)s” is later than the list itself.") % {"day": row.signed}
    if row.place and row.place not in ground.codes:
        return _("There is no place “%(place)s”.") % {"place": row.place}
    return ""
