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
    since = (now - limit.span).timestamp()
    with transaction.atomic():
        fresh = Count(id=names[0], until=now + limit.span)
        Count.objects.bulk_create([fresh], ignore_conflicts=True)
        rows = {row.pk: row for row in Count.objects.select_for_update().filter(pk__in=names)}
        moments = sorted(
            moment for row in rows.values() for moment in row.moments if moment > since
        )
        if len(moments) >= limit.most:
            wait = moments[-limit.most] - since
            raise TooOften(max(1, ceil(wait)))
        held = rows[names[0]]
        held.moments = [*(each for each in held.moments if each > since), now.timestamp()]
        held.until = now + limit.span
        held.save(update_fields=["moments", "until"])
