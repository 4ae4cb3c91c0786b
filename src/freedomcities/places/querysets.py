"""Reads of places. The atlas is public; there is nothing to hide from anybody."""

from __future__ import annotations

from collections import defaultdict
from math import cos, radians
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q, Value

from freedomcities.places import containment
from freedomcities.places.choices import Kind
from freedomcities.places.geometry import cells_within

if TYPE_CHECKING:
    from freedomcities.places.models import Place

NATION = "us"
NEIGHBOURS = 8
NEIGHBOURS_KM = 40.0


class PlaceQuerySet(models.QuerySet["Place"]):
    """Places by what they are, where they lie and what holds them."""

    def active(self) -> Self:
        """Places that have not been closed."""
        return self.filter(closed_on=None)

    def governments(self) -> Self:
        """Each government once: no closed places, no second codes."""
        return self.active().filter(same_as=None)

    def of_kind(self, *kinds: str) -> Self:
        """Places of these kinds."""
        return self.filter(kind__in=kinds)

    def in_state(self, state: str) -> Self:
        """Places of a state by its postal code, the state itself among them."""
        return self.filter(state=state.upper())

    def in_county(self, county: Place) -> Self:
        """Municipalities and towns that lie in the county, wholly or in part."""
        return self.filter(containments__county=county)

    def around(self, latitude: float, longitude: float, *, km: float) -> Self:
        """Places whose cell a circle around the point touches: a few more than the circle."""
        return self.filter(cell__in=cells_within(latitude, longitude, km))

    def near(
        self, place: Place, *, limit: int = NEIGHBOURS, km: float = NEIGHBOURS_KM
    ) -> list[Place]:
        """The nearest other governments of the same level, by their points.

        Municipalities and towns are one level; places in the same spot come by code.
        """
        level = [place.kind]
        if place.kind in {Kind.MUNICIPALITY, Kind.TOWN}:
            level = [Kind.MUNICIPALITY, Kind.TOWN]
        around = self.governments().of_kind(*level).exclude(pk=place.pk)
        # Hundreds lie in the cells around a city: only those that are nearest on a flat map are
        # read, with as many again, so that the nearest on the globe are among them.
        north = F("latitude") - Value(place.latitude)
        east = (F("longitude") - Value(place.longitude)) * Value(cos(radians(place.latitude)))
        flat = around.around(place.latitude, place.longitude, km=km).annotate(
            flat=north * north + east * east
        )
        candidates = flat.order_by("flat", "pk")[: 2 * limit]
        here = (place.latitude, place.longitude)
        return containment.nearest(
            here, sorted(candidates, key=lambda each: each.pk), limit=limit, km=km
        )

    def parents_of(self, place: Place) -> list[Place]:
        """What the place lies in: its counties of today, the main one first, then the state.

        The counties that are only another code of the place itself are left out; a county
        that is another code of some other government stands here as that government.
        """
        counties = self.active().filter(contents__place=place).select_related("same_as")
        counties = counties.order_by("-contents__main", "-contents__share", "pk")
        parents = [county.same_as or county for county in counties]
        if place.kind != Kind.NATION:
            state = Q(kind=Kind.STATE, state=place.state, same_as=None)
            # By its code: looking for the kind would walk through the whole table.
            above = self.filter(state | Q(pk=NATION))
            parents += sorted(above, key=lambda each: each.pk == NATION)
        return [parent for parent in dict.fromkeys(parents) if parent.pk != place.pk]

    def children_of(self, place: Place) -> Self:
        """The governments one step below: states, counties, or municipalities and towns."""
        below = self.governments()
        if place.kind == Kind.NATION:
            return below.filter(kind=Kind.STATE)
        if place.kind == Kind.STATE:
            return below.in_state(place.state).filter(kind=Kind.COUNTY)
        if place.kind == Kind.COUNTY:
            return below.in_county(place)
        return below.none()

    def neighbours_of(self, place: Place) -> list[Place]:
        """Counties and states: those that share a border. Others: the nearest eight in 40 km."""
        if place.kind not in {Kind.STATE, Kind.COUNTY}:
            return self.near(place)
        if place.kind == Kind.STATE:
            counties = self.filter(kind=Kind.COUNTY, neighbours__neighbour__state=place.state)
            states = counties.exclude(state=place.state).values("state")
            beside = self.filter(kind=Kind.STATE, state__in=states)
        else:
            # The rows stand in both directions.
            beside = self.filter(neighbours__neighbour=place)
        beside = beside.select_related("same_as").order_by("pk")
        found = [other.same_as or other for other in beside]
        return [other for other in dict.fromkeys(found) if other.pk != place.pk]

    def territories(self) -> list[containment.Territory]:
        """The places as the engine counts their people: each government once, three queries."""
        places = list(self.governments())
        counties, towns = self._shares_of("county"), self._shares_of("town")
        return [
            containment.Territory(
                place.geoid,
                place.kind,
                place.state,
                place.population or 0,
                counties.get(place.geoid, {}),
                towns.get(place.geoid, {}),
            )
            for place in places
        ]

    def people_covered(self) -> int:
        """The people of the union of these places; see ``containment.people_covered``."""
        return containment.people_covered(self.territories())

    def _shares_of(self, other: str) -> dict[str, dict[str, float]]:
        relation = {"county": "containments", "town": "overlaps"}[other]
        rows = (
            self.order_by()
            .filter(**{f"{relation}__{other}__closed_on": None, f"{relation}__isnull": False})
            .values_list("pk", F(f"{relation}__{other}_id"), F(f"{relation}__share"))
        )
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for geoid, code, share in rows:
            found[geoid][code] = share
        return dict(found)
