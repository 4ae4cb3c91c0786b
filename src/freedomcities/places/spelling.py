"""Names spelled nearly alike: how many slips of the finger lie between two keys. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def slips_allowed(key: str) -> int:
    """How many slips a name of this length may hold and still be taken for another."""
    return 1 if len(key) <= 5 else 2


def count_slips(one: str, other: str, most: int) -> int | None:
    """Letters added, left out, changed, or two swapped; None where it takes more than ``most``."""
    if abs(len(one) - len(other)) > most:
        return None
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, wanted in enumerate(other, start=1):
            least = min(
                last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != wanted)
            )
            if row > 1 < column and letter == other[column - 2] and one[row - 2] == wanted:
                least = min(least, before_last[column - 2] + 1)
            line.append(least)
        if min(line) > most:
            return None
        before_last, last = last, line
    return last[-1] if last[-1] <= most else None


def nearest(key: str, keys: Iterable[str]) -> dict[str, int]:
    """Those of ``keys`` that lie near, with their slips; ``key`` itself is not among them."""
    most = slips_allowed(key)
    found = ((other, count_slips(key, other, most)) for other in keys if other != key)
    return {other: slips for other, slips in found if slips is not None}
