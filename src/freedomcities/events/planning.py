"""The next event like one that was: what its form is filled in with. Nothing is written."""

from __future__ import annotations

from datetime import datetime, timedelta

from freedomcities.events.clock import local_day
from freedomcities.events.drafts import draft_of
from freedomcities.events.models import Event

WEEKS = (2, 4)
"""So much later the next one is offered."""

_KEPT = (
    *("title", "kind", "issue", "about", "begin", "end", "where", "zip_code", "venue"),
    *("languages", "access", "seats", "by_approval"),
)
_OF_HOSTS = ("address", "link")


def again(event: Event, *, weeks: int, knows_where: bool, now: datetime) -> dict[str, object]:
    """The form of an event for one more of its kind, `weeks` later on the same day of the week.

    Where that has gone by already, the first such day to come. `knows_where` is false for
    somebody who must not read where a home is, nor how people join.
    """
    was = draft_of(event)
    start: dict[str, object] = {name: getattr(was, name) for name in _KEPT}
    if knows_where:
        start |= {name: getattr(was, name) for name in _OF_HOSTS}
    day, today = was.day + timedelta(weeks=weeks), local_day(now, event.time_zone)
    while day <= today:
        day += timedelta(weeks=1)
    main = event.groups.filter(main=True).values_list("group_id", flat=True).first()
    return {**start, "day": day, "group": main or ""}
