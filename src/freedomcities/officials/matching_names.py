"""What the name of an agency says of the places it serves: its readings, the likeliest first.

Pure. "Bushkill Township" names a township, "Marcellus Village" a village, "Colby-Abbotsford"
two cities, and "Northern Berks Regional" nobody in particular.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from freedomcities.places.names import normalise_name

ANY, TOWN, MUNICIPALITY = "", "town", "municipality"

_OF_COUNTY = re.compile(r",\s*(?P<county>[^,]+?) (?:County|Parish)$")
_POLICE = re.compile(
    r"\s+(?:Metropolitan )?(?:Police(?: Department)?|Public Safety|Sheriff(?:'s Office)?)$"
)
_REGIONAL = re.compile(r"\s+(?:Area |Joint )?(?:Regional|Metropolitan|Metro|District)$")
_TYPE_BEFORE = re.compile(r"^(?P<type>City|Town|Township|Village|Borough) of (?P<name>.+)$")
_TYPE_AFTER = re.compile(r"^(?P<name>.+) (?P<type>City|Town|Township|Village|Borough)$")
_BOTH = re.compile(r"^(?P<name>.+) Town and Village$")
_JOINTS = (re.compile(r"\s*/\s*"), re.compile(r"\s+(?:and|&)\s+"), re.compile(r"-"))
_LEVELS = {
    "City": MUNICIPALITY,
    "Village": MUNICIPALITY,
    "Borough": MUNICIPALITY,
    "Town": TOWN,
    "Township": TOWN,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One place that a name speaks of: the key to find it by, and the level where it says so.

    With `near` the word for the level was passed over: only the number of people can tell.
    """

    key: str
    level: str = ANY
    near: bool = False


Reading = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SpokenName:
    """A name as it is understood: readings, the county it names, whether it is a region's."""

    readings: tuple[Reading, ...]
    county: str
    regional: bool


def understand(listed: str) -> SpokenName:
    """Everything that the name of a city's agency may mean."""
    name = " ".join(listed.replace(":", " ").split())
    of_county = _OF_COUNTY.search(name)
    name = _POLICE.sub("", _OF_COUNTY.sub("", name))
    plain = _REGIONAL.sub("", name)
    readings = [] if plain != name else _single(name)
    readings += _joint(plain)
    county = of_county["county"] if of_county else ""
    return SpokenName(tuple(dict.fromkeys(readings)), county, plain != name)


def _single(name: str) -> list[Reading]:
    if _BOTH.match(name):
        return []
    found: list[Reading] = [(Part(normalise_name(name)),)]
    before = _TYPE_BEFORE.match(name)
    typed = before or _TYPE_AFTER.match(name)
    if before:
        found.append((Part(normalise_name(f"{before['name']} {before['type']}")),))
    if typed:
        key, level = normalise_name(typed["name"]), _LEVELS[typed["type"]]
        # A village is one of several municipalities; a township is the only one of its level.
        found += [(Part(key, level, near=level == MUNICIPALITY),), (Part(key, near=True),)]
    return found


def _joint(name: str) -> list[Reading]:
    both = _BOTH.match(name)
    if both:
        key = normalise_name(both["name"])
        # The village may have been dissolved since; the town is left.
        return [(Part(key, TOWN), Part(key, MUNICIPALITY)), (Part(key, TOWN),)]
    found = []
    for joint in _JOINTS:
        names = [part for part in joint.split(name) if part]
        if len(names) > 1:
            found.append(tuple(_part(each) for each in names))
    return found


def _part(name: str) -> Part:
    typed = _TYPE_AFTER.match(name)
    if typed and typed["type"] in {"Town", "Township", "Village", "Borough"}:
        return Part(normalise_name(typed["name"]), _LEVELS[typed["type"]])
    return Part(normalise_name(name))
