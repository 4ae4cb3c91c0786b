"""What the engine of `who_to_meet` reasons about: places, agencies, offices on record.

Plain values, no database. Codes are those that governments go by today: another code of a
consolidated government never stands here. What a state or a city does differently from the
rest is data too: see `states_table` and `exceptions_table`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from freedomcities.officials.choices import OfficeKind

NATION = "us"


class Function(StrEnum):
    """What an office decides on or does."""

    STREET = "street"
    """It patrols."""
    JAIL = "jail"
    """It runs the jail."""
    COURTS = "courts"
    """It guards courts and serves their papers, and neither patrols nor runs the jail."""
    LAW = "law-making"
    SCHOOLS = "schools"
    STATE_LAW = "state-law"


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the tables in each language."""

    en: str
    es: str

    def text(self, language: str) -> str:
        """In this language ("es", "es-us"), else in English."""
        return self.es if language.split("-", maxsplit=1)[0] == "es" else self.en


class CountyShare(NamedTuple):
    """A county, and the share (0 to 1) of a place's or a ZIP code's land in it."""

    county: str
    share: float


class PlaceRef(NamedTuple):
    """A place as answers name it."""

    geoid: str
    name: str
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A place as the engine sees it.

    ``kind`` and ``designation`` as in the atlas ("municipality", "village"). ``counties``: for
    a municipality or town, the counties of today it lies in; a government that is its own
    county lies in itself. ``population``: None where nobody knows.
    """

    geoid: str
    name: str
    kind: str
    state: str
    designation: str = ""
    population: int | None = None
    counties: tuple[CountyShare, ...] = ()

    @property
    def ref(self) -> PlaceRef:
        """Its name for answers."""
        return PlaceRef(self.geoid, self.name, self.kind, self.state)

    @property
    def is_local(self) -> bool:
        """Whether it is a municipality or town: what lies in counties."""
        return self.kind in {"municipality", "town"}

    @property
    def is_county_too(self) -> bool:
        """Whether the city and its county are one government."""
        return any(share.county == self.geoid for share in self.counties)

    def shares(self) -> dict[str, float]:
        """The counties with their shares; a county lies in itself."""
        if self.kind == "county":
            return {self.geoid: 1.0}
        found: dict[str, float] = {}
        for county, share in self.counties:
            found[county] = min(found.get(county, 0.0) + share, 1.0)
        return found


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """A law-enforcement agency and the places it serves.

    ``kind`` as in the list: city, county, state, university, other-state, tribal, federal, other.
    ``checked_on``: the year of its figures, or a date; "" where it is not known.
    """

    id: str
    name: str
    kind: str
    places: tuple[str, ...]
    ori: str = ""
    population: int | None = None
    officers: int | None = None
    checked_on: str = ""

    @property
    def is_sheriff(self) -> bool:
        """Whether a sheriff heads it: by its name, or as a county's agency that is no police."""
        name = self.name.lower()
        return "sheriff" in name or (self.kind == "county" and not _is_police(name))


def _is_police(name: str) -> bool:
    return any(word in name for word in ("police", "public safety"))


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """An office on record: entered or imported, so that nothing about it is guessed."""

    id: str
    kind: OfficeKind
    place: str
    title: str
    functions: tuple[Function, ...] = ()
    agency: str = ""
    area: str = ""
    finder_url: str = ""


def with_recorded(
    functions: tuple[Function, ...], office: OfficeFacts | None
) -> tuple[Function, ...]:
    """What an office does by the table, and what else somebody wrote down for it."""
    return tuple(dict.fromkeys((*functions, *(office.functions if office else ()))))


@dataclass(frozen=True, slots=True)
class Asked:
    """A person's town: the place, and what else the question may have meant, likeliest first.

    ``zip_counties``: where a ZIP code was given, the counties that its land lies in.
    """

    place: str
    query: str = ""
    others: tuple[str, ...] = ()
    zip_code: str = ""
    zip_counties: tuple[CountyShare, ...] = ()


@dataclass(frozen=True, slots=True)
class WhoFacts:
    """All that the engine may look at: the places asked about with their counties, states and
    the nation, and the agencies and offices of all these.
    """

    places: Mapping[str, PlaceFacts]
    agencies: tuple[AgencyFacts, ...] = ()
    offices: tuple[OfficeFacts, ...] = ()
    _agencies_at: dict[str, list[AgencyFacts]] = field(init=False, repr=False, compare=False)
    _offices_at: dict[str, list[OfficeFacts]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        agencies: dict[str, list[AgencyFacts]] = {}
        for agency in sorted(self.agencies, key=_latest_first):
            for code in dict.fromkeys(agency.places):
                agencies.setdefault(code, []).append(agency)
        offices: dict[str, list[OfficeFacts]] = {}
        for office in sorted(self.offices, key=lambda each: (each.title, each.id)):
            offices.setdefault(office.place, []).append(office)
        object.__setattr__(self, "_agencies_at", agencies)
        object.__setattr__(self, "_offices_at", offices)

    def agencies_at(self, code: str, *kinds: str) -> list[AgencyFacts]:
        """The agencies that serve a place: those last heard of, then those with most officers."""
        found = self._agencies_at.get(code, [])
        return [agency for agency in found if not kinds or agency.kind in kinds]

    def offices_of(self, code: str, kind: OfficeKind) -> list[OfficeFacts]:
        """The offices of a kind that are on record for a place, by title."""
        return [office for office in self._offices_at.get(code, []) if office.kind is kind]

    def agency_named(self, id_or_ori: str) -> AgencyFacts | None:
        """The agency with this id or ORI, where it is among the facts."""
        named = (each for each in self.agencies if id_or_ori in {each.id, each.ori})
        return next(named, None) if id_or_ori else None

    def state_of(self, place: PlaceFacts) -> PlaceFacts | None:
        """The state that a place lies in; the District of Columbia is a city and a state."""
        return self.places.get(place.geoid[:2]) if place.kind != "nation" else None

    def county_of(self, place: PlaceFacts) -> PlaceFacts | None:
        """The county with most of the place's land: itself for a county."""
        shares = place.shares()
        if not shares:
            return None
        main = min(shares, key=lambda county: (-shares[county], county))
        return self.places.get(main)

    def known(self, codes: Iterable[str]) -> list[PlaceFacts]:
        """The places of these codes that are among the facts."""
        return [self.places[code] for code in codes if code in self.places]


def _latest_first(agency: AgencyFacts) -> tuple[int, int, str]:
    # A department that merged into a larger one stays on the list, with its last year.
    year = int(agency.checked_on[:4] or 0)
    return -year, -(agency.officers or 0), agency.id
