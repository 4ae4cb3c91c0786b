"""The places of the atlas as governments of the engine: each once, with what is above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from freedomcities.adoption.facts import Government

NATION = "us"


@dataclass(frozen=True, slots=True)
class Territory:
    """A government as the atlas has it: its canonical code, all its codes, what is above it."""

    code: str
    government: Government


@dataclass(frozen=True, slots=True)
class PlaceCode:
    """One row of the atlas. `same_as` is empty, or the code that this government goes by."""

    code: str
    kind: str
    state: str
    same_as: str


def territories(places: Iterable[PlaceCode]) -> list[Territory]:
    """Each government once, with the state and the nation above it."""
    rows = list(places)
    codes: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        codes[row.same_as or row.code].add(row.code)
    states = {row.state: row.same_as or row.code for row in rows if row.kind == "state"}
    return [
        Territory(row.code, Government(frozenset(codes[row.code]), _above(row, states)))
        for row in rows
        if not row.same_as
    ]


def _above(row: PlaceCode, states: Mapping[str, str]) -> tuple[str, ...]:
    if row.kind == "nation":
        return ()
    # The District of Columbia is its own state: nothing but the nation is above it.
    state = states.get(row.state)
    return (NATION,) if state in {None, row.code} else (str(state), NATION)
