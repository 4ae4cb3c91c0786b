"""Writes of places: loading an edition of the atlas. Nobody edits a place by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from freedomcities.accounts.models import Person
from freedomcities.audit.operations import record
from freedomcities.lib.errors import Refusal
from freedomcities.places.atlas.build import build
from freedomcities.places.atlas.codec import TableError
from freedomcities.places.atlas.read import Edition, place_values, read_edition
from freedomcities.places.atlas.sources import SourceError
from freedomcities.places.loading import PlaceChanges, load_places, load_rest
from freedomcities.places.models import AtlasEdition

SHIPPED = Path(__file__).with_name("data")
Progress = Callable[[str], None]


class MayNotLoad(Refusal):
    """Somebody other than the system asked to load an atlas."""


class AtlasRefused(Refusal):
    """The files or tables of an atlas are missing, cut or damaged; nothing was changed."""


@dataclass(frozen=True, slots=True)
class AtlasLoad:
    """What loading did: the edition, its counts, and what changed among the places."""

    edition: str
    digest: str
    counts: dict[str, int]
    changes: PlaceChanges | None

    def is_change(self) -> bool:
        """Whether the database differs from before."""
        return self.changes is not None


def load_atlas(
    *,
    actor: Person,
    now: datetime,
    directory: Path | None = None,
    progress: Progress | None = None,
) -> AtlasLoad:
    """Bring the database to an edition's tables, all or nothing: those that ship by default.

    The edition in use again changes nothing and takes no time. Places keep their rows and
    whatever people attached: renamed ones keep the old address, vanished ones are closed on
    the day of ``now``. Raises MayNotLoad and AtlasRefused.
    """
    if not actor.is_system:
        raise MayNotLoad(_("Only the system itself may load an atlas."))
    try:
        edition = read_edition(directory or SHIPPED)
        if _in_use() == edition.digest:
            return AtlasLoad(edition.name, edition.digest, dict(edition.counts), None)
        return _load(edition, actor=actor, now=now, tell=progress or (lambda _text: None))
    except TableError as error:
        raise AtlasRefused(str(error)) from error


def import_atlas(
    directory: Path, *, actor: Person, now: datetime, progress: Progress | None = None
) -> AtlasLoad:
    """Build an edition from published files and load it; see ``build`` and ``load_atlas``.

    AtlasRefused, one sentence, where a file is missing, cut or incomplete.
    """
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        try:
            build(directory, Path(folder), progress)
        except SourceError as error:
            raise AtlasRefused(str(error)) from error
        return load_atlas(actor=actor, now=now, directory=Path(folder), progress=progress)


def _in_use() -> str:
    latest = AtlasEdition.objects.order_by("-pk").values_list("digest", flat=True)
    return latest.first() or ""


def _load(edition: Edition, *, actor: Person, now: datetime, tell: Progress) -> AtlasLoad:
    with transaction.atomic():
        tell("Loading places")
        values = list(place_values(edition))
        changes = load_places(values, now.date())
        load_rest(edition, values, tell)
        counts = dict(edition.counts)
        AtlasEdition.objects.create(
            edition=edition.name, digest=edition.digest, loaded_at=now, counts=counts
        )
        record(
            actor=actor,
            now=now,
            action="load_atlas",
            subject=f"atlas/{edition.name}",
            detail={"digest": edition.digest, "counts": counts, "changes": asdict(changes)},
        )
    return AtlasLoad(edition.name, edition.digest, counts, changes)
