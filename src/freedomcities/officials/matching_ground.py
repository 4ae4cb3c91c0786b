"""The places as the matching of agencies looks them up: by state, name and county. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from freedomcities.places.names import normalise_name

# "De Ridder" and "DeRidder", "Middleboro" and "Middleborough", "Peapack and Gladstone".
_SMALL_WORDS = re.compile(r"\b(?:and|of|the)\b| ")
# "West Valley" for West Valley City, "Amite" for Amite City, "Spring Valley" for its Village.
_TYPE_WORDS = re.compile(r" (?:city|town|township|village|borough)$")
# The last of the tiers, in which a word like *City* is passed over.
LOOSEST = 2
_NO_COUNTY = frozenset({"", "not specified", "unmapped county"})


@dataclass(frozen=True, slots=True)
class Ground:
    """A municipality or town that may have an agency; `counties` are codes of all it lies in."""

    geoid: str
    kind: str
    state: str
    population: int | None
    counties: frozenset[str]


@dataclass(frozen=True, slots=True)
class CountyName:
    """A county under one of its codes; `government` is the code that it goes by."""

    geoid: str
    state: str
    name: str
    full_name: str
    designation: str
    government: str


class Gazetteer:
    """Looks up places by the words of a list; the order in which it was filled is no matter."""

    def __init__(
        self,
        grounds: Iterable[Ground],
        names: Iterable[tuple[str, str]],
        counties: Iterable[CountyName],
        localities: Iterable[tuple[str, str]],
    ) -> None:
        """`names` are pairs of key and code; `localities` of state and key."""
        self._grounds = {ground.geoid: ground for ground in grounds}
        self._tiers: tuple[dict[tuple[str, str], set[str]], ...] = tuple(
            defaultdict(set) for _ in range(3)
        )
        for key, geoid in names:
            if geoid in self._grounds:
                self._file(key, self._grounds[geoid])
        self._counties: dict[tuple[str, str], list[CountyName]] = defaultdict(list)
        for county in counties:
            for key in _county_keys(county):
                self._counties[county.state, key].append(county)
        self._localities = frozenset(localities)

    def _file(self, key: str, ground: Ground) -> None:
        for tier, form in zip(self._tiers, _forms(key), strict=True):
            tier[ground.state, form].add(ground.geoid)

    def tiers(self, state: str, key: str) -> Iterable[list[Ground]]:
        """What has this name: exactly, then nearly, then but for a word like *City*."""
        for tier, form in zip(self._tiers, _forms(key), strict=True):
            yield [self._grounds[geoid] for geoid in sorted(tier.get((state, form), ()))]

    def is_locality(self, state: str, key: str) -> bool:
        """Whether it is the name of a census-designated place."""
        return (state, key) in self._localities

    def county(self, state: str, name: str) -> CountyName | None:
        """The county of this name; one that is a county by name before an independent city."""
        found = self._counties.get((state, _squeezed(normalise_name(name))), [])
        ranked = sorted(found, key=lambda each: (each.designation == "city", each.geoid))
        return ranked[0] if ranked else None

    def counties(self, state: str, field: str) -> frozenset[str]:
        """Codes of the counties in a list's field, all namesakes; empty where it names none."""
        codes: set[str] = set()
        for name in field.split(","):
            key = normalise_name(name)
            if key not in _NO_COUNTY:
                codes |= {each.geoid for each in self._counties.get((state, _squeezed(key)), ())}
        return frozenset(codes)


def _forms(key: str) -> tuple[str, str, str]:
    squeezed = _squeezed(key)
    return key, squeezed, _squeezed(_TYPE_WORDS.sub("", key))


def _squeezed(key: str) -> str:
    return _SMALL_WORDS.sub("", key).replace("borough", "boro")


def _county_keys(county: CountyName) -> set[str]:
    base = county.full_name.removesuffix(f" {county.designation}")
    names: Mapping[str, None] = dict.fromkeys([county.name, county.full_name, base])
    return {_squeezed(normalise_name(name)) for name in names}
