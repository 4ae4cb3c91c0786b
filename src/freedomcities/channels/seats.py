"""Who sits in a channel: those who lead or organize an open group, each time looked up anew.

A seat is one's part in one group. Whoever is no lead or organizer any more, or whose group is
closed, has none from that moment on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields

from django.db.models import Q, QuerySet

from freedomcities.accounts.models import Person
from freedomcities.channels.choices import Ring
from freedomcities.channels.models import Channel
from freedomcities.channels.rings import NEAR_KM, TOWNS, Spot, Surroundings, rings_of
from freedomcities.groups.choices import Role, State
from freedomcities.groups.models import Group, GroupPlace, Membership
from freedomcities.places.choices import Kind
from freedomcities.places.geometry import cells_within
from freedomcities.places.models import Containment, Neighbour, Place

SITS = (Role.LEAD, Role.ORGANIZER)


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's part in one group, and the places whose channels it sees."""

    membership: Membership
    group: Group
    rings: Mapping[str, Ring]

    @property
    def leads(self) -> bool:
        """Whether they decide for the group."""
        return self.membership.role == Role.LEAD

    def sees(self, channel: Channel) -> bool:
        """Whether the channel is one for this group."""
        return channel.place_id is None or channel.place_id in self.rings


def seats_of(person: Person) -> list[Seat]:
    """All seats of somebody, by the group's name."""
    members = list(_held(person).select_related("group").order_by("group__name", "group_id"))
    rings = rings_by_group([member.group_id for member in members])
    return [Seat(member, member.group, rings[member.group_id]) for member in members]


def has_seat(person: Person) -> bool:
    """Whether somebody sees any channel; one query."""
    return _held(person).exists()


def _held(person: Person) -> QuerySet[Membership]:
    if not person.is_active:
        return Membership.objects.none()
    return Membership.objects.filter(person=person, role__in=SITS, group__state=State.OPEN)


def rings_by_group(group_ids: Collection[str]) -> dict[str, dict[str, Ring]]:
    """For each group the places whose channels it sees; in a few queries for all together."""
    rows = GroupPlace.objects.filter(group__in=group_ids).select_related("place")
    spots: dict[str, list[Spot]] = defaultdict(list)
    for row in rows.order_by("pk"):
        spots[row.group_id].append(_spot(row.place))
    around = _surroundings([spot for each in spots.values() for spot in each])
    return {group_id: rings_of(spots[group_id], around) for group_id in group_ids}


def _surroundings(spots: Collection[Spot]) -> Surroundings:
    if not spots:
        return Surroundings()
    codes = {spot.geoid for spot in spots}
    same_as: dict[str, str] = {}
    counties: dict[str, list[str]] = defaultdict(list)
    lying = Containment.objects.filter(place__in=codes, county__closed_on=None)
    for place, county, government in lying.order_by("-main", "-share", "county_id").values_list(
        "place_id", "county_id", "county__same_as_id"
    ):
        counties[place].append(county)
        if government:
            same_as[county] = government
    beside: dict[str, list[str]] = defaultdict(list)
    bordering = Neighbour.objects.filter(
        place__in={*codes, *(c for cs in counties.values() for c in cs)}
    )
    for place, other, government in (
        bordering.filter(neighbour__closed_on=None)
        .order_by("pk")
        .values_list("place_id", "neighbour_id", "neighbour__same_as_id")
    ):
        beside[place].append(other)
        if government:
            same_as[other] = government
    for spot in spots:
        if spot.kind == Kind.STATE:
            state = Place.objects.get(pk=spot.geoid)
            beside[spot.geoid] = [each.pk for each in Place.objects.neighbours_of(state)]
    return Surroundings(counties, beside, same_as, _states(spots), _towns(spots))


def _states(spots: Iterable[Spot]) -> dict[str, str]:
    postal = {spot.state for spot in spots if spot.state}
    states = Place.objects.filter(kind=Kind.STATE, state__in=postal).values_list(
        "state", "pk", "same_as_id"
    )
    return {state: government or code for state, code, government in states}


def _towns(spots: Iterable[Spot]) -> list[Spot]:
    """Towns around these spots where an open group works, or where there is a channel."""
    cells = {
        cell
        for spot in spots
        if spot.kind in TOWNS
        for cell in cells_within(spot.latitude, spot.longitude, NEAR_KM)
    }
    if not cells:
        return []
    works = GroupPlace.objects.filter(group__state=State.OPEN, place__cell__in=cells)
    talks = Channel.objects.filter(place__cell__in=cells)
    lively = Q(pk__in=works.values("place")) | Q(pk__in=talks.values("place"))
    towns = Place.objects.governments().of_kind(*TOWNS).filter(lively)
    return [Spot(*each) for each in towns.values_list(*(field.name for field in fields(Spot)))]


def _spot(place: Place) -> Spot:
    return Spot(place.pk, place.kind, place.state, place.latitude, place.longitude)
