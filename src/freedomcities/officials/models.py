"""Agencies, offices, who holds these, and what people send in to correct. Only operations write.

Dates are texts, of which the day or the month may be missing; "" where there is none.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from freedomcities.lib.privacy import DataClass
from freedomcities.officials.choices import (
    AgencyKind,
    CorrectionState,
    How,
    OfficeKind,
    WhyNobody,
)
from freedomcities.officials.querysets import (
    AgencyQuerySet,
    CorrectionQuerySet,
    OfficeQuerySet,
    OfficialQuerySet,
)
from freedomcities.places.models import Place


class Contact(models.Model):
    """How to reach an office, and its staff for community outreach: at work, never at home.

    ``bounced_on``: the day on which mail to it last came back.
    """

    phone = models.CharField(max_length=60, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    url = models.TextField(blank=True, default="")
    address = models.TextField(blank=True, default="")
    outreach_name = models.CharField(max_length=200, blank=True, default="")
    outreach_phone = models.CharField(max_length=60, blank=True, default="")
    outreach_email = models.CharField(max_length=254, blank=True, default="")
    bounced_on = models.CharField(max_length=10, blank=True, default="")

    class Meta:
        abstract = True


class Agency(Contact):
    """A law-enforcement body; ``id`` is its ORI where it has one, else a name that stays.

    ``name`` is what people say, ``listed_name`` and ``county`` what the list writes.
    ``population``: people it serves; None where the list says none. ``edition`` is that of the
    list in which it stands, "" for one added by hand; ``checked_on`` the year of its figures.
    An agency that vanished from the list is closed, never deleted. ``why_nobody``: where it
    serves no place, why. Source: the FBI's list, or the importer.
    """

    data_class: ClassVar = DataClass.PUBLIC

    id = models.CharField(max_length=100, primary_key=True)
    ori = models.CharField(max_length=9, blank=True, default="")
    name = models.CharField(max_length=200)
    listed_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=AgencyKind)
    state = models.CharField(max_length=2)
    county = models.CharField(max_length=200, blank=True, default="")
    population = models.PositiveIntegerField(null=True)
    officers = models.PositiveIntegerField(null=True)
    civilians = models.PositiveIntegerField(null=True)
    why_nobody = models.CharField(max_length=20, blank=True, default="", choices=WhyNobody)
    source = models.TextField(blank=True, default="")
    edition = models.CharField(max_length=10, blank=True, default="")
    checked_on = models.CharField(max_length=10, blank=True, default="")
    closed_on = models.CharField(max_length=10, blank=True, default="")
    places = models.ManyToManyField(Place, through="AgencyService", related_name="agencies")

    objects = AgencyQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "kind"], name="officials_state_kind")]

    def __str__(self) -> str:
        return f"{self.name}, {self.state}"


class AgencyService(models.Model):
    """That an agency serves a place, under the code it goes by; ``main``: it the first."""

    data_class: ClassVar = DataClass.PUBLIC

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="services")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="agency_services")
    main = models.BooleanField()
    how = models.CharField(max_length=20, choices=How)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "place"], name="officials_service_once")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} serves {self.place_id}"


class Office(Contact):
    """A post that people can meet at a place; ``functions``: what it can decide, in words of
    the engine. ``title``: "" where the usual one of its kind does. ``area``: the part of the
    place that a precinct has; ``finder_url``: the place's own page that says which precinct is
    whose.
    """

    data_class: ClassVar = DataClass.PUBLIC

    id = models.SlugField(max_length=200, primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="offices")
    kind = models.CharField(max_length=20, choices=OfficeKind)
    title = models.CharField(max_length=200, blank=True, default="")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="offices")
    functions = models.JSONField(default=list, blank=True)
    area = models.TextField(blank=True, default="")
    finder_url = models.TextField(blank=True, default="")
    next_election = models.CharField(max_length=10, blank=True, default="")
    source = models.TextField(blank=True, default="")
    checked_on = models.CharField(max_length=10, blank=True, default="")
    closed_on = models.CharField(max_length=10, blank=True, default="")

    objects = OfficeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title or self.pk


class Official(models.Model):
    """Somebody who holds an office, with the term: what is public of the office, nothing else.

    ``person`` tells them from others in the office: the id of the list that they came from, or
    their name in small letters. ``area``: the ward or district that a member of a council, board
    or legislature stands for. ``bounced_on``: the day on which mail to them last came back.
    """

    data_class: ClassVar = DataClass.PUBLIC

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="officials")
    person = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True, default="")
    area = models.CharField(max_length=200, blank=True, default="")
    term_start = models.CharField(max_length=10, blank=True, default="")
    term_end = models.CharField(max_length=10, blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    url = models.TextField(blank=True, default="")
    source = models.TextField(blank=True, default="")
    checked_on = models.CharField(max_length=10, blank=True, default="")
    bounced_on = models.CharField(max_length=10, blank=True, default="")
    closed_on = models.CharField(max_length=10, blank=True, default="")

    objects = OfficialQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "person"], name="officials_person_once")
        ]

    def __str__(self) -> str:
        return self.name


class Correction(models.Model):
    """What somebody sent in about an office, an agency, or what a place's page lacks.

    Nothing is known or kept of who sent it, and nobody sees its text but the operator: it is
    dropped when the correction is declined. ``note``: what the operator wrote on deciding.
    """

    data_classes: ClassVar = {
        "id": DataClass.PUBLIC,
        "office": DataClass.PUBLIC,
        "agency": DataClass.PUBLIC,
        "place": DataClass.PUBLIC,
        "text": DataClass.GROUP,
        "submitted_at": DataClass.GROUP,
        "state": DataClass.PUBLIC,
        "decided_at": DataClass.GROUP,
        "note": DataClass.GROUP,
    }

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, null=True, related_name="corrections"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.CASCADE, null=True, related_name="corrections"
    )
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, related_name="office_corrections"
    )
    text = models.TextField(blank=True)
    submitted_at = models.DateTimeField(db_index=True)
    state = models.CharField(
        max_length=10, choices=CorrectionState, default=CorrectionState.OPEN, db_index=True
    )
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True, default="")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(
                    models.Q(office__isnull=False, agency__isnull=True, place__isnull=True)
                    | models.Q(office__isnull=True, agency__isnull=False, place__isnull=True)
                    | models.Q(office__isnull=True, agency__isnull=True, place__isnull=False)
                ),
                name="officials_correction_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"correction {self.pk}"


class AgencyEdition(models.Model):
    """An edition of the whole list that was brought in, and when. The latest is in use.

    ``shipped``: it is the table that ships, and not a list that an operator imported.
    """

    data_class: ClassVar = DataClass.PUBLIC

    edition = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    shipped = models.BooleanField()
    loaded_at = models.DateTimeField()
    counts = models.JSONField()

    def __str__(self) -> str:
        return self.edition
