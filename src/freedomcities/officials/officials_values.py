"""From the cells of one row, in whichever form it came, to what it says; a fault is one sentence.

The names of the cells are the columns of a CSV file of one's own (docs/imports.md).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from django.utils.text import slugify
from django.utils.translation import gettext as _

from freedomcities.lib.importing import RowFault
from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.officials_ground import OfficialsGround
from freedomcities.officials.officials_rows import Given, Holder, OfficeKey, Value
from freedomcities.officials.reading_agency_values import (
    read_address,
    read_choice,
    read_date,
    read_email,
    read_text,
)
from freedomcities.officials.who_facts import Function

Cells = Mapping[str, str]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

_OFFICE = (
    *("title", "agency", "functions", "finder_url", "next_election", "address"),
    *("outreach_name", "outreach_phone", "outreach_email"),
)
# A row with a name is about that person, and one without is about the office itself.
_EITHER = ("phone", "email", "url")
_OF_THE_OFFICE = {f"office_{name}": name for name in _EITHER}
_CHECKED = ("source", "checked_on")
_HOLDER = ("role", "area", "term_start", "term_end", *_EITHER, "closed_on", *_CHECKED)
COLUMNS = (
    *("kind", "place", "area", "name", "id"),
    *(name for name in _HOLDER if name != "area"),
    *_OFFICE,
    *_OF_THE_OFFICE,
)
_DATES = frozenset({"term_start", "term_end", "next_election", "checked_on", "closed_on"})
_EMAILS = frozenset({"email", "outreach_email"})
_ADDRESSES = frozenset({"url", "finder_url"})


def read_row(line: int, cells: Cells, ground: OfficialsGround, *, file: str = "") -> Given:
    """What a row says, or RowFault."""
    for column, cell in cells.items():
        if _CONTROL.search(cell):
            sentence = _("“%(name)s” has signs in it that are no text.")
            raise RowFault(sentence % {"name": column})
    name = read_text("name", cells.get("name", ""))
    office = _office(cells, ground, has_name=bool(name))
    checked = {each: _value(each, cells[each]) for each in _CHECKED if each in cells}
    if not name:
        _check_nobody(cells)
    values = _office_values(cells, ground, is_about_it=not name)
    holder = _holder(name, cells, office) if name else None
    return Given(line, office, values, checked, holder, file)


def _office(cells: Cells, ground: OfficialsGround, *, has_name: bool) -> OfficeKey:
    kind = read_choice("kind", cells.get("kind", ""), [*OfficeKind])
    code = cells.get("place", "")
    place, _part = ground.find_place(code)
    if not place:
        raise RowFault(_("There is no place “%(code)s”.") % {"code": code})
    if not ground.has(kind, place):
        raise RowFault(
            _("A place such as “%(code)s” has no office of the kind “%(kind)s”.")
            % {"code": code, "kind": kind}
        )
    area = read_text("area", cells.get("area", ""))
    if kind != OfficeKind.PRECINCT_COMMANDER:
        # A council is one office, whichever ward its members stand for.
        if area and not has_name:
            raise RowFault(_("Only a precinct is an office with an “area” of its own."))
        return OfficeKey(kind, place)
    if area and not slugify(area):
        raise RowFault(_("“area” needs letters or digits."))
    return OfficeKey(kind, place, area)


def _check_nobody(cells: Cells) -> None:
    """What only a person has stands in the row, and no name."""
    for name in ("id", "role", "term_start", "term_end"):
        if cells.get(name):
            raise RowFault(_("There is a “%(column)s” and no “name”.") % {"column": name})


def _office_values(cells: Cells, ground: OfficialsGround, *, is_about_it: bool) -> dict[str, Value]:
    """An empty cell takes something away only in a row that is about the office."""
    columns = {name: name for name in _OFFICE} | _OF_THE_OFFICE
    if is_about_it:
        columns |= {name: name for name in (*_EITHER, "closed_on") if name in cells}
    values: dict[str, Value] = {}
    for column, name in columns.items():
        cell = cells.get(column)
        if not cell and (cell is None or not is_about_it or values.get(name)):
            continue
        if name == "agency":
            values["agency_id"] = _agency(cell, ground)
        elif name == "functions":
            values["functions"] = _functions(cell)
        else:
            values[name] = _value(name, cell)
    return values


def _agency(cell: str, ground: OfficialsGround) -> str:
    agency = ground.agencies.get(cell, "")
    if cell and not agency:
        raise RowFault(_("There is no agency “%(id)s”.") % {"id": cell})
    return agency


def _functions(cell: str) -> tuple[str, ...]:
    parts = [part.strip() for part in cell.split(";") if part.strip()]
    known: Collection[str] = [each.value for each in Function]
    return tuple(dict.fromkeys(read_choice("functions", part, known) for part in parts))


def _holder(name: str, cells: Cells, office: OfficeKey) -> Holder:
    columns = [each for each in _HOLDER if each in cells]
    if office.area:
        columns = [each for each in columns if each != "area"]
    values = {each: _value(each, cells[each]) for each in columns}
    start, end = values.get("term_start", ""), values.get("term_end", "")
    if start and end and end[: len(start)] < start[: len(end)]:
        raise RowFault(_("“term_end” lies before “term_start”."))
    return Holder(read_text("id", cells.get("id", "")), name, values)


def _value(name: str, cell: str) -> str:
    if name in _DATES:
        return read_date(name, cell)
    if name in _EMAILS:
        return read_email(name, cell)
    if name in _ADDRESSES:
        return read_address(cell, name=name)
    return read_text(name, cell)
