"""The facts of the engine of `who_to_meet` from the database: a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import Q

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.exceptions_table import exception_at
from freedomcities.officials.meeting_place import codes_beside
from freedomcities.officials.models import Agency, AgencyService, Office
from freedomcities.officials.who_facts import (
    AgencyFacts,
    Asked,
    CountyShare,
    Function,
    OfficeFacts,
    PlaceFacts,
    WhoFacts,
)
from freedomcities.places.choices import Kind
from freedomcities.places.models import Place, ZipCoverage

_PLACE = ("geoid", "name", "kind", "state", "designation", "population")
_COUNTY = tuple(
    f"containments__{name}"
    for name in ("county__closed_on", "county_id", "county__same_as_id", "share")
)
_AGENCY = ("id", "name", "kind", "ori", "population", "officers", "checked_on")
_OFFICE = ("id", "kind", "place_id", "title", "functions", "agency_id", "area", "finder_url")


def load_who_facts(asked: Sequence[Asked], *, chosen: str = "") -> WhoFacts:
    """What the engine may look at for this question: the places with what lies beside them,
    and the agencies and offices of all these, in at most five queries.

    Codes are those that governments go by; one that no government goes by is no fact.
    """
    places = load_places({*(each.place for each in asked), *filter(None, [chosen])})
    beside = {code for place in places.values() for code in codes_beside(place)}
    places |= load_places(beside - places.keys())
    offices = load_offices(places)
    return WhoFacts(places, load_agencies_serving(places, offices), offices)


def load_places(codes: Collection[str]) -> dict[str, PlaceFacts]:
    """The places of these codes, with the counties of today they lie in: at most one query."""
    if not codes:
        return {}
    rows = Place.objects.governments().filter(pk__in=codes).values_list(*_PLACE, *_COUNTY)
    own: dict[str, PlaceFacts] = {}
    counties = []
    for *values, closed_on, county, same_as, share in rows:
        place = PlaceFacts(*values)
        own[place.geoid] = place
        if county and not closed_on:
            counties.append((place.geoid, county, same_as, share))
    shares = _largest_first(counties)
    return {code: replace(own[code], counties=shares.get(code, ())) for code in sorted(own)}


def load_zip_counties(zip_codes: Collection[str]) -> dict[str, tuple[CountyShare, ...]]:
    """The counties of today on which the land of ZIP codes lies: at most one query."""
    if not zip_codes:
        return {}
    rows = ZipCoverage.objects.filter(
        zip_code__in=zip_codes, place__kind=Kind.COUNTY, place__closed_on=None
    )
    columns = ("zip_code_id", "place_id", "place__same_as_id", "share")
    return _largest_first(rows.values_list(*columns))


def load_offices(codes: Collection[str]) -> tuple[OfficeFacts, ...]:
    """The open offices on record for these places: one query."""
    rows = Office.objects.active().at(codes).values_list(*_OFFICE)
    return tuple(
        OfficeFacts(
            id_,
            OfficeKind(kind),
            place,
            title,
            tuple(map(Function, functions)),
            agency or "",
            *more,
        )
        for id_, kind, place, title, functions, agency, *more in rows
    )


def load_agencies_serving(
    codes: Collection[str], offices: Iterable[OfficeFacts] = ()
) -> tuple[AgencyFacts, ...]:
    """The open agencies that serve any of these places, with those of the tables and of the
    offices that serve none of them: one query, or two.

    ``places`` are those of the codes that an agency serves.
    """
    served: dict[str, list[str]] = defaultdict(list)
    found: dict[str, AgencyFacts] = {}
    rows = AgencyService.objects.filter(place__in=codes, agency__closed_on="")
    columns = ("main", "place_id", *(f"agency__{name}" for name in _AGENCY))
    in_order = sorted(rows.values_list(*columns), key=lambda row: (not row[0], row[1]))
    for _main, place, *values in in_order:
        agency = _agency(values)
        found[agency.id] = agency
        served[agency.id].append(place)
    known = {name for agency in found.values() for name in (agency.id, agency.ori)}
    named = {each.agency for each in offices if each.agency} | oris_of_tables(codes)
    if missing := named - known:
        more = Agency.objects.active().filter(Q(pk__in=missing) | Q(ori__in=missing))
        found |= {row[0]: _agency(row) for row in more.values_list(*_AGENCY)}
    return tuple(replace(found[id_], places=tuple(served.get(id_, ()))) for id_ in sorted(found))


def oris_of_tables(codes: Iterable[str]) -> set[str]:
    """The ORIs that the table of exceptions names for these places."""
    rows = filter(None, map(exception_at, codes))
    posts = [post for row in rows for post in (row.street, row.jail, row.courts)]
    return {post.ori for post in posts if post and post.ori}


def _agency(values: Sequence[object]) -> AgencyFacts:
    row: Mapping[str, object] = dict(zip(_AGENCY, values, strict=True))
    return AgencyFacts(places=(), **row)  # type: ignore[arg-type]


def _largest_first(
    rows: Iterable[tuple[str, str, str | None, float]],
) -> dict[str, tuple[CountyShare, ...]]:
    """Shares of counties by place or ZIP code, the largest first; a county under the code that it
    goes by.
    """
    found: dict[str, list[CountyShare]] = defaultdict(list)
    # Sorted here: to have the order written into SQL takes longer.
    for key, county, same_as, share in sorted(rows, key=lambda row: (-row[3], row[1])):
        found[key].append(CountyShare(same_as or county, share))
    return {key: tuple(shares) for key, shares in found.items()}
