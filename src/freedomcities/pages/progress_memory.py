"""Figures that take a while, kept for a version of the site and a day of the standings.

Before the first of them nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from django.db.models import Subquery

from freedomcities.adoption.models import StandingsDay
from freedomcities.audit.memory import Memory
from freedomcities.audit.models import ChainHead

Figure = TypeVar("Figure")
Edition = tuple[int, str]

_memory = Memory(96)


def edition() -> Edition:
    """What the figures of this moment are worked out from: the version and the day."""
    day = StandingsDay.objects.filter(id=1).values("day")
    found = ChainHead.objects.filter(id=1).values_list("version", Subquery(day)).first()
    if found is None:
        return 0, ""
    return found[0], found[1].isoformat() if found[1] else ""


def remembered(
    make: Callable[[], Figure],
    *name: Hashable,
    at: Edition | None = None,
    memory: Memory = _memory,
) -> Figure:
    """The figures of this name at an edition (by default of this moment), made if need be.

    What depends on the language has it in its name. Two requests at once may both make them.
    What is large has a `memory` of its own, for fewer of them.
    """
    at = at or edition()
    if not at[0]:
        return make()
    return memory.remembered(make, *name, at=at)
