"""The reads of groups. Each names whom it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Min, Prefetch, Q, Value, When

from freedomcities.groups.choices import Role, State
from freedomcities.places.choices import Kind
from freedomcities.places.models import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from freedomcities.accounts.models import Person
    from freedomcities.groups.models import Group, Membership  # noqa: F401

MOST_NEAR = 20
_INSIDE = 1


class GroupQuerySet(models.QuerySet["Group"]):
    """Groups, for whoever looks."""

    def visible_to(self, viewer: Person | None, *, with_roles: bool = True) -> Self:
        """Open and closed groups; waiting ones for their members and for moderators.

        `with_roles` is false in a window that has not shown its second factor.
        """
        seen = Q(state__in=[State.OPEN, State.CLOSED])
        if viewer is None:
            return self.filter(seen)
        if with_roles and (viewer.is_moderator or viewer.is_staff):
            return self.all()
        # A subquery: a join would show a group once for each of its members.
        own = self.model.objects.filter(members__person=viewer).values("pk")
        return self.filter(seen | Q(pk__in=own))

    def open(self) -> Self:
        """Those that are at work and that everybody sees."""
        return self.filter(state=State.OPEN)

    def waiting(self) -> Self:
        """Those that a moderator has yet to open, the oldest first."""
        return self.filter(state=State.WAITING).order_by("made_on", "pk")

    def at(self, places: Iterable[Place]) -> Self:
        """Those that work at one of these places."""
        return self.filter(places__place__in=list(places)).distinct()

    def of(self, person: Person) -> Self:
        """Those that somebody belongs to; for that person's own eyes."""
        return self.filter(members__person=person)

    def asked_by(self, person: Person) -> Self:
        """Those that somebody has asked to join; for that person's own eyes."""
        return self.filter(requests__person=person)

    def led_by(self, person: Person) -> Self:
        """Those that somebody leads; for that person's own eyes."""
        return self.filter(members__person=person, members__role=Role.LEAD)

    def with_places(self) -> Self:
        """With the places of each, the main one first, in one query more."""
        from freedomcities.groups.models import GroupPlace  # noqa: PLC0415 it needs this module

        rows = GroupPlace.objects.select_related("place").order_by("-main", "place__name", "pk")
        return self.prefetch_related(Prefetch("places", queryset=rows))

    def near(
        self,
        place: Place,
        *,
        limit: int = MOST_NEAR,
        parents: Iterable[Place] | None = None,
        neighbours: Iterable[Place] | None = None,
    ) -> list[Group]:
        """Open groups around a place, nearest first, with their places.

        Those of the place itself, of what lies in a county or state that is asked for, of its
        counties, of its neighbours, of its state. `parents` and `neighbours` are looked up
        unless whoever asks knows them.
        """
        if parents is None:
            parents = Place.objects.parents_of(place)
        if neighbours is None:
            neighbours = Place.objects.neighbours_of(place)
        ranks, inside = _ranks(place, list(parents), neighbours), _inside(place)
        nearest = Min(
            Case(
                *(When(places__place_id=code, then=Value(rank)) for code, rank in ranks.items()),
                default=Value(_INSIDE),
                output_field=models.IntegerField(),
            )
        )
        found = self.open().filter(Q(places__place_id__in=ranks) | inside)
        ordered = found.annotate(rank=nearest).order_by("rank", "name", "pk")
        return list(ordered.with_places()[:limit])


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Members of a group; shown to its members alone."""

    def in_order(self) -> Self:
        """Leads, then organizers, then members, each by name."""
        order = Case(
            *(When(role=role, then=Value(place)) for place, role in enumerate(Role)),
            output_field=models.IntegerField(),
        )
        return self.order_by(order, "name", "pk")


def _ranks(place: Place, parents: Sequence[Place], neighbours: Iterable[Place]) -> dict[str, int]:
    """How near each place around is: the place itself 0, what lies in it 1, and so on."""
    rings = (
        (2, [each for each in parents if each.kind not in {Kind.STATE, Kind.NATION}]),
        (3, neighbours),
        (4, [each for each in parents if each.kind == Kind.STATE]),
    )
    ranks = {place.pk: 0}
    for rank, ring in rings:
        for each in ring:
            ranks.setdefault(each.pk, rank)
    return ranks


def _inside(place: Place) -> Q:
    """What lies in a county or a state; nothing lies in anything smaller."""
    if place.kind == Kind.STATE:
        return Q(places__place__state=place.state)
    if place.kind == Kind.COUNTY:
        return Q(places__place__containments__county=place)
    return Q(pk__in=[])
