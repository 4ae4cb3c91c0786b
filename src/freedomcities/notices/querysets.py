"""The reads of notices. Each names whom it is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import Case, Min, Q, Value, When

from freedomcities.notices.choices import Pace

if TYPE_CHECKING:
    from freedomcities.accounts.models import Person
    from freedomcities.notices.models import Follow, News, Notice  # noqa: F401

Pair = tuple[str, str]
_ORDER = list(Pace)


class FollowQuerySet(models.QuerySet["Follow"]):
    """Who follows what; a list of them is for nobody but the jobs that tell them."""

    def of(self, person: Person) -> Self:
        """What somebody follows; for that person's own eyes."""
        return self.filter(person=person).order_by("subject_kind", "subject_id")

    def of_any(self, subjects: Iterable[Pair]) -> Self:
        """Those of any of these subjects."""
        ids: dict[str, list[str]] = defaultdict(list)
        for kind, id_ in subjects:
            ids[kind].append(id_)
        # Without a subject, nobody: an empty condition would be everybody.
        wanted = Q(pk__in=[])
        for kind, of_kind in ids.items():
            wanted |= Q(subject_kind=kind, subject_id__in=of_kind)
        return self.filter(wanted)

    def wanting_letters(self) -> Self:
        """Those that are not muted."""
        return self.exclude(pace=Pace.MUTED)

    def followed_among(self, kind: str, ids: Collection[str] | None = None) -> set[str]:
        """What of a kind is followed by anybody; `ids` narrows it."""
        rows = self.wanting_letters().filter(subject_kind=kind)
        if ids is not None:
            rows = rows.filter(subject_id__in=ids)
        return set(rows.values_list("subject_id", flat=True).distinct())

    def next_people(
        self, subjects: Iterable[Pair], *, after: UUID | None, most: int
    ) -> list[tuple[UUID, Pace]]:
        """The next of those who follow any of these, each once with their soonest pace."""
        rows = self.of_any(subjects).wanting_letters()
        if after is not None:
            rows = rows.filter(person_id__gt=after)
        ranked = rows.values("person_id").annotate(soonest=Min(_rank())).order_by("person_id")
        pairs = ranked.values_list("person_id", "soonest")[:most]
        return [(person, _ORDER[rank]) for person, rank in pairs]


class NewsQuerySet(models.QuerySet["News"]):
    """What was told."""

    def left_behind(self, now: datetime, *, after: timedelta) -> Self:
        """What should be handed out by now, the oldest first: its job broke off."""
        return self.filter(handed_out=False, told_at__lte=now - after).order_by("told_at", "pk")

    def done(self, now: datetime, *, keys_last: timedelta) -> Self:
        """What everybody was told of; with a key only after it has served its time."""
        spent = Q(key=None) | Q(told_at__lte=now - keys_last)
        return self.filter(spent, handed_out=True, notices=None)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Who is still to be told; for the jobs that do."""

    def due(self, now: datetime) -> Self:
        """Those whose time has come."""
        return self.filter(due_at__lte=now)

    def next_people(self, now: datetime, *, most: int) -> list[UUID]:
        """Whose letters are due, those first who have waited longest."""
        rows = self.due(now).values("person_id").annotate(first=Min("due_at"))
        ordered = rows.order_by("first", "person_id").values_list("person_id", flat=True)
        return list(ordered[:most])


def _rank() -> Case:
    return Case(
        *(When(pace=pace, then=Value(place)) for place, pace in enumerate(Pace)),
        output_field=models.IntegerField(),
    )
