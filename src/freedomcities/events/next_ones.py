"""The next events that a page of something else shows: of a place, of a group, of everywhere."""

from __future__ import annotations

from datetime import datetime

from freedomcities.events.models import Event
from freedomcities.events.question import Question, found, question_near
from freedomcities.events.shown import Line, line_of, lines_of
from freedomcities.groups.models import Group
from freedomcities.places.models import Place

FEW = 3


def next_asked(question: Question, *, now: datetime, most: int) -> list[Line]:
    """The next ones that a question asks for; with an empty one, those of everywhere."""
    rows = found(question, now=now).with_places()
    return lines_of(rows[:most])


def next_near(place: Place, *, now: datetime) -> list[Line]:
    """The next few around a place, without their groups: one question."""
    rows = found(question_near(place), now=now).select_related("place")
    return lines_of(rows[:FEW], groups=False)


def next_of(group: Group, *, now: datetime) -> list[Line]:
    """The next few that a group holds, alone or with others, which are not named."""
    rows = Event.objects.visible_to(None).by_group(group).upcoming(now)
    return lines_of(rows.with_places()[:FEW], groups=False)


def next_after(event: Event, *, now: datetime) -> Line | None:
    """The next one of the same series, or else of the group that put it on the map."""
    ahead = Event.objects.published().upcoming(now).exclude(pk=event.pk)
    rows = ahead.filter(series=event.series) if event.series else ahead.none()
    found_one = rows.select_related("place").first()
    if found_one is None:
        main = event.groups.filter(main=True).values("group_id")
        rows = ahead.filter(groups__group_id__in=main, groups__main=True)
        found_one = rows.select_related("place").first()
    return line_of(found_one, ()) if found_one else None
