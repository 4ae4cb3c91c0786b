"""Figures that take a while, kept in the process for as long as nothing was written.

The key is the head of the audit chain, which every operation changes, and the day of the
standings. Before the first operation nothing is kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.db.models import Subquery

from freedomcities.adoption.models import StandingsDay
from freedomcities.audit.chain import START
from freedomcities.audit.models import ChainHead

Figure = TypeVar("Figure")

_LIMIT = 96
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


def edition() -> tuple[str, str]:
    """What the figures of this moment are worked out from: the chain's head and the day."""
    day = StandingsDay.objects.filter(id=1).values("day")
    found = ChainHead.objects.filter(id=1).values_list("digest", Subquery(day)).first()
    if found is None:
        return START, ""
    return found[0], found[1].isoformat() if found[1] else ""


def remembered(
    make: Callable[[], Figure], *name: Hashable, at: tuple[str, str] | None = None
) -> Figure:
    """The figures of this name at an edition (by default of this moment), made if need be.

    What depends on the language has it in its name. Two requests at once may both make them.
    """
    at = at or edition()
    if at[0] == START:
        return make()
    key = (at, *name)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            found: Figure = _kept[key]
            return found
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > _LIMIT:
            _kept.popitem(last=False)
    return made
