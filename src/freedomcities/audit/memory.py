"""What takes a while to make, kept in the process for as long as nothing was written.

Every write that may show changes the version of the site; where something depends on the time of
day too, it says so in its moment. No Redis: each process has its own, and each is bounded.
"""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from freedomcities.audit.operations import site_version

Kept = TypeVar("Kept")

_QUARTER = 15 * 60
_memories: weakref.WeakSet[Memory] = weakref.WeakSet()


def moment(seconds: float) -> tuple[int, int]:
    """By what pages for everybody are validated: the site's version and the quarter of the hour.

    `seconds` since 1970. What is in force depends on the day, which events are over on the hour.
    """
    return site_version(), int(seconds) // _QUARTER


class Memory:
    """So many things at the `most`; the one that was asked for longest ago goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()
        _memories.add(self)

    def remembered(self, make: Callable[[], Kept], *name: Hashable, at: Hashable) -> Kept:
        """What has this name at a moment, made if need be; two requests at once may both make it.

        What depends on the language has it in its name.
        """
        key = (at, *name)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: Kept = self._kept[key]
                return found
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def forget(self) -> None:
        """Drop everything."""
        with self._lock:
            self._kept.clear()


def forget_all() -> None:
    """Drop what all of them keep: for whoever changes the database beside the operations."""
    for memory in list(_memories):
        memory.forget()
