"""Bringing the database to an edition of the atlas. Called by ``operations`` in a transaction.

People attach records to places, so places are updated where they stand, closed when they
vanish and never deleted. What is only worked out from the edition (containment, coverage,
names, outlines ...) is replaced as a whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from freedomcities.places.atlas import read
from freedomcities.places.atlas.read import Edition, Values
from freedomcities.places.bulk import insert_rows, refresh_statistics
from freedomcities.places.models import (
    Containment,
    Locality,
    Neighbour,
    OldAddress,
    OldCode,
    Outline,
    Overlap,
    Place,
    PlaceName,
    StateMap,
    ZipCode,
    ZipCoverage,
)

# Foreign keys go by their column in the rows, by their field in Django's lists.
_FIELDS = {"same_as_id": "same_as", "governed_by_id": "governed_by"}

# What follows from an edition alone, and is replaced as a whole.
_DERIVED: tuple[type[Model], ...] = (
    Containment,
    Overlap,
    ZipCoverage,
    PlaceName,
    OldCode,
    Neighbour,
    Outline,
    StateMap,
)


@dataclass(frozen=True, slots=True)
class PlaceChanges:
    """How many places an edition added, changed, gave a new address, and closed."""

    added: int
    changed: int
    moved: int
    closed: int


def load_places(values: list[Values], today: date) -> PlaceChanges:
    """Insert the new places, update the changed ones, close those that vanished."""
    before = {row["geoid"]: row for row in Place.objects.values(*values[0])}
    new = [row for row in values if row["geoid"] not in before]
    changed = [row for row in values if row["geoid"] in before and row != before[row["geoid"]]]
    moved = [row for row in changed if row["path"] != before[row["geoid"]]["path"]]
    listed = {row["geoid"] for row in values}
    gone = [row for geoid, row in before.items() if geoid not in listed and not row["closed_on"]]
    _free_paths(values, before, moved)
    insert_rows(Place, new)
    if changed:
        _upsert(Place.objects.all(), changed)
    for row in gone:
        Place.objects.filter(pk=row["geoid"]).update(closed_on=today)
    _keep_old_addresses(before, moved)
    return PlaceChanges(len(new), len(changed), len(moved), len(gone))


def load_rest(edition: Edition, places: list[Values], tell: Callable[[str], None]) -> None:
    """Replace all that follows from the edition, and bring ZIP codes and localities up to it."""
    _clear_derived()
    closed = {row["geoid"] for row in places if row["closed_on"]}
    localities = list(read.locality_values(edition))
    _upsert(ZipCode.objects.all(), list(read.zip_values(edition)))
    _upsert(Locality.objects.all(), localities)
    tell("Loading what lies in what")
    insert_rows(Containment, read.containment_values(edition, closed))
    insert_rows(Overlap, read.overlap_values(edition))
    insert_rows(ZipCoverage, read.coverage_values(edition))
    tell("Loading names, codes and outlines")
    insert_rows(PlaceName, read.name_values(edition, places, localities))
    insert_rows(OldCode, read.old_code_values(edition))
    insert_rows(Neighbour, read.neighbour_values(edition))
    insert_rows(Outline, read.outline_values(edition))
    StateMap.objects.bulk_create(StateMap(**row) for row in read.map_values(edition))
    refresh_statistics(Place, *_DERIVED, ZipCode, Locality)


def _clear_derived() -> None:
    for table in _DERIVED:
        table._default_manager.all().delete()  # noqa: SLF001


def _free_paths(values: list[Values], before: dict[str, Values], moved: list[Values]) -> None:
    """Let go of every address that another place is about to take."""
    wanted = {row["path"]: row["geoid"] for row in values}
    releasing = {row["geoid"] for row in moved}
    for geoid, row in before.items():
        if geoid in releasing or wanted.get(row["path"], geoid) != geoid:
            code = f"{row['state'].lower()}/{geoid}".lstrip("/")
            Place.objects.filter(pk=geoid).update(path=code)
    reclaimed = [path for path in OldAddress.objects.values_list("pk", flat=True) if path in wanted]
    OldAddress.objects.filter(pk__in=reclaimed).delete()


def _keep_old_addresses(before: dict[str, Values], moved: list[Values]) -> None:
    taken = set(Place.objects.values_list("path", flat=True))
    OldAddress.objects.bulk_create(
        [
            OldAddress(path=before[row["geoid"]]["path"], place_id=row["geoid"])
            for row in moved
            if before[row["geoid"]]["path"] not in taken
        ],
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=["place"],
    )


def _upsert(rows: QuerySet[Any], values: list[Values]) -> None:
    if not rows.exists():
        insert_rows(rows.model, values)
        return
    key, *others = values[0] if values else [""]
    rows.bulk_create(
        [rows.model(**row) for row in values],
        batch_size=1_000,
        update_conflicts=True,
        unique_fields=[key],
        update_fields=[_FIELDS.get(name, name) for name in others],
    )
