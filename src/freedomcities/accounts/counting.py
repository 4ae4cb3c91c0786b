"""How often is too often: counts by a pseudonym that changes with the day, and are soon gone.

Nobody's address is kept, and nobody is shut out by what somebody else does from elsewhere: what
is counted is a peer, or a peer with the address that it asks about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from freedomcities.accounts.models import Count
from freedomcities.lib.dates import day_of
from freedomcities.lib.errors import Refusal
from freedomcities.lib.peers import pseudonym
from freedomcities.lib.prepared import Prepared, insert, update

_counts = Prepared(lambda: Count.objects.select_for_update().values_list("pk", "moments"))


@dataclass(frozen=True, slots=True)
class Limit:
    """So many in each span of time; ``purpose`` keeps the counts apart."""

    purpose: str
    most: int
    span: timedelta


class TooOften(Refusal):
    """Too many of one kind came from one peer; from all together where `sentence` says so."""

    def __init__(self, retry_after: int, sentence: str = "") -> None:
        usual = _("Too many tries came from your connection. Try again in %(minutes)s minutes.")
        super().__init__(sentence or usual % {"minutes": ceil(retry_after / 60)})
        self.retry_after = retry_after
        """In so many seconds there is room again."""


def count(limit: Limit, who: str, *, now: datetime) -> None:
    """Count one more; TooOften where it is one too many, which then is not counted."""
    day, key = day_of(now), settings.SECRET_KEY
    # Whoever was counted before midnight is still counted after it.
    names = [
        pseudonym(who, purpose=limit.purpose, day=each, key=key)
        for each in (day, day - timedelta(days=1))
    ]
    # No savepoint of its own, and so nothing is raised inside.
    with transaction.atomic(savepoint=False):
        wait = _count(limit, names, now=now)
    if wait:
        raise TooOften(wait)


def _count(limit: Limit, names: list[str], *, now: datetime) -> int:
    """Count one more under the first of these names; else the seconds until there is room."""
    since = (now - limit.span).timestamp()
    rows = dict(_counts.rows_of(names))
    moments = sorted(moment for held in rows.values() for moment in held if moment > since)
    if len(moments) >= limit.most:
        wait: float = moments[-limit.most] - since
        return max(1, ceil(wait))
    kept = [each for each in rows.get(names[0], []) if each > since]
    row = Count(id=names[0], moments=[*kept, now.timestamp()], until=now + limit.span)
    if names[0] in rows:
        update(row, ("moments", "until"))
    elif not insert(row, or_leave=True):
        # Somebody else has begun it meanwhile.
        return _count(limit, names, now=now)
    return 0
