"""Agencies as an import takes them, with what the site found out about them beside."""

from __future__ import annotations

from collections.abc import Iterator

from freedomcities.officials.agency_rows import AgencyRow
from freedomcities.officials.known_agencies import known_agencies
from freedomcities.officials.models import Agency
from freedomcities.officials.reading_agencies import OWN_COLUMNS
from freedomcities.officials.reading_agency_values import NOBODY

AGENCY_COLUMNS = (*OWN_COLUMNS, "places", "serves", "why_nobody", "listed_name", "edition")
_BATCH = 1_000


def agency_rows() -> Iterator[tuple[str | int | None, ...]]:
    """A row for each agency, closed ones too.

    `places` is filled in only where somebody wrote it down: an import takes what stands there
    for good. `serves` has the places of every agency, and is for people who read it.
    """
    ids = list(Agency.objects.order_by("id").values_list("pk", flat=True))
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        known = known_agencies(batch)
        yield from (_cells(known[id_]) for id_ in batch if id_ in known)


def _cells(row: AgencyRow) -> tuple[str | int | None, ...]:
    serves = ";".join(row.places)
    return (
        *(getattr(row, name) for name in OWN_COLUMNS),
        (serves or NOBODY) if row.is_by_hand else None,
        *(serves, row.why_nobody, row.listed_name, row.edition),
    )
