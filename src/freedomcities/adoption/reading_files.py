"""From the bytes of an import file to records: JSON lines, or CSV (`reading_csv`).

Nothing is understood here beyond the form; `reading` says whether a record makes sense. Both
forms give the same records, so that everything after this is written once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from freedomcities.adoption.reading_csv import read_csv
from freedomcities.adoption.rows import Record, Values
from freedomcities.lib.csv_tables import decode
from freedomcities.lib.importing import Problem, RowFault

_CSV_SUFFIX, _JSON_SUFFIXES = ".csv", {".json", ".jsonl", ".ndjson"}


def read_records(data: bytes, *, suffix: str = "") -> tuple[list[Record], list[Problem]]:
    """The records of a file in their order, and what is wrong with the others.

    The suffix of its name says which form it has; any other is looked at.
    """
    try:
        text = decode(data)
    except RowFault as fault:
        return [], [Problem(fault.line or 1, str(fault))]
    if _is_csv(text, suffix.lower()):
        return read_csv(text)
    return _read_json_lines(text)


def _is_csv(text: str, suffix: str) -> bool:
    if suffix == _CSV_SUFFIX or suffix in _JSON_SUFFIXES:
        return suffix == _CSV_SUFFIX
    head = text.lstrip().split("\n", 1)[0]
    return not head.startswith("{") and "id" in [cell.strip(' "\r') for cell in head.split(",")]


def _read_json_lines(text: str) -> tuple[list[Record], list[Problem]]:
    records, problems = [], []
    for line, content in _lines(text):
        try:
            records.append(Record(line, _read_object(content)))
        except RowFault as fault:
            problems.append(Problem(line, str(fault)))
    return records, problems


def _lines(text: str) -> Iterator[tuple[int, str]]:
    # Only LF ends a line: JSON may hold the other separators of Unicode inside a text.
    for number, content in enumerate(text.split("\n"), 1):
        if content.strip():
            yield number, content


def _read_object(content: str) -> Values:
    try:
        values = json.loads(content, object_pairs_hook=_without_repetition)
    except (ValueError, RecursionError):
        raise RowFault(_("This is not a whole JSON object.")) from None
    if not isinstance(values, dict):
        raise RowFault(_("This is not a whole JSON object."))
    return values


def _without_repetition(pairs: list[tuple[str, object]]) -> Values:
    values: Values = {}
    for name, value in pairs:
        if name in values:
            raise RowFault(_("“%(name)s” stands twice in one object.") % {"name": name})
        values[name] = value
    return values
