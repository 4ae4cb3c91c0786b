"""From a published list of agreements, as CSV or as a workbook, to its rows.

Columns are found by their headings: STATE, LAW ENFORCEMENT AGENCY, TYPE, COUNTY, SUPPORT TYPE,
SIGNED; MOA where there are addresses, and PLACE where somebody looked one up. Empty rows and
stray spaces mean nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from freedomcities.lib.csv_tables import decode, lines_of
from freedomcities.lib.importing import Problem, RowFault

COLUMNS = {
    "state": "STATE",
    "agency": "LAW ENFORCEMENT AGENCY",
    "level": "TYPE",
    "county": "COUNTY",
    "model": "SUPPORT TYPE",
    "signed": "SIGNED",
}
_ADDRESS = "MOA"
PLACE = "PLACE"
"""A column that the list has not: the code of the place, where somebody looked it up."""
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00:00)?")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MOST_BYTES = 50_000_000
_SCANNER = ".safelinks.protection.outlook.com"
_NO_COUNTY = re.compile(r"#?N/?A", re.IGNORECASE)

Cells = Sequence[tuple[str, str]]
"""The cells of a row: the text, and the address that it links to or ""."""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement as the list has it; `county` is "" where the list gives none."""

    line: int
    state: str
    agency: str
    level: str
    county: str
    model: str
    signed: str
    url: str
    place: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells one agreement from another: an agency signs each model once."""
        return (self.state.casefold(), self.agency.casefold(), self.model.casefold())

    @property
    def passage(self) -> str:
        """The row as it stands in the list."""
        return " | ".join(cell for cell in self.cells if cell)

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of the list's columns."""
        return (self.state, self.agency, self.level, self.county, self.model, self.signed)


def read_agreements(data: bytes) -> tuple[list[AgreementRow], list[Problem]]:
    """The rows of a list, and what is wrong on which line."""
    try:
        lines = list(_sheet(data) if data.startswith(b"PK") else _text(data))
    except RowFault as fault:
        return [], [Problem(fault.line or 1, str(fault))]
    if not lines:
        return [], [Problem(1, _("There is nothing in this file."))]
    try:
        places = _headings(lines[0][1])
    except RowFault as fault:
        return [], [Problem(lines[0][0], str(fault))]
    rows: dict[tuple[str, str, str], AgreementRow] = {}
    problems = []
    for line, cells in lines[1:]:
        try:
            row = _row(line, cells, places)
        except RowFault as fault:
            problems.append(Problem(line, str(fault)))
            continue
        before = rows.setdefault(row.key, row) if row else None
        if before is not row and before:
            said = _("This agreement stands on line %(line)s already.") % {"line": before.line}
            problems.append(Problem(line, said))
    if not rows and not problems:
        problems.append(Problem(1, _("There is no agreement in this file.")))
    return list(rows.values()), problems


def _text(data: bytes) -> Iterator[tuple[int, Cells]]:
    for line, row in lines_of(decode(data)):
        yield line, [(cell, "") for cell in row]


def _sheet(data: bytes) -> Iterator[tuple[int, Cells]]:
    # Who serves pages never reads a workbook, and starts sooner without its reader.
    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        _check_size(data)
        sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    except (
        *(BadZipFile, InvalidFileException, OSError, ParseError),
        # What its reader makes of a part that is missing, or a number that leads nowhere.
        *(IndexError, KeyError, TypeError, ValueError),
    ):
        raise RowFault(_("This workbook cannot be opened: it is damaged or cut short.")) from None
    for number, cells in enumerate(sheet.iter_rows(), 1):
        yield (
            number,
            [
                (_cell_text(cell.value), getattr(cell.hyperlink, "target", None) or "")
                for cell in cells
            ],
        )


def _check_size(data: bytes) -> None:
    """A small file may unpack to more than the machine can hold."""
    with ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _MOST_BYTES:
            raise RowFault(_("This workbook is too large: it unpacks to more than 50 MB."))


def _cell_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def _headings(cells: Cells) -> dict[str, int]:
    found = {" ".join(text.split()).upper(): place for place, (text, _link) in enumerate(cells)}
    missing = [heading for heading in COLUMNS.values() if heading not in found]
    if missing:
        raise RowFault(_("There is no column “%(name)s”.") % {"name": missing[0]})
    places = {name: found[heading] for name, heading in COLUMNS.items()}
    extra = {"url": _ADDRESS, "place": PLACE}
    return places | {name: found[each] for name, each in extra.items() if each in found}


def _row(line: int, cells: Cells, places: dict[str, int]) -> AgreementRow | None:
    texts = {name: _text_at(cells, place) for name, place in places.items() if name != "url"}
    if not any(texts.values()):
        return None
    for name in ("state", "agency", "level", "model", "signed"):
        if not texts[name]:
            raise RowFault(_("“%(name)s” is empty.") % {"name": COLUMNS[name]})
        if texts[name].startswith("="):
            raise RowFault(
                _("“%(name)s” is a formula: write what it shows.") % {"name": COLUMNS[name]}
            )
    if _NO_COUNTY.fullmatch(texts["county"]):
        texts["county"] = ""
    texts["signed"] = _day(texts["signed"])
    return AgreementRow(line=line, url=_address_at(cells, places.get("url")), **texts)


def _text_at(cells: Cells, place: int) -> str:
    return " ".join(cells[place][0].split()) if place < len(cells) else ""


def _address_at(cells: Cells, place: int | None) -> str:
    if place is None or place >= len(cells):
        return ""
    text, link = cells[place]
    return next((_unwrapped(each) for each in (link, text) if each.startswith("https://")), "")


def _unwrapped(address: str) -> str:
    """The address itself, where a mail program has put its own scanner before it."""
    parts = urlsplit(address)
    if (parts.hostname or "").endswith(_SCANNER):
        inner = parse_qs(parts.query).get("url", [""])[0]
        return inner if inner.startswith("https://") else ""
    return address


def _day(text: str) -> str:
    """A day as ISO writes it; lists write it as in 2025-09-22 or 9/22/2025."""
    iso, slashes = _ISO.fullmatch(text), _SLASHES.fullmatch(text)
    try:
        if iso:
            return date(*(int(part) for part in iso.groups())).isoformat()
        if slashes:
            month, day, year = (int(part) for part in slashes.groups())
            return date(year, month, day).isoformat()
    except ValueError:
        pass
    raise RowFault(_("“%(text)s” is not a day: write it as in 2025-09-22.") % {"text": text})
