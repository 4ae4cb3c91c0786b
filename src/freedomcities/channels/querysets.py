"""The reads of channels. Each names whom it is for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Max, Q

from freedomcities.groups.choices import Role, State

if TYPE_CHECKING:
    from freedomcities.accounts.models import Person
    from freedomcities.channels.models import Channel, Delivery, Hook, Post, Thread  # noqa: F401
    from freedomcities.channels.seats import Seat


class ChannelQuerySet(models.QuerySet["Channel"]):
    """Channels, for those who sit in them."""

    def seen_from(self, seats: Iterable[Seat]) -> Self:
        """Those that one of these seats sees; whoever has no seat sees none."""
        held = list(seats)
        if not held:
            return self.none()
        places = {code for seat in held for code in seat.rings}
        return self.filter(Q(place__in=places) | Q(place=None))

    def with_news(self, since: date) -> Self:
        """With the day of the last post, and how many threads have moved since a day."""
        shown = Q(threads__is_held=False)
        moved = Count("threads", filter=shown & Q(threads__last_on__gte=since))
        return self.annotate(last_on=Max("threads__last_on", filter=shown), moved=moved)

    def with_names(self) -> Self:
        """With what each is called by."""
        return self.select_related("place", "rule__blueprint")


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Threads of a channel; read by whoever sees the channel."""

    def shown_to(self, person: Person) -> Self:
        """Without those that wait for a moderator, unless somebody began them themselves."""
        own = self.model.objects.filter(
            is_held=True, posts__number=1, posts__voice__membership__person=person
        )
        return self.filter(Q(is_held=False) | Q(pk__in=own.values("pk")))

    def latest_first(self) -> Self:
        """Whichever was written in last comes first."""
        return self.order_by("-moved_at", "-pk")

    def silent_since(self, day: date) -> Self:
        """Those whose last post is of this day or before."""
        return self.filter(last_on__lte=day)


class PostQuerySet(models.QuerySet["Post"]):
    """Posts of a thread; read by whoever sees the channel."""

    def shown_to(self, person: Person) -> Self:
        """Without those that wait for a moderator, unless they are somebody's own."""
        return self.filter(Q(is_held=False) | Q(voice__membership__person=person))

    def on_page(self, page: int, *, size: int) -> Self:
        """Those with the numbers of a page, from 1; fewer where some were deleted."""
        first = (page - 1) * size + 1
        return self.filter(number__gte=first, number__lt=first + size).order_by("number")

    def with_names(self) -> Self:
        """With whoever wrote each, as the channel knows them."""
        return self.select_related("voice", "group")

    def by(self, person: Person) -> Self:
        """Those of somebody; for that person's own eyes."""
        return self.filter(voice__membership__person=person)


class HookQuerySet(models.QuerySet["Hook"]):
    """Hooks; read by the leads of their group."""

    def at_work(self) -> Self:
        """Those that are on, of groups that are open, set by somebody who still leads them."""
        return self.filter(is_on=True, group__state=State.OPEN, membership__role=Role.LEAD)

    def of_closed_groups(self) -> Self:
        """Those that nobody needs any more."""
        return self.filter(group__state=State.CLOSED)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """News on their way to a chat."""

    def unclaimed(self, now: datetime) -> Self:
        """Those that no job is at."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lte=now))

    def due(self, now: datetime) -> Self:
        """Those that may go now, and whose hook is not made to wait."""
        ready = Q(hook__wait_until=None) | Q(hook__wait_until__lte=now)
        return self.unclaimed(now).filter(ready, hook__is_on=True)
