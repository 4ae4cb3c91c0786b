"""Places that do otherwise than their state, and cities with precincts: data, read once.

`data/consolidated.toml`: who polices and who runs the jail, with the reason and the source.
`data/precincts.toml`: cities divided into precincts or districts, what these are called, and
the city's own address for finding one, where it is known.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.states_table import DATA, maybe_words, read_words
from freedomcities.officials.who_facts import Words


@dataclass(frozen=True, slots=True)
class Post:
    """An office that the table names: whose it is (a code), what it is called, its agency."""

    kind: OfficeKind
    place: str = ""
    """Empty: the place's own."""
    words: Words | None = None
    ori: str = ""


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """A government that does otherwise: one place, or a city and the county it is one with.

    ``street``, ``jail`` and ``courts`` are None where the state's rule holds. ``beside``: who
    patrols a part of the place beside ``street``, an office of the place's own. ``board`` is
    what governs it, where that has a name of its own; ``mayor`` what its head is called, of a
    county too. ``attorney_general``: of a place that is a state as well.
    """

    places: tuple[str, ...]
    reason: Words
    source: str
    confirmed: bool
    street: Post | None = None
    beside: Post | None = None
    jail: Post | None = None
    courts: Post | None = None
    board: Words | None = None
    mayor: Words | None = None
    has_mayor: bool = True
    attorney_general: Words | None = None

    @property
    def oris(self) -> set[str]:
        """The numbers of the agencies that it names."""
        posts = (self.street, self.beside, self.jail, self.courts)
        return {post.ori for post in posts if post and post.ori}


@dataclass(frozen=True, slots=True)
class PrecinctRow:
    """A city with precincts: what the one who commands one is called, and where to find it."""

    place: str
    title: Words
    reason: Words
    source: str
    confirmed: bool
    finder_url: str = ""


def exception_at(code: str) -> ExceptionRow | None:
    """What a place does otherwise than its state."""
    return exception_rows().get(code)


def precincts_at(code: str) -> PrecinctRow | None:
    """The row of a city with precincts."""
    return precinct_rows().get(code)


@cache
def exception_rows() -> Mapping[str, ExceptionRow]:
    """Every row by each code that it is about."""
    rows = [_exception(row) for row in _read("consolidated")["governments"]]
    return {code: row for row in rows for code in row.places}


@cache
def precinct_rows() -> Mapping[str, PrecinctRow]:
    """Every city with precincts by its code."""
    rows = [_precincts(row) for row in _read("precincts")["cities"]]
    return {row.place: row for row in rows}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _exception(row: Mapping[str, Any]) -> ExceptionRow:
    return ExceptionRow(
        places=tuple(row["places"]),
        reason=read_words(row["reason"]),
        source=row["source"],
        confirmed=row["confirmed"],
        street=_post(row, "street"),
        beside=_post(row, "beside"),
        jail=_post(row, "jail"),
        courts=_post(row, "courts"),
        board=maybe_words(row, "board"),
        mayor=maybe_words(row, "mayor"),
        has_mayor=row.get("has_mayor", True),
        attorney_general=maybe_words(row, "attorney_general"),
    )


def _post(row: Mapping[str, Any], key: str) -> Post | None:
    if key not in row:
        return None
    post = row[key]
    return Post(
        OfficeKind(post["kind"]),
        post.get("place", ""),
        maybe_words(post, "title"),
        post.get("ori", ""),
    )


def _precincts(row: Mapping[str, Any]) -> PrecinctRow:
    return PrecinctRow(
        place=row["place"],
        title=read_words(row["title"]),
        reason=read_words(row["reason"]),
        source=row["source"],
        confirmed=row["confirmed"],
        finder_url=row.get("finder_url", ""),
    )
