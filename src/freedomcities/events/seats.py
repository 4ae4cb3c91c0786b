"""Who has a seat and who waits for one. Pure.

Seats go by the order in which people said yes. Whoever waits moves up by itself when a seat is
free, the longest waiting first. What visitors are told never says how many seats are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

Waiting = TypeVar("Waiting")
_NEARLY = 0.8


class Room(StrEnum):
    """What visitors are told of the seats."""

    OPEN = "open"
    NEARLY_FULL = "nearly-full"
    WAITING_LIST = "waiting-list"


def has_seat(seats: int | None, taken: int, waiting: int) -> bool:
    """Whether somebody who comes now gets a seat; nobody overtakes those who wait."""
    return seats is None or (taken < seats and not waiting)


def move_up(seats: int | None, taken: int, waiting: Sequence[Waiting]) -> Sequence[Waiting]:
    """Who of those who wait, the longest waiting first, gets a seat now."""
    if seats is None:
        return waiting
    return waiting[: max(0, seats - taken)]


def room(seats: int | None, taken: int) -> Room:
    """What is said of the seats: open, nearly full from four in five taken, a waiting list."""
    if seats is None or taken < seats * _NEARLY:
        return Room.OPEN
    return Room.NEARLY_FULL if taken < seats else Room.WAITING_LIST
