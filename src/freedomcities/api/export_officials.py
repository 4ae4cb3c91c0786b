"""Offices and who holds them as an import takes them: a row for the office, one for each person."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch

from freedomcities.officials.models import Office, Official
from freedomcities.officials.officials_rows import name_key
from freedomcities.officials.officials_values import COLUMNS

OFFICIAL_COLUMNS = tuple(name for name in COLUMNS if not name.startswith("office_"))
_BATCH = 500
_OF_THE_OFFICE = (
    *("title", "phone", "email", "url", "address", "outreach_name", "outreach_phone"),
    *("outreach_email", "finder_url", "next_election", "source", "checked_on", "closed_on"),
)
_OF_THE_PERSON = (
    *("name", "role", "area", "term_start", "term_end", "phone", "email", "url"),
    *("source", "checked_on", "closed_on"),
)


def official_rows() -> Iterator[tuple[str | int | None, ...]]:
    """The offices by id, each with its people below it; closed ones too."""
    people = Official.objects.order_by("area", "name", "pk")
    offices = Office.objects.order_by("pk").prefetch_related(Prefetch("officials", people))
    for office in offices.iterator(chunk_size=_BATCH):
        yield _cells(_office(office))
        for official in office.officials.all():
            yield _cells(_official(office, official))


def _cells(values: dict[str, str]) -> tuple[str, ...]:
    return tuple(values.get(name, "") for name in OFFICIAL_COLUMNS)


def _key(office: Office) -> dict[str, str]:
    return {"kind": office.kind, "place": office.place_id, "area": office.area}


def _office(office: Office) -> dict[str, str]:
    values = {name: getattr(office, name) for name in _OF_THE_OFFICE}
    functions = ";".join(office.functions)
    return values | _key(office) | {"agency": office.agency_id or "", "functions": functions}


def _official(office: Office, official: Official) -> dict[str, str]:
    """The id only where it is not the name: an import finds people by either."""
    values = {name: getattr(official, name) for name in _OF_THE_PERSON}
    is_named = official.person == name_key(official.name)
    key = _key(office) | ({} if office.area else {"area": official.area})
    return values | key | {"id": "" if is_named else official.person}
