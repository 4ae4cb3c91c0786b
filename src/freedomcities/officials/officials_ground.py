"""What an import of officials needs of the places and agencies: four queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.exceptions_table import exception_at
from freedomcities.officials.models import Agency
from freedomcities.places.choices import Kind
from freedomcities.places.models import OldCode, Place

_LOCAL = frozenset({Kind.COUNTY, Kind.MUNICIPALITY, Kind.TOWN})
_ANY = _LOCAL | {Kind.STATE}
_OF = {
    OfficeKind.POLICE_CHIEF: _LOCAL,
    OfficeKind.SHERIFF: frozenset({Kind.COUNTY, Kind.STATE}),
    OfficeKind.PRECINCT_COMMANDER: _LOCAL,
    OfficeKind.STATE_POLICE: frozenset({Kind.STATE}),
    OfficeKind.JAIL: _ANY,
    OfficeKind.MAYOR: _LOCAL,
    OfficeKind.COUNCIL: _LOCAL,
    OfficeKind.COUNTY_BOARD: frozenset({Kind.COUNTY}),
    OfficeKind.SCHOOL_BOARD: _ANY,
    OfficeKind.LEGISLATURE: frozenset({Kind.STATE, Kind.NATION}),
    OfficeKind.GOVERNOR: frozenset({Kind.STATE}),
    OfficeKind.ATTORNEY_GENERAL: frozenset({Kind.STATE}),
}
# Parts of a division whose people sit in one body for the whole of it.
_PARTS = frozenset(
    {
        *("ward", "council_district", "commissioner_district", "sldu", "sldl", "cd"),
        *("precinct", "police_district", "school_district", "school_board_district"),
        *("supervisor_district", "county_council_district", "city_council_district"),
    }
)


@dataclass(frozen=True, slots=True)
class OfficialsGround:
    """`codes` gives the code that a place goes by for each of its codes, `divisions` the same for
    the ids of Open Civic Data; `kinds` is by the former, with those of its other codes.
    `agencies` gives the id of an agency for its id and for its ORI.
    """

    codes: Mapping[str, str]
    divisions: Mapping[str, str]
    kinds: Mapping[str, Collection[str]]
    agencies: Mapping[str, str]

    def has(self, kind: str, place: str) -> bool:
        """Whether a place of this kind can have an office of that kind."""
        if _OF[OfficeKind(kind)] & set(self.kinds[place]):
            return True
        # A few cities share their county's sheriff, who is the city's by name.
        return kind == OfficeKind.SHERIFF and _shares_a_sheriff(place)

    def find_place(self, text: str) -> tuple[str, str]:
        """The place of a code or of an id of Open Civic Data, and the part that the id names."""
        if text.startswith("ocd-"):
            return self.find_division(text)
        return self.codes.get(text.removeprefix("geoid:"), ""), ""

    def find_division(self, text: str) -> tuple[str, str]:
        """The place of an id of Open Civic Data, and the part of it that the id names; "" if none.

        A jurisdiction (``ocd-jurisdiction/…/government``) is that of its division.
        """
        path = text.removeprefix("ocd-jurisdiction/").removeprefix("ocd-division/")
        steps = path.split("/")
        if text.startswith("ocd-jurisdiction/"):
            steps = steps[:-1]
        parts: list[str] = []
        while steps:
            place = self.divisions.get("ocd-division/" + "/".join(steps))
            if place:
                return place, " ".join(reversed(parts))
            word, _colon, name = steps.pop().partition(":")
            if word not in _PARTS:
                break
            parts.append(name if word in {"sldu", "sldl", "cd"} else f"{word} {name}")
        return "", ""


def _shares_a_sheriff(place: str) -> bool:
    row = exception_at(place)
    posts = (row.street, row.jail, row.courts) if row else ()
    return any(post is not None and post.kind is OfficeKind.SHERIFF for post in posts)


def load_officials_ground() -> OfficialsGround:
    """Read them from the database."""
    codes: dict[str, str] = {}
    divisions: dict[str, str] = {}
    kinds: dict[str, set[str]] = defaultdict(set)
    # A place that is no more has no office; another code of one that is has its offices.
    rows = Place.objects.filter(closed_on=None).values_list("geoid", "same_as_id", "kind", "ocd_id")
    for geoid, same_as, kind, division in rows:
        code = same_as or geoid
        codes[geoid] = code
        kinds[code].add(kind)
        # An id that two places share says of neither that it is meant.
        if division:
            divisions[division] = code if divisions.get(division, code) == code else ""
    for old, place in OldCode.objects.values_list("code", "place_id"):
        if place in codes:
            codes.setdefault(old, codes[place])
    agencies: dict[str, str] = {}
    for id_, ori in Agency.objects.values_list("id", "ori"):
        agencies[id_] = id_
        if ori:
            agencies.setdefault(ori, id_)
    return OfficialsGround(codes, divisions, kinds, agencies)
