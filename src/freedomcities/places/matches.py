"""Which places a reading of a question means: one query, then the order of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Q

from freedomcities.places.choices import Kind
from freedomcities.places.models import Containment, Place, PlaceName
from freedomcities.places.names import normalise_name
from freedomcities.places.question_text import Reading
from freedomcities.places.question_words import (
    COUNTY_WORDS,
    MUNICIPAL_WORDS,
    TOWN_WORDS,
    Named,
)

# Their counties, or municipios, are the local government: no municipality stands inside.
_WITHOUT_MUNICIPALITIES = frozenset({"HI", "PR"})
_WORDS_OF_KIND: dict[str, frozenset[str]] = {
    Kind.COUNTY: COUNTY_WORDS,
    Kind.MUNICIPALITY: MUNICIPAL_WORDS,
    Kind.TOWN: TOWN_WORDS,
}
_COUNTY_DIGITS = 5
_ALASKAN = frozenset({"borough", "city and borough", "municipality"})


@dataclass(frozen=True, slots=True)
class Match:
    """A place found under a key, and the community ("Bethesda") that leads to it, or "".

    ``weight`` counts the people of what bears the name: of the community, not of its county.
    """

    place: Place
    key: str
    weight: int
    via: str = ""
    rank: int = 0

    @property
    def own_name(self) -> bool:
        """Whether the key is the place's own name, short or full, and not a further one."""
        own = [self.via] if self.via else [self.place.name, self.place.full_name]
        return self.key in map(normalise_name, own)


def matches_of(reading: Reading) -> list[Match]:
    """The places that a reading may mean, most populous first; more than one are ambiguous."""
    keys = _keys(reading)
    named = find_named(keys, reading.state) or _find_closed(keys, reading.state)
    found = list(_ranked(named, reading.named))
    if reading.county:
        found = _in_county(found, reading.county)
    best = _best(found, everywhere=not reading.state)
    return largest_first(_once(best))


def communities_beside(reading: Reading, match: Match) -> list[Match]:
    """Communities of this name elsewhere in the state of a township that was found by name alone.

    Baldwin in Nassau County has forty times the people of the town Baldwin, two hundred miles away;
    only who asks knows which they mean. One that lies in the township's own county is left out.
    """
    if match.place.kind != Kind.TOWN or match.via or reading.named.word or reading.county:
        return []
    found = [each for each in find_named(_keys(reading), match.place.state) if each.via]
    county = match.place.geoid[:_COUNTY_DIGITS]
    others = [each for each in found if each.place.geoid[:_COUNTY_DIGITS] != county]
    return largest_first(_once(others))


def largest_first(matches: Iterable[Match]) -> list[Match]:
    """Those with most people first."""
    return sorted(matches, key=lambda match: (-match.weight, match.place.geoid))


def find_named(keys: Iterable[str], state: str) -> list[Match]:
    """Whatever stands under one of these keys, in one state or (with "") anywhere."""
    names = PlaceName.objects.filter(key__in=set(keys))
    if state:
        names = names.filter(Q(place__state=state) | Q(locality__state=state))
    names = names.select_related("place", "locality__governed_by")
    return [_match(name) for name in names.order_by("pk")]


def _find_closed(keys: Iterable[str], state: str) -> list[Match]:
    """Places that are no more, under the name they had: people go on saying "Fairfield County"."""
    closed = Place.objects.exclude(closed_on=None).select_related("same_as")
    if state:
        closed = closed.filter(state=state)
    named = ((normalise_name(place.name), place) for place in closed.order_by("pk"))
    return [Match(place, key, place.population or 0) for key, place in named if key in keys]


def _match(name: PlaceName) -> Match:
    if name.locality is not None:
        return Match(name.locality.governed_by, name.key, name.weight, via=name.locality.name)
    if name.place is None:
        raise ValueError(f"The name {name.pk} belongs to nothing.")
    return Match(name.place, name.key, name.weight)


def _keys(reading: Reading) -> list[str]:
    named = reading.named
    if reading.state in _WITHOUT_MUNICIPALITIES or named.word in COUNTY_WORDS:
        return [named.key, *county_keys(named.key, named.word)]
    return [named.key]


def county_keys(key: str, word: str = "") -> list[str]:
    """The full names that a county may stand under: "orleans parish", also where *county* is said.

    A *borough* or *municipality* is a county in Alaska alone: these keep to their like.
    """
    alike = _ALASKAN if word in _ALASKAN else COUNTY_WORDS
    return [f"{key} {other}" for other in sorted(alike)]


def _ranked(found: Iterable[Match], named: Named) -> Iterator[Match]:
    for match in found:
        rank = _rank_by_word(match, named) if named.word else _rank_by_name(match)
        if rank is not None:
            yield replace(match, rank=rank)


def _rank_by_name(match: Match) -> int:
    """A municipality goes before a township, a government before a community without one."""
    if match.via:
        return 2
    if match.place.kind == Kind.STATE:  # "Michigan, MI"
        return 3
    return 1 if match.place.kind == Kind.TOWN else 0


def _rank_by_word(match: Match, named: Named) -> int | None:
    """What the word says goes first; None where the word says that it is something else."""
    if match.via:
        return None
    if match.key != named.key:  # A county's full name; the place may be a city that became it.
        return 0 if match.key == f"{named.key} {named.word}" else 1
    place, word = match.place, named.word
    exact = place.designation.lower() == word
    if place.kind == Kind.MUNICIPALITY and word == "town":
        return 0 if exact else 2
    fits = word in _WORDS_OF_KIND.get(place.kind, ())
    return (0 if exact else 1) if fits else None


def _in_county(found: Iterable[Match], county: str) -> list[Match]:
    """Those that lie in the county named, which may be written without its last word."""
    matches = list(found)
    rows = Containment.objects.filter(place__in={match.place.geoid for match in matches})
    inside = {
        place
        for place, name in rows.values_list("place_id", "county__name")
        if normalise_name(name) == county or normalise_name(name).startswith(f"{county} ")
    }
    return [match for match in matches if match.place.geoid in inside]


def _best(found: Iterable[Match], *, everywhere: bool) -> list[Match]:
    """The best of each state; places of today go before those that are closed."""
    matches = list(found)
    matches = [match for match in matches if match.place.closed_on is None] or matches
    lowest: dict[str, int] = {}
    for match in matches:
        state = match.place.state
        lowest[state] = min(match.rank, lowest.get(state, match.rank))
    best = [match for match in matches if match.rank == lowest[match.place.state]]
    return _worth_asking(best) if everywhere else best


def _worth_asking(matches: list[Match]) -> list[Match]:
    """Across the country: no township called "X township" where another place is called X, no
    community a tenth the size of a government of that name.
    """
    own = [match for match in matches if match.place.kind != Kind.TOWN or match.own_name]
    largest = max((match.weight for match in own if not match.via), default=0)
    kept = [match for match in own if not match.via or match.weight * 10 >= largest]
    return kept or matches


def _once(matches: Iterable[Match]) -> list[Match]:
    """Each government once, by the code that it goes by; found by its own name where it was."""
    once: dict[str, Match] = {}
    for match in matches:
        place = match.place.same_as or match.place
        held = once.get(place.geoid)
        if held is None or (held.via and not match.via):
            once[place.geoid] = replace(match, place=place)
    return list(once.values())
