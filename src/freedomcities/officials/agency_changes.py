"""Writing the agencies that an import adds, replaces or closes. Called in a transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from freedomcities.officials.agency_rows import AgencyRow
from freedomcities.officials.known_agencies import COLUMNS
from freedomcities.officials.models import Agency, AgencyService
from freedomcities.places.bulk import insert_rows

_BATCH = 900


@dataclass(slots=True)
class Saved:
    """Ids of what was added, replaced and closed; how many rows said nothing new."""

    new: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    unchanged: int = 0

    @property
    def changed(self) -> int:
        """How many agencies are different from before."""
        return len(self.new) + len(self.replaced) + len(self.closed)


def save_agencies(rows: Sequence[AgencyRow], known: Mapping[str, AgencyRow]) -> Saved:
    """Write those that are new or differ."""
    saved = Saved()
    new = [row for row in rows if row.id not in known]
    changed = [row for row in rows if row.id in known and row != known[row.id]]
    insert_rows(Agency, [_values(row) | {"bounced_on": ""} for row in new])
    _replace(changed)
    moved = [row for row in changed if _served(row) != _served(known[row.id])]
    _clear_services([row.id for row in moved])
    insert_rows(AgencyService, _services([*new, *moved]))
    saved.new = [row.id for row in new]
    saved.replaced = [row.id for row in changed]
    saved.unchanged = len(rows) - len(new) - len(changed)
    return saved


def close_agencies(gone: Sequence[AgencyRow], *, day: str) -> list[str]:
    """Close these on a day; whom they served stays on record."""
    _replace([replace(row, closed_on=day) for row in gone])
    return [row.id for row in gone]


def _values(row: AgencyRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COLUMNS}


def _replace(rows: Sequence[AgencyRow]) -> None:
    Agency.objects.bulk_create(
        [Agency(**_values(row)) for row in rows],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[name for name in COLUMNS if name != "id"],
    )


def _served(row: AgencyRow) -> tuple[str, tuple[str, ...]]:
    return row.how, row.places


def _clear_services(ids: Sequence[str]) -> None:
    for start in range(0, len(ids), _BATCH):
        AgencyService.objects.filter(agency__in=ids[start : start + _BATCH]).delete()


def _services(rows: Sequence[AgencyRow]) -> Iterator[dict[str, Any]]:
    for row in rows:
        for position, place in enumerate(row.places):
            yield {
                "agency_id": row.id,
                "place_id": place,
                "main": position == 0,
                "how": row.how,
            }
