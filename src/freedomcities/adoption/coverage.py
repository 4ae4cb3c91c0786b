"""How many people live where something is in force, each counted once.

Pure. The union of territories: a state that covers everyone counts whole; elsewhere a covered
county counts whole, and of a covered municipality or town the part that lies in no such county.
Towns and municipalities that overlap (a village inside a township) can only be told apart as
far as their county goes: together they never count more than the people of their counties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A government that exists, with its people (0 where nobody counted) and its counties.

    `counties` are (code, share of the land there); a county's or state's is empty.
    """

    code: str
    kind: str
    state: str
    people: int
    counties: Sequence[tuple[str, float]] = ()


def people_covered(
    territories: Mapping[str, Area],
    covered: Collection[str],
    *,
    whole_states: Collection[str] = (),
) -> int:
    """The people of the covered territories; `whole_states` are postal codes.

    A state's own code among the covered adds nobody: a law that reaches the state's agencies
    alone covers no town. Unknown codes count nothing.
    """
    found = [territories[code] for code in covered if code in territories]
    outside = [each for each in found if each.state not in whole_states]
    counties = {each.code for each in outside if each.kind == "county"}
    states = sum(
        each.people
        for each in territories.values()
        if each.kind == "state" and each.state in whole_states
    )
    whole = sum(territories[code].people for code in counties)
    return states + whole + _people_of_towns(territories, outside, counties)


def _people_of_towns(
    territories: Mapping[str, Area], covered: Iterable[Area], counties: Collection[str]
) -> int:
    """The people of towns, county by county, so that no county counts more than it has."""
    by_county: dict[str, float] = defaultdict(float)
    for town in covered:
        if town.kind in {"municipality", "town"}:
            for county, share in town.counties or [("", 1.0)]:
                if county not in counties:
                    by_county[county] += town.people * share
    return sum(
        round(_at_most(people, territories.get(county))) for county, people in by_county.items()
    )


def _at_most(people: float, county: Area | None) -> float:
    return min(people, county.people) if county and county.people else people
