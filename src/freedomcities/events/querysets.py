"""The reads of events. Each names whom it is for."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import LessThanOrEqual

from freedomcities.accounts.seals import key_rings
from freedomcities.events.cells import CELL, KM_PER_DEGREE, grid_for
from freedomcities.events.choices import Answer, HostRole, PhotoState, State
from freedomcities.events.clock import LONGEST
from freedomcities.events.distances import FlatSquare
from freedomcities.groups.choices import State as GroupState
from freedomcities.moderation.choices import Why
from freedomcities.moderation.models import Case, Known

if TYPE_CHECKING:
    from freedomcities.accounts.models import Person
    from freedomcities.events.models import (  # noqa: F401
        Event,
        EventGroup,
        EventPhoto,
        Host,
        SignUp,
    )
    from freedomcities.groups.models import Group

CANCELLED_KEPT = timedelta(days=30)

GUESTS_LAST = timedelta(days=30)
"""So long after an event the names of those who came go."""

UNDECIDED_LAST = timedelta(days=7)
"""So long after it go those who waited; those who were declined, after the answer."""

_SEEN = (State.PUBLISHED, State.CANCELLED)
_A_DAY = timedelta(days=1)


class EventQuerySet(models.QuerySet["Event"]):
    """Events, for whoever looks."""

    def visible_to(self, viewer: Person | None, *, with_roles: bool = True) -> Self:
        """Those on the map, cancelled ones too; waiting ones for their hosts and moderators.

        `with_roles` is false in a window that has not shown its second factor.
        """
        seen = Q(state__in=_SEEN)
        if viewer is None:
            return self.filter(seen)
        if with_roles and (viewer.is_moderator or viewer.is_staff):
            return self.all()
        own = self.model.objects.filter(hosts__person=viewer).values("pk")
        return self.filter(seen | Q(pk__in=own))

    def waiting(self) -> Self:
        """Those that a moderator has yet to read."""
        return self.filter(state=State.WAITING)

    def published(self) -> Self:
        """Those on the map that were not cancelled; for everybody."""
        return self.filter(state=State.PUBLISHED)

    def hosted_by(self, person: Person) -> Self:
        """Those that somebody hosts; for that person's own eyes."""
        return self.filter(hosts__person=person)

    def hosted_mainly_by(self, person: Person) -> Self:
        """Those that somebody hosts first of all; for that person's own eyes."""
        return self.filter(hosts__person=person, hosts__role=HostRole.MAIN)

    def upcoming(self, now: datetime) -> Self:
        """Those that are not over, the next first. What ends at midnight is over the next day."""
        # None lasts longer, so that the index by start finds all that still go on.
        soon = self.filter(starts_at__gt=now - LONGEST, ends_at__gt=now)
        return soon.order_by("starts_at", "pk")

    def on_desks(self, now: datetime) -> Self:
        """Those that their hosts still work on: to come, or over for less than 30 days."""
        since = now - GUESTS_LAST
        recent = self.filter(starts_at__gt=since - LONGEST, ends_at__gt=since)
        return recent.order_by("starts_at", "pk")

    def for_calendars(self, now: datetime) -> Self:
        """Those that are not over, and those cancelled that were planned for the last days.

        So that every calendar hears that something is cancelled, also one that seldom asks.
        """
        since = now - CANCELLED_KEPT
        recent = self.filter(starts_at__gt=since - LONGEST)
        kept = Q(ends_at__gt=now) | Q(state=State.CANCELLED, day__gte=since.date())
        return recent.filter(kept).order_by("starts_at", "pk")

    def latest_changed(self) -> Self:
        """The one that was put there or changed last first."""
        return self.order_by("-changed_at", "pk")

    def between(self, first: date, last: date) -> Self:
        """Those that begin on these days, both included, by the clock of their place."""
        days = self.filter(day__gte=first, day__lte=last)
        # The index by start finds them: no clock is a day away from UTC.
        if first.year > MINYEAR:
            days = days.filter(starts_at__gte=_midnight(first) - _A_DAY)
        if last.year < MAXYEAR:
            days = days.filter(starts_at__lt=_midnight(last) + 2 * _A_DAY)
        return days

    def within(self, latitude: float, longitude: float, *, km: float) -> Self:
        """Those around a point: its cells first, then the flat distance, in the database."""
        grid, cells = grid_for(latitude, longitude, km)
        column = "cell__in" if grid is CELL else "wide_cell__in"
        flat = FlatSquare(latitude, longitude)
        return self.filter(LessThanOrEqual(flat, (km / KM_PER_DEGREE) ** 2), **{column: cells})

    def in_state(self, state: str) -> Self:
        """Those of a state, by its postal code."""
        return self.filter(state_code=state.upper())

    def by_group(self, group: Group | str) -> Self:
        """Those that a group holds, alone or with others."""
        return self.filter(groups__group=group)

    def speaking(self, language: str) -> Self:
        """Those where a language is spoken."""
        return self.filter(languages__contains=f",{language},")

    def with_access(self, access: str) -> Self:
        """Those where something makes it possible for more people to come."""
        return self.filter(access__contains=f",{access},")

    def with_places(self) -> Self:
        """With the place of each, in one query more.

        A join would do the same in one, but without fresh statistics the database begins it with
        all places of the country.
        """
        return self.prefetch_related("place")


class EventGroupQuerySet(models.QuerySet["EventGroup"]):
    """Groups that hold events, for everybody."""

    def for_everybody(self) -> Self:
        """Without those that wait for a moderator: nobody has read what they are called now."""
        return self.exclude(group__state=GroupState.WAITING)


class HostQuerySet(models.QuerySet["Host"]):
    """Who hosts events, for everybody."""

    def in_order(self) -> Self:
        """Whoever hosts first of all, then the others by name."""
        return self.order_by("-role", "name", "pk")

    def for_everybody(self) -> Self:
        """Without those who are new here, as long as no moderator has read what they are called."""
        from freedomcities.events.news import EVENT  # noqa: PLC0415 it needs the models

        known = Known.objects.filter(person=OuterRef("person"))
        unread = Case.objects.waiting().filter(kind=EVENT, subject=OuterRef("event"))
        return self.exclude(~Exists(known), Exists(unread.for_reason(Why.UNKNOWN_PERSON)))


class EventPhotoQuerySet(models.QuerySet["EventPhoto"]):
    """Photos of events: for everybody, or for the hosts and moderators."""

    def for_everybody(self) -> Self:
        """Those that a moderator has let in, of events on the map."""
        return self.filter(state=PhotoState.PUBLISHED, event__state=State.PUBLISHED)

    def with_pictures(self) -> Self:
        """With the picture of each, in the order in which they were added."""
        return self.select_related("picture").order_by("pk")


class SignUpQuerySet(models.QuerySet["SignUp"]):
    """Those who said yes: for the hosts of an event, for themselves, and for jobs."""

    def for_hosts(self) -> Self:
        """As hosts read them: who asks first, then who comes, was declined, waits; in order."""
        return self.order_by("answer", "number")

    def waiting(self) -> Self:
        """The waiting list, the longest waiting first."""
        return self.filter(answer=Answer.WAITS).order_by("number")

    def of_address(self, address: str) -> Self:
        """Those that somebody made with this address; for whoever has it."""
        return self.filter(email_index__in=key_rings().indexes(address)).exclude(email_index="")

    def past_their_time(self, now: datetime) -> Self:
        """A month after the event; a week where nobody came of it."""
        day = now.astimezone(UTC).date()
        long_over = Q(event__ends_at__lte=now - GUESTS_LAST)
        undecided = Q(
            answer__in=[Answer.ASKS, Answer.WAITS], event__ends_at__lte=now - UNDECIDED_LAST
        )
        declined = Q(answer=Answer.DECLINED, answered_on__lte=day - UNDECIDED_LAST)
        return self.filter(long_over | undecided | declined)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
