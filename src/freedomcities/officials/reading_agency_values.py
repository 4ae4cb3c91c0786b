"""Taking the values of one agency out of its row, each checked; a fault is one sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from freedomcities.lib.dates import PartialDate
from freedomcities.lib.importing import RowFault
from freedomcities.officials.agency_rows import Cells, Value
from freedomcities.officials.choices import AgencyKind

LIST_SOURCE = "https://cde.ucr.cjis.gov/"
NOBODY = "none"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
_ORI = re.compile(r"[A-Z0-9]{9}")
_ADDRESS = re.compile(r"https?://[^\s/?#][^\x00-\x1f\x7f]*", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_LIMITS = {"phone": 60, "outreach_phone": 60, "email": 254, "outreach_email": 254}
_DEFAULT_LIMIT = 200
_LONG = {"url": 2_000, "address": 2_000, "source": 2_000, "finder_url": 2_000}
# The list writes NB for Nebraska.
_STATES = {"NB": "NE"}
# … and these for federal agencies and for islands that the atlas has no places of.
_ELSEWHERE = frozenset({"FS", "GM", "GU", "VI", "AS", "MP"})
KINDS = {
    "City": AgencyKind.CITY,
    "County": AgencyKind.COUNTY,
    "State Police": AgencyKind.STATE,
    "University or College": AgencyKind.UNIVERSITY,
    "Other State Agency": AgencyKind.OTHER_STATE,
    "Tribal": AgencyKind.TRIBAL,
    "Federal": AgencyKind.FEDERAL,
    "Other": AgencyKind.OTHER,
}
_OWN_NUMBERS = ("population", "officers", "civilians")
_OWN_TEXTS = (*("name", "county", "phone", "address", "outreach_name", "outreach_phone", "source"),)


def read_listed_row(cells: Cells, states: Collection[str]) -> tuple[str, dict[str, Value]]:
    """A row of the FBI's list: its ORI, and the columns of an agency that it fills."""
    ori = cells["ori"]
    if not _ORI.fullmatch(ori):
        raise RowFault(_("The ORI “%(ori)s” is not nine letters and digits.") % {"ori": ori})
    numbers = {
        name: _number(name, cells[name]) or 0
        for name in ("population", "officer_ct", "civilian_ct")
    }
    _check_total(cells, numbers)
    return ori, {
        "ori": ori,
        "listed_name": read_text("pub_agency_name", cells["pub_agency_name"], required=True),
        "kind": _kind(cells["agency_type_name"]),
        "state": _listed_state(cells["state_abbr"], states),
        "county": read_text("county_name", cells["county_name"]),
        # The list writes 0 for an agency whose people it counts elsewhere.
        "population": numbers["population"] or None,
        "officers": numbers["officer_ct"],
        "civilians": numbers["civilian_ct"],
        "source": LIST_SOURCE,
        "checked_on": _year(cells["data_year"]),
        "closed_on": "",
    }


def read_own_row(cells: Cells, states: Collection[str]) -> tuple[str, dict[str, Value]]:
    """A row of somebody's own: its id, and what the file has columns for."""
    id_ = cells.get("id") or cells.get("ori") or ""
    if not _ID.fullmatch(id_):
        raise RowFault(
            _("The id “%(id)s” may only have letters, digits and . _ : -, 100 at most.")
            % {"id": id_}
        )
    values: dict[str, Value] = {
        name: read_text(name, cells[name]) for name in _OWN_TEXTS if name in cells
    }
    values |= {name: _number(name, cells[name]) for name in _OWN_NUMBERS if name in cells}
    values |= {name: read_date(name, cells[name]) for name in _DATES if name in cells}
    values |= {name: read_email(name, cells[name]) for name in _EMAILS if name in cells}
    if "url" in cells:
        values["url"] = read_address(cells["url"])
    if cells.get("kind"):
        values["kind"] = read_choice("kind", cells["kind"], [*AgencyKind])
    if state := cells.get("state", "").upper():
        is_elsewhere = state in _ELSEWHERE
        values["state"] = state if is_elsewhere else read_choice("state", state, sorted(states))
    if cells.get("ori"):
        values["ori"] = _ori(cells["ori"])
    return id_, values


def read_places(cells: Cells, codes: Mapping[str, str]) -> tuple[str, ...] | None:
    """The column `places`: codes joined by ; or the word none; None where it is empty."""
    cell = cells.get("places", "")
    if not cell:
        return None
    if cell.lower() == NOBODY:
        return ()
    found = []
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        code = codes.get(part.removeprefix("geoid:"))
        if code is None:
            raise RowFault(_("There is no place “%(code)s”.") % {"code": part})
        found.append(code)
    return tuple(dict.fromkeys(found))


_DATES = ("checked_on", "closed_on")
_EMAILS = ("email", "outreach_email")


def _check_total(cells: Cells, numbers: Mapping[str, int]) -> None:
    """Sums that do not agree show that a row was cut or put together from two."""
    total = cells.get("total_pe_ct")
    if total is not None and _number("total_pe_ct", total) != (
        numbers["officer_ct"] + numbers["civilian_ct"]
    ):
        raise RowFault(_("“total_pe_ct” is not the sum of officers and civilians."))
    rate = cells.get("pe_ct_per_1000")
    if rate is None or not numbers["population"]:
        return
    expected = 1_000 * int(total or 0) / numbers["population"]
    if not re.fullmatch(r"\d+\.\d\d", rate) or abs(float(rate) - expected) > 0.01:
        raise RowFault(_("“pe_ct_per_1000” is not what population and staff give."))


def _number(name: str, cell: str) -> int | None:
    if not cell:
        return None
    if not _NUMBER.fullmatch(cell):
        raise RowFault(
            _("“%(name)s” is “%(value)s”: write a whole number.") % {"name": name, "value": cell}
        )
    return int(cell)


def read_text(name: str, cell: str, *, required: bool = False) -> str:
    """A text of no more than the column holds."""
    limit = {**_LIMITS, **_LONG}.get(name, _DEFAULT_LIMIT)
    if len(cell) > limit:
        raise RowFault(
            _("“%(name)s” is longer than %(limit)s characters.")
            % {"name": name, "limit": f"{limit:,}"}
        )
    if required and not cell:
        raise RowFault(_("There is no “%(name)s”.") % {"name": name})
    return cell


def _kind(cell: str) -> str:
    if cell not in KINDS:
        raise RowFault(
            _("“%(name)s” is “%(value)s”: write one of %(choices)s.")
            % {"name": "agency_type_name", "value": cell, "choices": ", ".join(KINDS)}
        )
    return KINDS[cell].value


def _listed_state(cell: str, states: Collection[str]) -> str:
    if _STATES.get(cell, cell) not in {*states, *_ELSEWHERE}:
        raise RowFault(_("“%(value)s” is not the postal code of a state.") % {"value": cell})
    return _STATES.get(cell, cell)


def _year(cell: str) -> str:
    if not re.fullmatch(r"(?:19|20)\d\d", cell, re.ASCII):
        raise RowFault(_("“%(value)s” is not a year.") % {"value": cell})
    return cell


def read_date(name: str, cell: str) -> str:
    """A date of which the day or the month may be missing; "" for none."""
    try:
        return PartialDate.parse(cell).text if cell else ""
    except ValueError as error:
        raise RowFault(f"“{name}”: {error}") from None


def read_email(name: str, cell: str) -> str:
    """An email address, or ""."""
    if cell and not _EMAIL.fullmatch(read_text(name, cell)):
        raise RowFault(_("“%(value)s” is not an email address.") % {"value": cell})
    return cell


def read_address(cell: str, *, name: str = "url") -> str:
    """A web address, or ""."""
    if cell and not _ADDRESS.fullmatch(read_text(name, cell)):
        raise RowFault(
            _("“%(name)s” is “%(value)s”: write an address that begins with https://.")
            % {"name": name, "value": cell}
        )
    return cell


def read_choice(name: str, cell: str, choices: Collection[str]) -> str:
    """One of a closed list of words."""
    if cell not in choices:
        raise RowFault(
            _("“%(name)s” is “%(value)s”: write one of %(choices)s.")
            % {"name": name, "value": cell, "choices": ", ".join(choices)}
        )
    return str(cell)


def _ori(cell: str) -> str:
    if not _ORI.fullmatch(cell):
        raise RowFault(_("The ORI “%(ori)s” is not nine letters and digits.") % {"ori": cell})
    return cell
