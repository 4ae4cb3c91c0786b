"""The nation as tiles: one equal square for each state, legible on a phone.

Pure. Equal tiles give a small state its due, print well, and are a list of links. Real outlines
begin with a state's own page. Lengths are in units of the drawing (`viewBox`), not in pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SIDE = 40
GAP = 3
COLUMNS = 11
ROWS = 8
WIDTH = COLUMNS * (SIDE + GAP) - GAP
HEIGHT = ROWS * (SIDE + GAP) - GAP

# Rows from north to south, columns from west to east; two dots are a gap.
_GRID = """
AK .. .. .. .. .. .. .. .. .. ME
.. .. .. .. .. .. .. .. .. VT NH
WA ID MT ND MN WI MI .. NY MA RI
OR NV WY SD IA IL IN OH PA NJ CT
CA UT CO NE MO KY WV VA MD DE ..
.. AZ NM KS AR TN NC SC DC .. ..
.. .. .. OK LA MS AL GA .. .. ..
HI .. .. TX .. .. .. .. FL .. PR
"""

NAMES: Mapping[str, str] = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
    "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan",
    "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
    "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "PR": "Puerto Rico", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """What a tile shows: `value` from 0 to 1 fills it, `words` say the same, `href` leads on.

    Raises ValueError when `value` lies outside 0 to 1.
    """

    value: float
    words: str
    href: str = ""

    def __post_init__(self) -> None:
        """A level beyond its tile would draw over the neighbours."""
        if not 0 <= self.value <= 1:
            raise ValueError(f"A level lies between 0 and 1, not at {self.value}.")


@dataclass(frozen=True, slots=True)
class Tile:
    """One state's square: its corner (`x`, `y`), its level line (`fill_y`) and its words."""

    code: str
    name: str
    x: int
    y: int
    fill_y: int
    fill_height: int
    words: str
    href: str
    known: bool

    @property
    def middle(self) -> int:
        """The x on which the state's letters are centred."""
        return self.x + SIDE // 2

    @property
    def baseline(self) -> int:
        """The y on which the state's letters stand."""
        return self.y + 26


def positions() -> dict[str, tuple[int, int]]:
    """Return the (column, row) of every state, by postal code, row by row."""
    return {
        code: (column, row)
        for row, line in enumerate(_GRID.split("\n")[1:-1])
        for column, code in enumerate(line.split())
        if code != ".."
    }


def nation(levels: Mapping[str, Level]) -> list[Tile]:
    """Return all 52 tiles in reading order, filled by `levels` (by postal code).

    A state without a level is drawn as not known. A level above nothing is always visible, and
    only a whole one fills the tile: rounding never turns “some” into “none” or into “all”.
    """
    return [_tile(code, place, levels.get(code)) for code, place in positions().items()]


def _tile(code: str, place: tuple[int, int], level: Level | None) -> Tile:
    x, y = place[0] * (SIDE + GAP), place[1] * (SIDE + GAP)
    fill = _fill_height(level.value) if level else 0
    return Tile(
        code=code,
        name=NAMES[code],
        x=x,
        y=y,
        fill_y=y + SIDE - fill,
        fill_height=fill,
        words=level.words if level else "",
        href=level.href if level else "",
        known=level is not None,
    )


def _fill_height(value: float) -> int:
    if value in (0, 1):
        return round(value * SIDE)
    return min(max(round(value * SIDE), 3), SIDE - 3)
