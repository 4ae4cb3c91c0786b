"""Figures that take a while, kept in the process for as long as nothing was written.

The key is the version of the site, which every write that may show changes, and the day of the
standings. Before the first of them nothing is kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.db.models import Subquery

from freedomcities.adoption.models import StandingsDay
from freedomcities.audit.models import ChainHead

Figure = TypeVar("Figure")
Edition = tuple[int, str]

_LIMIT = 96
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


def edition() -> Edition:
    """What the figures of this moment are worked out from: the version and the day."""
    day = StandingsDay.objects.filter(id=1).values("day")
    found = ChainHead.objects.filter(id=1).values_list("version", Subquery(day)).first()
    if found is None:
        return 0, ""
    return found[0], found[1].isoformat() if found[1] else ""


def remembered(make: Callable[[], Figure], *name: Hashable, at: Edition | None = None) -> Figure:
    """The figures of this name at an edition (by default of this moment), made if need be.

    What depends on the language has it in its name. Two requests at once may both make them.
    """
    at = at or edition()
    if not at[0]:
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


def forget() -> None:
    """Drop everything: for whoever changes the database beside the operations, as tests do."""
    with _lock:
        _kept.clear()
