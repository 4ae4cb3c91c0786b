"""What a file of officials says: every fault names its line, in one sentence.

Three forms: CSV of one's own, Popolo as JSON, people files of Open States as YAML (one, or a
folder of them). Of the latter two, which are other people's lists, what is not kept here is left
out and told; a wrong row of one's own is a fault. No database: what there is comes in.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext as _

from freedomcities.lib.importing import RowFault, read_file
from freedomcities.officials.officials_ground import OfficialsGround
from freedomcities.officials.officials_reading import Reading
from freedomcities.officials.officials_rows import Given, latest_terms
from freedomcities.officials.officials_values import COLUMNS
from freedomcities.officials.reading_agencies_csv import read_csv
from freedomcities.officials.reading_agency_values import read_date
from freedomcities.officials.reading_openstates import read_person
from freedomcities.officials.reading_popolo import read_popolo

_SUFFIXES = frozenset({".yml", ".yaml"})
_MOST_FILES = 20_000


def read(source: Path, ground: OfficialsGround) -> Reading:
    """Read a file or a folder of files."""
    if source.is_dir():
        return _read_folder(source, ground)
    data, suffix = read_file(source), source.suffix.lower()
    if suffix not in _SUFFIXES:
        return read_bytes(data, ground)
    reading = Reading(digest=sha256(data).hexdigest())
    read_person(data, ground, reading)
    return _with_latest_terms(reading)


def read_bytes(data: bytes, ground: OfficialsGround) -> Reading:
    """Read a file that is no YAML: JSON where it begins with a bracket, else CSV."""
    is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}
    reading = _with_latest_terms(read_popolo(data, ground)) if is_json else _own(data, ground)
    reading.digest = sha256(data).hexdigest()
    return reading


def _read_folder(folder: Path, ground: OfficialsGround) -> Reading:
    reading, digest = Reading(), sha256()
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    if len(paths) > _MOST_FILES:
        reading.fault(1, _("There are more than 20,000 files in this folder."))
        return reading
    for path in paths:
        data = read_file(path)
        digest.update(sha256(data).digest())
        read_person(data, ground, reading, file=str(path.relative_to(folder)))
    reading.digest = digest.hexdigest()
    return _with_latest_terms(reading)


def _own(data: bytes, ground: OfficialsGround) -> Reading:
    columns, records, problems = read_csv(data)
    reading = Reading(problems=problems, ignored=tuple(sorted(set(columns) - set(COLUMNS))))
    missing = next((name for name in ("kind", "place") if name not in columns), "")
    if columns and missing:
        reading.problems = []
        reading.fault(1, _("The header has no column “%(name)s”.") % {"name": missing})
        return reading
    for record in records:
        reading.add(record.line, record.cells, ground)
    _check_once(reading)
    reading.problems.sort(key=lambda problem: problem.line)
    return reading


def _check_once(reading: Reading) -> None:
    """A file of one's own says of everybody, and of every office, only once what it knows."""
    found: dict[tuple[str, ...], int] = {}
    for given in reading.given:
        holder = given.holder
        key: tuple[str, ...] = (given.office.id,)
        if holder is not None:
            # Two of one name are told apart by an id.
            key += ("id", holder.person) if holder.person else ("name", holder.named)
        if key in found:
            what = holder.name if holder else given.office.id
            sentence = _("“%(what)s” stands on line %(line)s already.")
            reading.fault(given.line, sentence % {"what": what, "line": found[key]})
        found[key] = given.line


def checked_by(reading: Reading, day: str) -> None:
    """Take this as the day of the last look wherever the file has none."""
    try:
        day = read_date("checked_on", day)
    except RowFault as fault:
        reading.fault(1, str(fault))
        return
    reading.given = [_checked(each, day) for each in reading.given]


def _checked(given: Given, day: str) -> Given:
    checked = {"checked_on": day} | {name: text for name, text in given.checked.items() if text}
    if given.holder is None:
        return replace(given, checked=checked)
    values = {**given.holder.values, "checked_on": checked["checked_on"]}
    return replace(given, checked=checked, holder=replace(given.holder, values=values))


def _with_latest_terms(reading: Reading) -> Reading:
    reading.given = latest_terms(reading.given)
    return reading
