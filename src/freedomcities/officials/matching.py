"""Which places an agency of a list serves: by its name and state, and the county it names. Pure.

A row is matched by itself alone, so that the order of a list is no matter. What does not
follow from a row is never guessed: it serves nobody known, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from freedomcities.officials.choices import AgencyKind, How, WhyNobody
from freedomcities.officials.matching_ground import LOOSEST, Gazetteer, Ground
from freedomcities.officials.matching_names import ANY, Part, SpokenName, understand
from freedomcities.places.choices import Kind

# A population this near to the list's is the same people counted in another year; one that
# is further off than this is somebody else.
_NEAR, _FAR = 1.25, 1.6


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of an agency; `state` is the postal code, `county` the field as it is."""

    name: str
    state: str
    county: str
    kind: str
    population: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """The codes of the places served, the main one first, and how that is known.

    With no places, `why` says what is missing.
    """

    places: tuple[str, ...] = ()
    how: How | None = None
    why: WhyNobody | None = None


def match(listed: Listed, gazetteer: Gazetteer, states: dict[str, str]) -> Match:
    """The places of one agency; `states` has the code of each by postal code."""
    if listed.state not in states:
        return Match(why=WhyNobody.NO_SUCH_STATE)
    if listed.kind == AgencyKind.CITY:
        return _match_city(listed, gazetteer)
    if listed.kind == AgencyKind.COUNTY:
        return _match_county(listed, gazetteer)
    if listed.kind == AgencyKind.STATE and _is_statewide(listed, gazetteer):
        return Match((states[listed.state],), How.NAME)
    if listed.kind == AgencyKind.STATE:
        return Match(why=WhyNobody.POST)
    return Match(why=WhyNobody.NOT_A_GOVERNMENTS)


def _is_statewide(listed: Listed, gazetteer: Gazetteer) -> bool:
    """A name that ends in a colon, or has a comma, is that of one post of many."""
    name = listed.name.strip()
    return not (
        name.endswith(":") or "," in name or gazetteer.counties(listed.state, listed.county)
    )


def _match_county(listed: Listed, gazetteer: Gazetteer) -> Match:
    county = gazetteer.county(listed.state, listed.county)
    if county is None:
        return Match(why=WhyNobody.NOT_FOUND)
    return Match((county.government,), How.NAME)


def _match_city(listed: Listed, gazetteer: Gazetteer) -> Match:
    spoken = understand(listed.name)
    why = WhyNobody.REGIONAL if spoken.regional else WhyNobody.NOT_FOUND
    for reading in spoken.readings:
        found = [_find(part, listed, spoken, gazetteer) for part in reading]
        if all(each.places for each in found):
            return _joined(found)
        if len(reading) == 1:
            why = _sooner(why, found[0].why)
    if why is WhyNobody.NOT_FOUND and _is_locality(listed, spoken, gazetteer):
        why = WhyNobody.LOCALITY
    return Match(why=why)


def _joined(found: list[Match]) -> Match:
    places = tuple(dict.fromkeys(place for each in found for place in each.places))
    return found[0] if len(found) == 1 else Match(places, How.JOINT)


def _sooner(one: WhyNobody, other: WhyNobody | None) -> WhyNobody:
    """The reason that says more."""
    return other if other and one is WhyNobody.NOT_FOUND else one


def _is_locality(listed: Listed, spoken: SpokenName, gazetteer: Gazetteer) -> bool:
    return any(
        gazetteer.is_locality(listed.state, part.key)
        for reading in spoken.readings
        for part in reading
    )


def _find(part: Part, listed: Listed, spoken: SpokenName, gazetteer: Gazetteer) -> Match:
    counties = gazetteer.counties(listed.state, spoken.county or listed.county)
    elsewhere = False
    for tier, named in enumerate(gazetteer.tiers(listed.state, part.key)):
        level = [each for each in named if part.level in {ANY, each.kind}]
        if part.near or tier == LOOSEST:
            level = [each for each in level if _is_near(each, listed.population)]
        inside = [each for each in level if not counties or each.counties & counties]
        if inside:
            return _choose(inside, len(level), listed.population)
        elsewhere = elsewhere or bool(level)
    return Match(why=WhyNobody.OTHER_COUNTY if elsewhere else WhyNobody.NOT_FOUND)


def _is_near(ground: Ground, population: int | None) -> bool:
    return bool(population) and _apart(ground.population, population or 0) <= _NEAR


def _choose(inside: list[Ground], namesakes: int, population: int | None) -> Match:
    """One of the namesakes in the county, where it can be told which."""
    how = How.NAME if namesakes == 1 else How.COUNTY
    chosen = _by_people(inside, population) or _by_kind(inside)
    return Match((chosen.geoid,), how) if chosen else Match(why=WhyNobody.SEVERAL)


def _by_people(inside: list[Ground], population: int | None) -> Ground | None:
    """The only one of about as many people, where the others have far more or far fewer."""
    if len(inside) == 1 or not population:
        return None
    apart = sorted((_apart(each.population, population), each.geoid, each) for each in inside)
    first, second = apart[0], apart[1]
    return first[2] if first[0] <= _NEAR and second[0] >= _FAR else None


def _apart(one: int | None, other: int) -> float:
    return max(one, other) / max(1, min(one, other)) if one else float("inf")


def _by_kind(inside: Iterable[Ground]) -> Ground | None:
    """A name without a word for what it is means the municipality before the township."""
    found = list(inside)
    municipalities = [each for each in found if each.kind == Kind.MUNICIPALITY]
    left = municipalities or found
    return left[0] if len(left) == 1 else None
