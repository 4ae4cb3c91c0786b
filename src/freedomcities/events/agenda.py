"""How the minutes of an agenda fill the hours of an event. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate

from freedomcities.events.clock import local

_STEP = 5


def spread(minutes: Sequence[int], *, stretches: int, whole: int) -> list[int]:
    """The minutes of each point, so that together they are `whole`.

    What there is more goes to the point number `stretches`. Where there is less, each gives in
    proportion: in steps of five minutes if that comes out even.
    """
    more = whole - sum(minutes)
    if more >= 0:
        return [each + more * (at == stretches) for at, each in enumerate(minutes)]
    is_even = whole % _STEP == 0 and whole >= _STEP * len(minutes)
    step = _STEP if is_even else 1
    return [each * step for each in _shares(minutes, whole // step)]


def begins_at(minutes: Sequence[int], starts_at: datetime, zone: str) -> list[datetime]:
    """When each point begins, as the clock of a zone shows it."""
    before = accumulate(minutes[:-1], initial=0)
    return [local(starts_at + timedelta(minutes=each), zone) for each in before]


def _shares(weights: Sequence[int], whole: int) -> list[int]:
    """Whole numbers in proportion to the weights; at least one each, where there is enough."""
    total = sum(weights)
    shares = [whole * weight // total for weight in weights]
    # Who lost most by rounding gets what is left over, the earlier point first.
    lost = sorted(range(len(weights)), key=lambda at: (-(whole * weights[at] % total), at))
    for at in lost[: whole - sum(shares)]:
        shares[at] += 1
    while 0 in shares and whole >= len(shares):
        shares[shares.index(max(shares))] -= 1
        shares[shares.index(0)] += 1
    return shares
