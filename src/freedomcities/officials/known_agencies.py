"""What the table says of agencies now, in the form of the rows of an import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import fields

from django.db.models import QuerySet

from freedomcities.officials.agency_rows import AgencyRow
from freedomcities.officials.models import Agency, AgencyService
from freedomcities.officials.querysets import AgencyQuerySet

COLUMNS = tuple(field.name for field in fields(AgencyRow) if field.name not in {"how", "places"})
_BATCH = 900


def known_agencies(ids: Collection[str] | None = None) -> dict[str, AgencyRow]:
    """Those of these ids that there are; every one where no ids are named."""
    services: dict[str, list[tuple[str, str]]] = defaultdict(list)
    found = {}
    for agencies, served in _batches(ids):
        columns = ("agency_id", "place_id", "how")
        for agency, place, how in served.order_by("-main", "pk").values_list(*columns):
            services[agency].append((place, how))
        for values in agencies.values(*COLUMNS):
            places = services[values["id"]]
            found[values["id"]] = AgencyRow(
                **values,
                how=places[0][1] if places else "",
                places=tuple(place for place, _how in places),
            )
    return found


def _batches(
    ids: Collection[str] | None,
) -> Iterator[tuple[AgencyQuerySet, QuerySet[AgencyService]]]:
    if ids is None:
        yield Agency.objects.all(), AgencyService.objects.all()
        return
    ordered = sorted(ids)
    for start in range(0, len(ordered), _BATCH):
        batch = ordered[start : start + _BATCH]
        yield Agency.objects.filter(pk__in=batch), AgencyService.objects.filter(agency__in=batch)
