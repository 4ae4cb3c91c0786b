"""A place as something that people follow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from freedomcities.notices.kinds import Subject, SubjectKind, register_subject
from freedomcities.places.addresses import address_of
from freedomcities.places.canonical import canonical_place
from freedomcities.places.choices import Kind
from freedomcities.places.models import Place

PLACE = "place"
_LONGEST_CODE = 10


def register() -> None:
    """Let people follow places; said once, when the site starts."""
    register_subject(
        SubjectKind(
            name=PLACE,
            find=find,
            find_all=find_all,
            tells=_(
                "We write when a law changes what is in force there, when a group opens near, and "
                "when an event near is put on the map."
            ),
        )
    )


def find(code: str) -> Subject | None:
    """The place that a code means today."""
    place = canonical_place(code.lower()) if code.isalnum() and len(code) <= _LONGEST_CODE else None
    return _subject(place) if place else None


def find_all(codes: Collection[str]) -> Mapping[str, Subject]:
    """The places of these codes, in one query."""
    return {place.pk: _subject(place) for place in Place.objects.filter(pk__in=codes)}


def codes_around(places: Iterable[Place]) -> list[str]:
    """The codes of these places, of the counties that they lie in, and of a county's towns."""
    codes: dict[str, None] = {}
    for place in places:
        codes[place.pk] = None
        if place.kind in {Kind.MUNICIPALITY, Kind.TOWN}:
            parents = Place.objects.parents_of(place)
            codes |= dict.fromkeys(each.pk for each in parents if each.kind == Kind.COUNTY)
        if place.kind == Kind.COUNTY:
            towns = Place.objects.children_of(place).order_by("pk")
            codes |= dict.fromkeys(towns.values_list("pk", flat=True))
    return list(codes)


def _subject(place: Place) -> Subject:
    return Subject(str(place), address_of(place), place.pk)
