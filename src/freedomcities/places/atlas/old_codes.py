"""Other codes of the places of today: renamed counties, merged cities, cities as subdivisions."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from freedomcities.places.atlas.connecticut import FIPS as CONNECTICUT
from freedomcities.places.atlas.records import PlaceRecord
from freedomcities.places.atlas.sources import Row

SUBDIVISION = "The municipality as a county subdivision"
LEGACY_TOWN = "The town under its county before 2022"
Reasons = dict[str, tuple[str, str]]
"""By old code: the code of today, and why."""


def read_reviewed() -> Reasons:
    """The rows of ``old_codes.toml``."""
    text = Path(__file__).with_name("old_codes.toml").read_text(encoding="utf-8")
    return {row["old"]: (row["new"], row["reason"]) for row in tomllib.loads(text)["codes"]}


def match_subdivisions(
    subdivisions: Iterable[Row], places: Mapping[str, PlaceRecord], inside: Mapping[str, set[str]]
) -> dict[str, str]:
    """Subdivisions that are a municipality under another code, and which.

    They carry its five digits, or within the county its full name, or in Connecticut, where
    town and city are one but for the word, its name ("Hartford town" is the city of Hartford).
    """
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, place in places.items():
        if place.kind == "municipality":
            for county in inside[code]:
                by_name[county, place.full_name].append(code)
                if place.fips == CONNECTICUT:
                    by_name[county, f"{_bare(place.full_name)} town"].append(code)
    matched = {}
    for row in subdivisions:
        code = row["GEOID"]
        if row["FUNCSTAT"] in "FCB" and code not in places:
            own, named = code[:2] + code[5:], by_name.get((code[:5], row["NAME"]), [])
            if own in places:
                matched[code] = own
            elif len(named) == 1:
                matched[code] = named[0]
    return matched


def _bare(full_name: str) -> str:
    return full_name.removesuffix(" (balance)").rsplit(" ", 1)[0]


def gather_old_codes(
    places: Mapping[str, PlaceRecord], subdivisions: Mapping[str, str], legacy: Mapping[str, str]
) -> Reasons:
    """Every other code that is known, and the place it means today.

    ``legacy`` gives the closed county of Connecticut's towns by their last five digits.
    """
    found = {old: to for old, to in read_reviewed().items() if to[0] in places}
    for old, new in subdivisions.items():
        found[old] = (new, SUBDIVISION)
    by_suffix = {old[5:]: new for old, new in subdivisions.items() if old[:2] == CONNECTICUT}
    by_suffix |= {
        code[5:]: code
        for code, place in places.items()
        if place.kind == "town" and place.fips == CONNECTICUT
    }
    for suffix, county in legacy.items():
        if suffix in by_suffix:
            found[county + suffix] = (by_suffix[suffix], LEGACY_TOWN)
    return {old: to for old, to in sorted(found.items()) if old not in places}
