"""What a crash or an operator's hand left of pictures: files without a row, rows without files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from freedomcities.accounts.operations import system_actor
from freedomcities.audit.operations import record
from freedomcities.media.files import all_files, path_of
from freedomcities.media.models import Picture
from freedomcities.media.operations import remove_picture
from freedomcities.media.owners import all_owners
from freedomcities.media.pixels import widths_of

_BEING_WRITTEN = timedelta(hours=1)
"""So long a file may be there before its row."""


@dataclass(frozen=True, slots=True)
class Swept:
    """How many went of each."""

    files: int
    pictures: int


def sweep(*, now: datetime) -> Swept:
    """Take away files that belong to no picture, and pictures that belong to nothing or lack files.

    Where no file of any picture is there at all, its folder is likely not in its place: no row
    goes then.
    """
    before = (now - _BEING_WRITTEN).timestamp()
    files = sweep_files(before=before)
    gone = [*_without_owner(), *(_without_files() if next(all_files(), None) else [])]
    for picture in gone:
        _drop(picture, now=now)
    return Swept(files, len(gone))


def sweep_files(*, root: Path | None = None, before: float | None = None) -> int:
    """Take away files that belong to no picture, those older than `before`; how many."""
    found = list(all_files(root=root))
    if not found:
        return 0
    known = set(Picture.objects.values_list("pk", flat=True))
    strays = [path for picture_id, path in found if picture_id not in known]
    if before is not None:
        strays = [path for path in strays if _written_at(path) < before]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def lacking(*, root: Path | None = None) -> list[Picture]:
    """The pictures of which a file is not there."""
    # Rows first: the files of one that comes meanwhile are there before its row.
    pictures = list(Picture.objects.order_by("pk"))
    there = {path for _id, path in all_files(root=root)}
    return [
        picture
        for picture in pictures
        if any(path_of(picture.pk, w, root=root) not in there for w in widths_of(picture.width))
    ]


def _without_files() -> list[Picture]:
    # Read anew: what was removed meanwhile is no fault.
    return [each for each in lacking() if Picture.objects.filter(pk=each.pk).exists()]


def _without_owner() -> list[Picture]:
    found: list[Picture] = []
    for owner in all_owners():
        owned = Picture.objects.owned_by(owner.name)
        found += owned.exclude(pk__in=owner.still_has()).order_by("pk")
    return found


def _drop(picture: Picture, *, now: datetime) -> None:
    with transaction.atomic():
        subject = f"picture {picture.pk}"
        # It may have stood on a page, which is then made anew.
        record(actor=system_actor(), now=now, action="drop-picture", subject=subject)
        remove_picture(picture)


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
