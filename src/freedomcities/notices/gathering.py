"""What of somebody's waiting news goes into the letter of now. Pure.

Somebody may have stopped following, or want to hear sooner or later than when it was handed out:
what counts is what they follow, and how, when the letter is written.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from freedomcities.notices.choices import Pace
from freedomcities.notices.paces import due_at, soonest

Pair = tuple[str, str]
MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Followed:
    """Something that somebody follows now."""

    id: UUID
    subject: Pair
    pace: Pace


@dataclass(frozen=True, slots=True)
class Waiting:
    """News that waits for somebody: ``notice`` is its row, without ``subjects`` it is direct."""

    notice: int
    told_at: datetime
    subjects: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """What is told now, with those follows that are why; what is told later, and when."""

    now: tuple[Waiting, ...]
    why: tuple[Followed, ...]
    later: tuple[tuple[Waiting, datetime], ...]


def sort_out(
    waiting: Sequence[Waiting],
    follows: Collection[Followed],
    *,
    wants_direct: bool,
    now: datetime,
) -> Sorted:
    """What waits, by when it is told; what is in neither is told no more.

    ``why`` holds the follows that every entry of now is there for: mostly one, or none at all.
    """
    at_once, later = [], []
    shared: set[Followed] | None = None
    for each in sorted(waiting, key=lambda each: (each.told_at, each.notice)):
        reasons = {follow for follow in follows if follow.subject in each.subjects}
        reasons = {follow for follow in reasons if follow.pace is not Pace.MUTED}
        due = _due(each, reasons, wants_direct=wants_direct)
        if due is None:
            continue
        if due > now:
            later.append((each, due))
            continue
        at_once.append(each)
        shared = reasons if shared is None else shared & reasons
    why = tuple(sorted(shared or (), key=lambda follow: follow.subject))
    return Sorted(tuple(at_once), why, tuple(later))


def _due(waiting: Waiting, reasons: Collection[Followed], *, wants_direct: bool) -> datetime | None:
    if not waiting.subjects:
        return waiting.told_at if wants_direct else None
    return due_at(soonest(follow.pace for follow in reasons), waiting.told_at)
