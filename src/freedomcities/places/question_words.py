"""The words beside a name that say what is meant: township, County, City of. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# The word as people write it, and the designation that it stands for.
_TOWN_WORDS = {
    "charter township": "charter township", "charter twp": "charter township",
    "township": "township", "twp": "township", "town": "town", "plantation": "plantation",
}  # fmt: skip
_COUNTY_WORDS = {
    "city and borough": "city and borough", "census area": "census area",
    "planning region": "planning region", "municipio": "municipio", "county": "county",
    "co": "county", "parish": "parish", "borough": "borough", "municipality": "municipality",
}  # fmt: skip
_MUNICIPAL_WORDS = {
    "consolidated government": "consolidated government",
    "metropolitan government": "metropolitan government",
    "unified government": "unified government", "metro government": "metro government",
    "city": "city", "village": "village", "borough": "borough", "boro": "borough",
    "municipality": "municipality", "corporation": "corporation",
}  # fmt: skip
_SPANISH = {"ciudad": "city", "condado": "county", "pueblo": "town", "municipio": "municipio"}
_WHOLE = ("city and county of ", "ciudad y condado de ")

TOWN_WORDS = frozenset(_TOWN_WORDS.values())
COUNTY_WORDS = frozenset(_COUNTY_WORDS.values())
MUNICIPAL_WORDS = frozenset(_MUNICIPAL_WORDS.values())
_SUFFIXES = {**_MUNICIPAL_WORDS, **_COUNTY_WORDS, **_TOWN_WORDS}
_LONGEST_FIRST = sorted(_SUFFIXES, key=lambda word: (-len(word), word))


@dataclass(frozen=True, slots=True)
class Named:
    """One way to read a name: the key it may stand under, and the word said with it ("")."""

    key: str
    word: str = ""


def ways_to_read(key: str) -> list[Named]:
    """Every way to read a normalised name, the most literal first.

    ``"kansas city"`` may be a place of that name or the city Kansas; ``"town of ithaca"`` and
    ``"ithaca town"`` are the town Ithaca.
    """
    return [Named(key), *_without_word_before(key), *_without_word_behind(key)]


def _without_word_before(key: str) -> Iterator[Named]:
    for phrase in _WHOLE:
        if key.startswith(phrase):
            yield Named(key.removeprefix(phrase))
    for word in _LONGEST_FIRST:
        if key.startswith(f"{word} of "):
            yield Named(key.removeprefix(f"{word} of "), _SUFFIXES[word])
    for word, meaning in _SPANISH.items():
        if key.startswith(f"{word} de "):
            yield Named(key.removeprefix(f"{word} de "), meaning)


def _without_word_behind(key: str) -> Iterator[Named]:
    for word in _LONGEST_FIRST:
        if key.endswith(f" {word}"):
            yield Named(key.removesuffix(f" {word}"), _SUFFIXES[word])
            return
