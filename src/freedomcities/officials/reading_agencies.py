"""What the rows of a list of agencies mean: every fault names its line, in one sentence.

Two sets of columns are understood: those of the FBI's list, and those of a file of one's own
(docs/imports.md). Pure: the codes and states that there are come in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freedomcities.lib.importing import Problem, RowFault
from freedomcities.officials.agency_rows import Given, Record
from freedomcities.officials.reading_agencies_csv import read_csv
from freedomcities.officials.reading_agency_values import (
    read_listed_row,
    read_own_row,
    read_places,
)

LIST_COLUMNS = (
    *("ori", "data_year", "pub_agency_name", "state_abbr", "county_name", "agency_type_name"),
    *("population", "officer_ct", "civilian_ct"),
)
# What the list has besides, worked out from the others; it is checked, not kept.
LIST_SUMS = ("total_pe_ct", "pe_ct_per_1000")
OWN_COLUMNS = (
    *("id", "ori", "name", "kind", "state", "county", "population", "officers", "civilians"),
    *("phone", "email", "url", "address", "outreach_name", "outreach_phone", "outreach_email"),
    *("source", "checked_on", "closed_on"),
)
# Places written by hand, and the reason that a report gives for those that it lacks.
_REPORT_COLUMNS = ("places", "why")

# Of so many rows at least one is of the year of the edition.
_MANY = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says; with any problem, nothing of it may be imported.

    `whole`: it is an edition of the whole list, so that an agency that it lacks is gone.
    `edition` is the latest year in it, "" for a file of one's own. `columns` are those of the
    file, `ignored` those that mean nothing here.
    """

    given: tuple[Given, ...]
    problems: tuple[Problem, ...]
    whole: bool = False
    edition: str = ""
    columns: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


def read(data: bytes, codes: Mapping[str, str], states: Collection[str]) -> Reading:
    """Read a file; `codes` gives the code that a place goes by, `states` are postal codes."""
    columns, records, problems = read_csv(data)
    if problems and not records:
        return Reading((), tuple(problems))
    reading = read_records(columns, records, codes, states)
    every = sorted([*problems, *reading.problems], key=lambda problem: problem.line)
    return Reading(
        reading.given, tuple(every), reading.whole, reading.edition, columns, reading.ignored
    )


def read_records(
    columns: Sequence[str],
    records: Sequence[Record],
    codes: Mapping[str, str],
    states: Collection[str],
) -> Reading:
    """Understand rows that have the form of such."""
    listed = "pub_agency_name" in columns
    missing = _missing(columns, listed=listed)
    if missing:
        sentence = _("The header has no column “%(name)s”.") % {"name": missing}
        return Reading((), (Problem(1, sentence),))
    found, problems = _read_rows(records, codes, states, listed=listed)
    whole = listed and "places" not in columns
    if whole and not problems:
        problems += _of_a_year_too_late(found) or _cut_short(found, states)
    known = {*LIST_COLUMNS, *LIST_SUMS} if listed else set(OWN_COLUMNS)
    return Reading(
        tuple(found),
        tuple(problems),
        whole,
        max((str(each.values["checked_on"]) for each in found), default="") if listed else "",
        tuple(columns),
        tuple(sorted(set(columns) - known - set(_REPORT_COLUMNS))),
    )


def _missing(columns: Sequence[str], *, listed: bool) -> str:
    if not listed:
        return "" if {"id", "ori"} & set(columns) else "id"
    return next((name for name in LIST_COLUMNS if name not in columns), "")


def _read_rows(
    records: Sequence[Record],
    codes: Mapping[str, str],
    states: Collection[str],
    *,
    listed: bool,
) -> tuple[list[Given], list[Problem]]:
    found: dict[str, Given] = {}
    problems = []
    for record in records:
        try:
            id_, values = (read_listed_row if listed else read_own_row)(record.cells, states)
            given = Given(record, id_, values, read_places(record.cells, codes))
            _check_once(id_, found)
            found[id_] = given
        except RowFault as fault:
            problems.append(Problem(record.line, str(fault)))
    return list(found.values()), problems


def _check_once(id_: str, found: Mapping[str, Given]) -> None:
    if id_ in found:
        raise RowFault(
            _("The agency “%(id)s” stands on line %(line)s already.")
            % {"id": id_, "line": found[id_].line}
        )


def _of_a_year_too_late(found: Sequence[Given]) -> list[Problem]:
    """The latest year is the edition's, and most agencies have it: a row or two are a slip."""
    years = Counter(str(each.values["checked_on"]) for each in found)
    latest = max(years, default="")
    if years[latest] * _MANY >= len(found):
        return []
    sentence = _("“data_year” is “%(year)s”, which hardly any other row has.")
    return [
        Problem(each.line, sentence % {"year": latest})
        for each in found
        if each.values["checked_on"] == latest
    ]


def _cut_short(found: Sequence[Given], states: Collection[str]) -> list[Problem]:
    """The whole list has agencies in every state and the District."""
    present = {str(each.values["state"]) for each in found}
    missing = sorted(set(states) - {"PR"} - present)
    if not missing or not found:
        return []
    sentence = _("The list ends here without an agency in %(states)s: it is cut short.")
    return [Problem(found[-1].line, sentence % {"states": ", ".join(missing)})]
