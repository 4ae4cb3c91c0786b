"""The atlas as rows. Only ``operations`` writes them; people attach their records to Place."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from freedomcities.lib.privacy import DataClass
from freedomcities.places.choices import Kind
from freedomcities.places.querysets import PlaceQuerySet


class Place(models.Model):
    """A government's territory, or another code of one (``same_as``), or a former one.

    ``geoid``: ``us``, or the Census code: 2 digits a state, 5 a county, 7 a municipality, 10 a
    town. ``name`` is what people say, ``full_name`` the legal one. ``state`` is the postal
    code, empty for the nation; ``path`` the address below ``/places/``. Degrees; ``cell`` is
    the half-degree cell of the point. A place is never deleted: it gets ``closed_on``.
    """

    data_class: ClassVar = DataClass.PUBLIC

    geoid = models.CharField(max_length=10, primary_key=True)
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=100)
    full_name = models.CharField(max_length=120)
    designation = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=2, blank=True)
    path = models.CharField(max_length=160, unique=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    cell = models.IntegerField(db_index=True)
    land_km2 = models.FloatField()
    population = models.PositiveIntegerField(null=True)
    ocd_id = models.CharField(max_length=160, blank=True)
    time_zone = models.CharField(max_length=40)
    # Its index is below: one of all places would hold nothing but places without it.
    same_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="other_codes", db_index=False
    )
    closed_on = models.DateField(null=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "kind"], name="places_state_kind"),
            # `governments` in the order of their codes: a page far on reads no row before it.
            models.Index(
                fields=["geoid"],
                condition=models.Q(closed_on=None, same_as=None),
                name="places_governments",
            ),
            models.Index(
                fields=["same_as"],
                condition=models.Q(same_as__isnull=False),
                name="places_other_codes",
            ),
        ]

    def __str__(self) -> str:
        is_within_a_state = self.kind not in {Kind.NATION, Kind.STATE}
        return f"{self.name}, {self.state}" if is_within_a_state else self.name


class Containment(models.Model):
    """A county that a municipality or town lies in; ``share`` of its land there, estimated.

    ``main``: the county with the largest share. Connecticut's closed counties have rows too,
    never main; the shares add up to one among the counties of today, and among the closed.
    """

    data_class: ClassVar = DataClass.PUBLIC

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="containments")
    county = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="contents")
    share = models.FloatField()
    main = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "county"], name="places_containment_once")
        ]

    def __str__(self) -> str:
        return f"{self.place_id} in {self.county_id}"


class Overlap(models.Model):
    """A town that a municipality (a village, mostly) lies in, and the estimated share there."""

    data_class: ClassVar = DataClass.PUBLIC

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="overlaps")
    town = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="overlapped")
    share = models.FloatField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "town"], name="places_overlap_once")
        ]

    def __str__(self) -> str:
        return f"{self.place_id} in {self.town_id}"


class ZipCode(models.Model):
    """A ZIP code that has an area; those of post-office boxes have none."""

    data_class: ClassVar = DataClass.PUBLIC

    code = models.CharField(max_length=5, primary_key=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    land_km2 = models.FloatField()

    def __str__(self) -> str:
        return self.code


class ZipCoverage(models.Model):
    """A municipality, town or county on a ZIP code; ``share`` of the ZIP code's land."""

    data_class: ClassVar = DataClass.PUBLIC

    zip_code = models.ForeignKey(ZipCode, on_delete=models.CASCADE, related_name="coverage")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="zip_coverage")
    share = models.FloatField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zip_code", "place"], name="places_coverage_once")
        ]

    def __str__(self) -> str:
        return f"{self.zip_code_id} on {self.place_id}"


class Locality(models.Model):
    """A census-designated place: findable by name, governed by a town or county."""

    data_class: ClassVar = DataClass.PUBLIC

    geoid = models.CharField(max_length=7, primary_key=True)
    name = models.CharField(max_length=100)
    state = models.CharField(max_length=2)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField(null=True)
    governed_by = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="localities")

    def __str__(self) -> str:
        return f"{self.name}, {self.state}"


class PlaceName(models.Model):
    """A name to find a place or locality by, as ``names.normalise_name`` writes it.

    ``weight``: people, so that the larger of two namesakes comes first.
    """

    data_class: ClassVar = DataClass.PUBLIC

    key = models.CharField(max_length=120, db_index=True)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, null=True, related_name="names")
    locality = models.ForeignKey(
        Locality, on_delete=models.CASCADE, null=True, related_name="names"
    )
    weight = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.key


class OldCode(models.Model):
    """A code that means a place of today: a former or second one, and why."""

    data_class: ClassVar = DataClass.PUBLIC

    code = models.CharField(max_length=10, primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="old_codes")
    reason = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.code


class OldAddress(models.Model):
    """An address that a place had before it was renamed."""

    data_class: ClassVar = DataClass.PUBLIC

    path = models.CharField(max_length=160, primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="old_addresses")

    def __str__(self) -> str:
        return self.path


class Neighbour(models.Model):
    """Two counties that share a piece of border; stored in both directions."""

    data_class: ClassVar = DataClass.PUBLIC

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="neighbours")
    neighbour = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "neighbour"], name="places_neighbour_once")
        ]

    def __str__(self) -> str:
        return f"{self.place_id} beside {self.neighbour_id}"


class Outline(models.Model):
    """A county or state as SVG path data on its state's drawing; empty: a dot at its point."""

    data_class: ClassVar = DataClass.PUBLIC

    place = models.OneToOneField(
        Place, on_delete=models.CASCADE, primary_key=True, related_name="outline"
    )
    d = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.place_id


class StateMap(models.Model):
    """The size of a state's drawing, and the projection that puts a point on it."""

    data_class: ClassVar = DataClass.PUBLIC

    state = models.OneToOneField(
        Place, on_delete=models.CASCADE, primary_key=True, related_name="state_map"
    )
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    projection = models.JSONField()

    def __str__(self) -> str:
        return self.state_id


class AtlasEdition(models.Model):
    """An edition of the atlas that was loaded, and when. The latest is the one in use."""

    data_class: ClassVar = DataClass.PUBLIC

    edition = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    counts = models.JSONField()

    def __str__(self) -> str:
        return self.edition
