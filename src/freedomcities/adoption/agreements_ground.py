"""The places and agencies that a list of agreements is matched to, read from the database."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from freedomcities.adoption.agreements import Ground
from freedomcities.officials.agency_sorts import sort_of, stem
from freedomcities.officials.choices import AgencyKind
from freedomcities.officials.matching_places import load_atlas_facts
from freedomcities.officials.models import Agency


def load_ground() -> Ground:
    """Read them: a handful of queries."""
    atlas = load_atlas_facts()
    states = {name.upper(): (code, atlas.states[code]) for code, name in atlas.state_names.items()}
    return Ground(atlas.gazetteer, atlas.codes, states, _load_agencies().find)


@dataclass(slots=True)
class _Agencies:
    """Ids by (state, what its name comes down to), and (id, whether a sheriff's) by place."""

    by_name: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    by_place: dict[str, list[tuple[str, bool]]] = field(default_factory=lambda: defaultdict(list))

    def find(self, state: str, place: str, name: str) -> str:
        """The one agency of the place that it can be, else the one of its name in the state."""
        sort, is_sheriffs = sort_of(name), "sheriff" in name.casefold()
        if sort.speaks:
            here = [
                id_ for id_, sheriffs in self.by_place.get(place, ()) if sheriffs == is_sheriffs
            ]
            if len(here) == 1:
                return here[0]
        named = self.by_name.get((state, stem(name)), [])
        return named[0] if len(named) == 1 else ""


def _load_agencies() -> _Agencies:
    found = _Agencies()
    rows = Agency.objects.active()
    for id_, state, name, listed in rows.values_list("id", "state", "name", "listed_name"):
        for key in {stem(name), stem(listed)}:
            found.by_name[state, key].append(id_)
    served = rows.filter(kind__in=[AgencyKind.CITY, AgencyKind.COUNTY], services__main=True)
    for id_, name, place in served.values_list("id", "name", "services__place_id"):
        found.by_place[place].append((id_, "sheriff" in name.casefold()))
    return found
