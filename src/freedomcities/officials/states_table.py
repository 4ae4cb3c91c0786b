"""The table by state: what sheriffs do there, who runs jails, what boards are called, and why.

It is data (`data/states.toml`), read once. Each row has its reason and its source; a row that
nobody could confirm in full says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from freedomcities.officials.who_facts import PlaceFacts, Words

DATA = Path(__file__).parent / "data"


class SheriffRole(StrEnum):
    """What a county's sheriff does in a state."""

    FULL = "full"
    """Patrols where no town has police, and serves the courts; jails stand in `jail`."""
    JAIL_AND_COURT = "jail-and-court"
    COURT = "court"
    STATE = "state"
    """Sheriffs are officers of the state, in its courts; counties have none."""
    NONE = "none"


class JailRunner(StrEnum):
    """Who runs the jail where people are taken first."""

    SHERIFF = "sheriff"
    SHERIFF_OR_REGIONAL = "sheriff-or-regional"
    """The sheriff in many counties, a regional jail's own head in others: to be confirmed."""
    COUNTY = "county"
    STATE = "state"
    VARIES = "varies"
    """The county's own head in most counties, the sheriff in others: to be confirmed."""


@dataclass(frozen=True, slots=True)
class StateRow:
    """A state. Texts with ``{place}`` are about the place that they are said of.

    ``patrol``: who patrols where there is no police of its own, "sheriff" or "state-police".
    ``jail_words``: what the jail's head is called, where not the sheriff. ``boards``: by a
    municipality's or town's designation ("village"), what governs it, where not the usual.
    ``own_police_from``: by kind, the people from which a place of that kind has police of its
    own nearly always; a kind that is not there has none so often that nobody should guess.
    ``counties_without_office``: codes of counties where there is nobody to meet, or "all".
    """

    postal: str
    name: Words
    sheriff: SheriffRole
    jail: JailRunner
    patrol: str
    reason: Words
    source: str
    confirmed: bool
    legislature: Words
    schools: Words
    county_board: Words | None = None
    jail_words: Words | None = None
    state_police: Words | None = None
    state_sheriff: Words | None = None
    boards: Mapping[str, Words] = field(default_factory=dict)
    own_police_from: Mapping[str, int] = field(default_factory=dict)
    counties_without_office: tuple[str, ...] = ()
    has_county_mayor: bool = False
    """Whether a county's own executive is called its mayor, as a city's is."""
    has_county_schools: bool = False
    """Whether school districts are counties: a town's school board is its county's."""
    own_schools: Mapping[str, Words] = field(default_factory=dict)
    """By code: the school boards that are otherwise than in the rest of the state."""
    mayors: Mapping[str, Words] = field(default_factory=dict)
    """By a municipality's designation, what its mayor is called, where not the usual."""
    without_mayor: tuple[str, ...] = ()
    """The designations of municipalities that have no mayor."""
    boards_source: str = ""
    """Where the five above stand."""
    boards_confirmed: bool = True

    def is_without_office(self, county: str) -> bool:
        """Whether a county of this code has nobody to meet."""
        return county in self.counties_without_office

    def usually_has_police(self, place: PlaceFacts) -> bool:
        """Whether a place of this kind and size in this state has police of its own as a rule."""
        least = self.own_police_from.get(place.kind)
        return least is not None and (place.population or 0) >= least


@dataclass(frozen=True, slots=True)
class Usual:
    """What is called the same in most states."""

    boards: Mapping[str, Words]
    """By designation; "" for any other."""
    schools: Words


def state_row(postal: str) -> StateRow:
    """The row of a state; KeyError for the nation and what is no state."""
    return state_rows()[postal]


@cache
def state_rows() -> Mapping[str, StateRow]:
    """Every state by its postal code, with the District of Columbia and Puerto Rico."""
    table, usual = _read(), usual_words()
    return {postal: _row(postal, row, usual) for postal, row in table["states"].items()}


@cache
def usual_words() -> Usual:
    """What is called the same in most states."""
    usual = _read()["usual"]
    return Usual(_words_by_key(usual["boards"]), read_words(usual["schools"]))


def board_words(place: PlaceFacts) -> Words:
    """What the council or board of a municipality or town is called."""
    own, usual = state_row(place.state).boards, usual_words().boards
    for boards in (own, usual):
        for key in (place.designation, place.kind):
            if key in boards:
                return boards[key]
    return usual[""]


def mayor_words(place: PlaceFacts) -> Words | None:
    """What a municipality's mayor is called in its state, where not the usual."""
    return state_row(place.state).mayors.get(place.designation)


def read_words(table: Mapping[str, str]) -> Words:
    """A text that stands there in each language."""
    return Words(table["en"], table["es"])


def maybe_words(table: Mapping[str, Any], key: str) -> Words | None:
    """The same, where there is one."""
    return read_words(table[key]) if key in table else None


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads((DATA / "states.toml").read_text(encoding="utf-8"))


def _row(postal: str, row: Mapping[str, Any], usual: Usual) -> StateRow:
    return StateRow(
        postal=postal,
        name=read_words(row["name"]),
        sheriff=SheriffRole(row["sheriff"]),
        jail=JailRunner(row["jail"]),
        patrol=row["patrol"],
        reason=read_words(row["reason"]),
        source=row["source"],
        confirmed=row["confirmed"],
        legislature=read_words(row["legislature"]),
        schools=maybe_words(row, "schools") or usual.schools,
        county_board=maybe_words(row, "county_board"),
        jail_words=maybe_words(row, "jail_words"),
        state_police=maybe_words(row, "state_police"),
        state_sheriff=maybe_words(row, "state_sheriff"),
        boards=_words_by_key(row.get("boards", {})),
        own_police_from=row.get("own_police_from", {}),
        counties_without_office=tuple(row.get("counties_without_office", ())),
        has_county_mayor=row.get("has_county_mayor", False),
        has_county_schools=row.get("schools_of") == "county",
        own_schools=_words_by_key(row.get("own_schools", {})),
        mayors=_words_by_key(row.get("mayors", {})),
        without_mayor=tuple(row.get("without_mayor", ())),
        boards_source=row.get("boards_source", ""),
        boards_confirmed=row.get("boards_confirmed", True),
    )


def _words_by_key(table: Mapping[str, Mapping[str, str]]) -> dict[str, Words]:
    return {key: read_words(words) for key, words in table.items()}
