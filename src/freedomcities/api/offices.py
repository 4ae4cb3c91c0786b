"""Offices on record, and who holds them: what is public of a post, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import Prefetch
from django.http import HttpRequest
from ninja import Field, Query, Router

from freedomcities.api.asking import Asked, Paged, State
from freedomcities.api.faults import NotFound
from freedomcities.api.lookups import Slug, place_asked, place_at
from freedomcities.api.officials_shapes import OfficeOnRecord
from freedomcities.api.paging import Page, paged
from freedomcities.api.places import place_ref
from freedomcities.api.shapes import Fault
from freedomcities.lib.dates import is_over
from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.models import Office, Official
from freedomcities.officials.office_words import row_title
from freedomcities.officials.querysets import OfficeQuerySet

router = Router(tags=["offices"])

_TEXTS = (
    *("id", "kind", "area", "phone", "email", "url", "address", "outreach_name"),
    *("outreach_phone", "outreach_email", "finder_url", "source", "functions"),
)
_HOLDER = ("name", "role", "area", "phone", "email", "url", "source")
_DAYS = ("checked_on", "bounced_on")


class OfficesAsked(Paged):
    """Filters of the list of offices; together they narrow."""

    place: Slug | None = Field(None, description="The code of the place whose offices they are.")
    state: State | None = Field(None, description="A postal code.")
    kind: OfficeKind | None = None


@router.get(
    "offices",
    response={200: Page[OfficeOnRecord], 400: Fault},
    url_name="offices",
    operation_id="listOffices",
    summary="Offices on record, with who holds them",
)
def offices(request: HttpRequest, asked: Query[OfficesAsked]) -> dict[str, object]:
    """By id, closed ones left out. Most offices are not on record: `who` names the usual ones."""
    rows = Office.objects.active()
    if asked.place:
        rows = rows.at([place_asked(asked.place).geoid])
    if asked.state:
        rows = rows.filter(place__state=asked.state)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    return _page(request, rows, asked)


@router.get(
    "offices/{id}",
    response={200: OfficeOnRecord, 400: Fault, 404: Fault},
    url_name="office",
    operation_id="getOffice",
    summary="One office on record, with who holds it",
)
def office(
    request: HttpRequest,  # noqa: ARG001 the framework gives it to every operation
    id: str,  # noqa: A002 the name in the address
    asked: Query[Asked],  # noqa: ARG001 says what may be asked
) -> dict[str, object]:
    """By its id."""
    row = _with_holders(Office.objects.active().filter(pk=id)).first()
    if row is None:
        raise NotFound(f"There is no office “{id}”.")
    return _item(row)


@router.get(
    "places/{geoid}/offices",
    response={200: Page[OfficeOnRecord], 400: Fault, 404: Fault},
    url_name="place-offices",
    operation_id="listPlaceOffices",
    summary="The offices of a place that are on record",
)
def place_offices(request: HttpRequest, geoid: str, asked: Query[Paged]) -> dict[str, object]:
    """By id, closed ones left out."""
    return _page(request, Office.objects.active().at([place_at(geoid).geoid]), asked)


def _page(request: HttpRequest, rows: OfficeQuerySet, asked: Paged) -> dict[str, object]:
    return paged(request, _with_holders(rows).order_by("id"), asked, _item)


def _with_holders(rows: OfficeQuerySet) -> OfficeQuerySet:
    people = Official.objects.active().order_by("area", "name", "pk")
    return rows.select_related("place").prefetch_related(Prefetch("officials", people))


def _item(row: Office) -> dict[str, object]:
    day = datetime.now(UTC).date()
    return {
        **{name: getattr(row, name) for name in _TEXTS},
        "title": row_title(row),
        "place": place_ref(row.place),
        "agency_id": row.agency_id or "",
        "next_election": row.next_election or None,
        **{name: getattr(row, name) or None for name in _DAYS},
        "holders": [
            _holder(each) for each in row.officials.all() if not is_over(each.term_end, day=day)
        ],
    }


def _holder(row: Official) -> dict[str, object]:
    return {
        **{name: getattr(row, name) for name in _HOLDER},
        **{name: getattr(row, name) or None for name in ("term_start", "term_end", *_DAYS)},
    }
