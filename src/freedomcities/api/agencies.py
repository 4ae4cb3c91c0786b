"""Law-enforcement agencies, and whom they serve."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpRequest
from ninja import Field, Query, Router

from freedomcities.api.asking import Asked, Paged, State, Text
from freedomcities.api.faults import NotFound
from freedomcities.api.lookups import Slug, place_asked, place_at
from freedomcities.api.officials_shapes import AgencyDetail, AgencyItem
from freedomcities.api.paging import Page, paged
from freedomcities.api.places import place_ref
from freedomcities.api.shapes import Fault
from freedomcities.officials.choices import AgencyKind
from freedomcities.officials.models import Agency, AgencyService
from freedomcities.officials.querysets import AgencyQuerySet

router = Router(tags=["agencies"])

_ITEM = (
    *("id", "ori", "name", "listed_name", "kind", "state", "county", "population", "officers"),
    *("civilians", "edition"),
)
_CONTACT = (
    *("phone", "email", "url", "address", "outreach_name", "outreach_phone", "outreach_email"),
)


class AgenciesAsked(Paged):
    """Filters of the list of agencies; together they narrow."""

    q: Text | None = Field(None, description="A part of the name, as people or the list write it.")
    place: Slug | None = Field(None, description="The code of a place that it serves.")
    state: State | None = Field(None, description="A postal code.")
    kind: AgencyKind | None = None
    closed: bool | None = Field(None, description="Whether there no longer is such an agency.")


@router.get(
    "agencies",
    response={200: Page[AgencyItem], 400: Fault},
    url_name="agencies",
    operation_id="listAgencies",
    summary="Law-enforcement agencies",
)
def agencies(request: HttpRequest, asked: Query[AgenciesAsked]) -> dict[str, object]:
    """By id; closed ones with the day on which they vanished from the list."""
    rows = Agency.objects.all()
    if asked.q is not None:
        rows = rows.called(asked.q)
    if asked.place:
        rows = rows.serving([place_asked(asked.place).geoid])
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.closed is not None:
        rows = rows.exclude(closed_on="") if asked.closed else rows.active()
    return _page(request, rows, asked)


@router.get(
    "agencies/{id}",
    response={200: AgencyDetail, 400: Fault, 404: Fault},
    url_name="agency",
    operation_id="getAgency",
    summary="One agency with the places it serves and how to reach it at work",
)
def agency(
    request: HttpRequest,  # noqa: ARG001 the framework gives it to every operation
    id: str,  # noqa: A002 the name in the address
    asked: Query[Asked],  # noqa: ARG001 says what may be asked
) -> dict[str, object]:
    """By its id: the ORI of those on the FBI's list."""
    row = Agency.objects.filter(pk=id).prefetch_related(_services()).first()
    if row is None:
        raise NotFound(f"There is no agency “{id}”.")
    return _item(row) | {
        "serves": [_service(each) for each in row.services.all()],
        **{name: getattr(row, name) for name in ("why_nobody", *_CONTACT, "source")},
    }


@router.get(
    "places/{geoid}/agencies",
    response={200: Page[AgencyItem], 400: Fault, 404: Fault},
    url_name="place-agencies",
    operation_id="listPlaceAgencies",
    summary="The agencies that serve a place",
)
def place_agencies(request: HttpRequest, geoid: str, asked: Query[Paged]) -> dict[str, object]:
    """By id, closed ones left out. That none is listed is no proof that there is none."""
    rows = Agency.objects.active().serving([place_at(geoid).geoid])
    return _page(request, rows, asked)


def _page(request: HttpRequest, rows: AgencyQuerySet, asked: Paged) -> dict[str, object]:
    return paged(request, rows.prefetch_related(_services()).order_by("id"), asked, _item)


def _services() -> Prefetch[str]:
    served = AgencyService.objects.select_related("place").order_by("-main", "pk")
    return Prefetch("services", served)


def _item(row: Agency) -> dict[str, object]:
    return {
        **{name: getattr(row, name) for name in _ITEM},
        "places": [each.place_id for each in row.services.all()],
        "checked_on": row.checked_on or None,
        "closed_on": row.closed_on or None,
    }


def _service(row: AgencyService) -> dict[str, object]:
    return place_ref(row.place) | {"main": row.main, "how": row.how}
