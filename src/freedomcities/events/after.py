"""What came of an event, as its page and its desk show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from freedomcities.events.attendance import is_counting
from freedomcities.events.begun import has_begun
from freedomcities.events.models import Event, EventRecap
from freedomcities.events.news import RECAP
from freedomcities.events.recaps import recap_of
from freedomcities.groups.member_counts import count_words
from freedomcities.moderation.subjects import report_address


@dataclass(frozen=True, slots=True)
class DeskAfter:
    """What hosts do after it, at its desk. `is_counting`: its list of names is still there."""

    is_counting: bool
    recap: EventRecap | None


def desk_after(event: Event, *, now: datetime) -> DeskAfter | None:
    """None before it begins, and where it is not on the map."""
    if not has_begun(event, now=now):
        return None
    return DeskAfter(is_counting(event, now=now), recap_of(event))


def page_after(event: Event, *, now: datetime) -> dict[str, str]:
    """What everybody reads once it has begun: a rounded number, and a few sentences."""
    if not has_begun(event, now=now):
        return {}
    row = recap_of(event)
    text = row.text if row else ""
    return {
        "attended": count_words(event.attended or 0),
        "recap": text,
        "recap_report": report_address(RECAP, event.pk) if text else "",
    }
