"""What the page of a place reads of offices: two queries beside those for its law, and few more
where an office is on record or somebody else's agency serves it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from freedomcities.adoption.law_at import LawAt
from freedomcities.lib.dates import is_over
from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.exceptions_table import exception_at
from freedomcities.officials.meeting_place import codes_beside
from freedomcities.officials.models import Agency, AgencyService, Office, Official
from freedomcities.officials.who_facts import (
    AgencyFacts,
    CountyShare,
    Function,
    OfficeFacts,
    PlaceFacts,
    WhoFacts,
)
from freedomcities.officials.who_loading import load_places
from freedomcities.places.models import Place

_OFFICE = tuple(field.attname for field in Office._meta.concrete_fields)  # noqa: SLF001 the framework's own
_OFFICIAL = tuple(field.attname for field in Official._meta.concrete_fields)  # noqa: SLF001 name for it


@dataclass(frozen=True, slots=True)
class Ground:
    """The engine's facts, the rows they are made of, who holds the offices; the page's day."""

    facts: WhoFacts
    offices: Mapping[str, Office]
    agencies: Mapping[str, Agency]
    holders: Mapping[str, Sequence[Official]]
    day: date


def read_ground(law: LawAt, *, day: date) -> Ground:
    """Read it; the places come with the law."""
    places = _places(law)
    offices, holders = _read_offices(places, day)
    agencies, served = _agencies(places, offices.values())
    facts = WhoFacts(
        places,
        tuple(_agency_facts(agencies[id_], served[id_]) for id_ in sorted(agencies)),
        tuple(map(_office_facts, offices.values())),
    )
    return Ground(facts, offices, agencies, holders, day)


def _places(law: LawAt) -> dict[str, PlaceFacts]:
    shares = tuple(CountyShare(county, share) for county, share in law.shares)
    place = _place_facts(law.place, shares)
    around = [each.place for each in law.others if each.place.closed_on is None]
    around += [law.nation] if law.nation else []
    places = {place.geoid: place} | {each.pk: _place_facts(each) for each in around}
    return places | load_places(codes_beside(place) - places.keys())


def _place_facts(place: Place, shares: tuple[CountyShare, ...] = ()) -> PlaceFacts:
    return PlaceFacts(
        place.pk,
        place.name,
        place.kind,
        place.state,
        place.designation,
        place.population,
        shares if place.kind in {"municipality", "town"} else (),
    )


def _agencies(
    codes: Collection[str], offices: Collection[Office]
) -> tuple[dict[str, Agency], dict[str, list[str]]]:
    """The open agencies that serve these places, or that an office or a table names."""
    rows = AgencyService.objects.filter(place__in=codes, agency__closed_on="")
    found: dict[str, Agency] = {}
    served: dict[str, list[str]] = defaultdict(list)
    for row in rows.select_related("agency").order_by("-main", "place"):
        found[row.agency_id] = row.agency
        served[row.agency_id].append(row.place_id)
    known = {name for each in found.values() for name in (each.pk, each.ori)}
    tables = [row for row in map(exception_at, codes) if row]
    named = {ori for row in tables for ori in row.oris} | {each.agency_id or "" for each in offices}
    if missing := named - known - {""}:
        more = Agency.objects.active().filter(Q(pk__in=missing) | Q(ori__in=missing))
        found |= {each.pk: each for each in more}
    return found, served


def _agency_facts(row: Agency, places: Sequence[str]) -> AgencyFacts:
    return AgencyFacts(
        row.pk, row.name, row.kind, tuple(places), row.ori, row.population, row.officers,
        row.checked_on,
    )  # fmt: skip


def _office_facts(row: Office) -> OfficeFacts:
    return OfficeFacts(
        row.pk,
        OfficeKind(row.kind),
        row.place_id,
        row.title,
        tuple(map(Function, row.functions)),
        row.agency_id or "",
        row.area,
        row.finder_url,
    )


def _read_offices(
    codes: Collection[str], day: date
) -> tuple[dict[str, Office], dict[str, list[Official]]]:
    """The offices of these places, and by office those whose term has not run out: one query."""
    rows = Office.objects.active().at(codes)
    rows = rows.order_by("pk", "officials__area", "officials__name", "officials__pk")
    columns = (*_OFFICE, *(f"officials__{name}" for name in _OFFICIAL))
    offices: dict[str, Office] = {}
    holders: dict[str, list[Official]] = defaultdict(list)
    for values in rows.values_list(*columns):
        office = Office(**dict(zip(_OFFICE, values, strict=False)))
        offices.setdefault(office.pk, office)
        official = Official(**dict(zip(_OFFICIAL, values[len(_OFFICE) :], strict=True)))
        if official.pk and not official.closed_on and not is_over(official.term_end, day=day):
            holders[office.pk].append(official)
    return offices, holders
