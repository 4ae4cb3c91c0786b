"""What the list says of an office: the acts of its agency, and those that it can pass itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from freedomcities.adoption.facts import Kind, Reach
from freedomcities.adoption.force_words import force_words
from freedomcities.adoption.loading import instrument_fact
from freedomcities.adoption.models import Instrument
from freedomcities.adoption.shown import instrument_address
from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.who_answers import OfficeToMeet

MOST_ACTS = 3

_LOCAL_LAW = frozenset({Kind.ORDINANCE, Kind.CHARTER, Kind.RESOLUTION, Kind.APPROPRIATION})
_PASSED_BY: dict[OfficeKind, frozenset[Kind]] = {
    OfficeKind.COUNCIL: _LOCAL_LAW,
    OfficeKind.COUNTY_BOARD: _LOCAL_LAW,
    OfficeKind.SCHOOL_BOARD: frozenset({Kind.SCHOOL_BOARD_POLICY}),
    OfficeKind.MAYOR: frozenset({Kind.EXECUTIVE_ORDER}),
    OfficeKind.GOVERNOR: frozenset({Kind.EXECUTIVE_ORDER}),
    OfficeKind.LEGISLATURE: frozenset({Kind.STATUTE}),
}


@dataclass(frozen=True, slots=True)
class ActHere:
    """An act in force: what people call it, its page, and since when."""

    name: str
    address: str
    since: str


@dataclass(frozen=True, slots=True)
class ActsHere:
    """The acts of an office that are in force, the latest first; `more`: how many are left out."""

    acts: tuple[ActHere, ...] = ()
    more: int = 0

    def __bool__(self) -> bool:
        return bool(self.acts)


def read_acts_of_agencies(offices: Iterable[OfficeToMeet]) -> list[Instrument]:
    """The rows that may name the agencies of these offices: one query, none without agencies."""
    codes = {code for each in offices if each.agency for code in each.agency.places}
    if not codes:
        return []
    rows = Instrument.objects.of_places(codes).filter(reach=Reach.AGENCIES)
    return list(rows.order_by("pk"))


def acts_of(office: OfficeToMeet, rows: Iterable[Instrument], *, day: date) -> ActsHere:
    """What of these the office's agency signed or is bound by, or the office itself can pass.

    An agency's act names the agency: one that binds "the agencies of the place" says not which.
    """
    found = []
    for row in rows:
        if _is_of(office, row):
            force = force_words(instrument_fact(row, ()), day, str)
            if force.in_force:
                found.append((_age(row), row, force.short))
    found.sort(key=lambda each: (each[0], each[1].pk), reverse=True)
    acts = [ActHere(row.name, instrument_address(row.pk), short) for _, row, short in found]
    return ActsHere(tuple(acts[:MOST_ACTS]), max(0, len(acts) - MOST_ACTS))


def _is_of(office: OfficeToMeet, row: Instrument) -> bool:
    if office.kind is OfficeKind.PRECINCT_COMMANDER:
        return False  # It is the whole agency's; its head stands beside the precinct.
    if office.agency:
        return row.reach == Reach.AGENCIES and bool(_names(office) & set(row.agencies))
    kinds = _PASSED_BY.get(office.kind, frozenset())
    return row.place_id == office.place.geoid and row.kind in kinds


def _names(office: OfficeToMeet) -> set[str]:
    return {office.agency_id, office.ori} - {""}


def _age(row: Instrument) -> str:
    return row.effective_on or row.adopted_on or row.checked_on
