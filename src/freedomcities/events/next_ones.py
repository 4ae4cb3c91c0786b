"""The next events that a page of something else shows: of a place, of a group, of everywhere."""

from __future__ import annotations

from datetime import datetime

from freedomcities.events.models import Event
from freedomcities.events.question import Question, found, question_near
from freedomcities.events.shown import Line, lines_of
from freedomcities.groups.models import Group
from freedomcities.places.models import Place

FEW = 3


def next_asked(question: Question, *, now: datetime, most: int) -> list[Line]:
    """The next ones that a question asks for; with an empty one, those of everywhere."""
    rows = found(question, now=now).select_related("place").with_groups()
    return lines_of(rows[:most])


def next_near(place: Place, *, now: datetime) -> list[Line]:
    """The next few around a place, without their groups: one question."""
    rows = found(question_near(place), now=now).select_related("place")
    return lines_of(rows[:FEW], groups=False)


def next_of(group: Group, *, now: datetime) -> list[Line]:
    """The next few that a group holds, alone or with others, which are not named."""
    rows = Event.objects.visible_to(None).by_group(group).upcoming(now)
    return lines_of(rows.select_related("place")[:FEW], groups=False)
