"""What somebody asked for, read from the text alone: see "Names of places" in the contract."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from freedomcities.places.names import normalise_name
from freedomcities.places.question_words import Named, ways_to_read
from freedomcities.places.states import (
    LONGEST_NAME,
    census_code,
    name_of,
    state_named,
    write_out_montana,
)

LONGEST_QUESTION = 200
_NATION = frozenset(
    normalise_name(name)
    for name in ("us", "usa", "united states", "united states of america", "the united states",
                 "the united states of america", "eeuu", "estados unidos")
)  # fmt: skip
_EXPLICIT = re.compile(r"(zip|geoid)\s*:\s*(.*)", re.IGNORECASE)
_ZIP_WITH_MORE = re.compile(r"(?:zip(?: code)? )?([0-9]{5})(?:-[0-9]{4})?", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_ZIP_BEHIND = re.compile(r" ?\b[0-9]{5}( [0-9]{4})?$")
_WHOLE_STATE = ("state of ", "commonwealth of ", "the state of ", "estado de ")


class Form(StrEnum):
    """The form of a question."""

    NOTHING = "nothing"
    CODE = "code"
    ZIP = "zip"
    FIVE_DIGITS = "five digits"
    STATE = "state"
    NAME = "name"
    UNREAD = "unread"
    """In letters or signs that no name here has."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: what stands under ``named.key`` in ``state`` ("" where unsaid).

    ``county`` is the normalised name of a county given as well ("somerset county"), or "".
    """

    named: Named
    state: str = ""
    county: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question's form. ``code`` holds digits (or ``us``); ``readings`` come best first."""

    text: str
    form: Form
    code: str = ""
    readings: tuple[Reading, ...] = ()

    @property
    def state(self) -> str:
        """The postal code of the state that was named, or ""."""
        return self.readings[0].state if self.readings else ""


def read_question(text: str) -> Question:
    """Read a question; no look-up, no error: whether there is such a place is asked later."""
    text = " ".join(text[:LONGEST_QUESTION].replace("\0", " ").split())
    if explicit := _EXPLICIT.fullmatch(text):
        return _explicit(text, explicit[1].lower(), explicit[2].strip())
    if _DIGITS.fullmatch(text):
        return Question(text, Form.FIVE_DIGITS if len(text) == 5 else Form.CODE, text)
    if zip_code := _ZIP_WITH_MORE.fullmatch(text):
        return Question(text, Form.ZIP, zip_code[1])
    parts = _parts(text)
    if not parts:
        return Question(text, Form.UNREAD if _has_unread(text) else Form.NOTHING)
    if _has_unread(text):
        # Left out, "纽约, NY" would be the whole state.
        return Question(text, Form.UNREAD)
    if len(parts) == 1:
        return _alone(text, parts[0])
    return Question(text, Form.NAME, readings=tuple(_readings(parts)))


def _explicit(text: str, kind: str, code: str) -> Question:
    if kind == "zip":
        zip_code = _ZIP_WITH_MORE.fullmatch(code)
        return Question(text, Form.ZIP, zip_code[1] if zip_code else code)
    return Question(text, Form.CODE, code.lower())


def _parts(text: str) -> list[str]:
    """The parts between commas, normalised; without the country, without a ZIP code behind."""
    between = re.split(r"[,;()]", write_out_montana(text))
    parts = [key for key in map(normalise_name, between) if key]
    if len(parts) > 1 and parts[-1] in _NATION:
        parts.pop()
    if parts:
        parts[-1] = _ZIP_BEHIND.sub("", parts[-1])
    return [part for part in parts if part]


def _has_unread(text: str) -> bool:
    """Whether a part between commas has letters or signs, and none that a name here has."""
    between = re.split(r"[,;()]", write_out_montana(text))
    return any(
        not normalise_name(part) and any(unicodedata.category(sign)[0] in "LNS" for sign in part)
        for part in between
    )


def _alone(text: str, key: str) -> Question:
    if key in _NATION:
        return Question(text, Form.CODE, "us")
    stem = key
    for phrase in _WHOLE_STATE:
        stem = stem.removeprefix(phrase)
    if postal := state_named(stem):
        name = key if len(key) == 2 else normalise_name(name_of(postal))
        return Question(text, Form.STATE, census_code(postal), (Reading(Named(name)),))
    split = [reading for name, postal in _behind(key) for reading in _in_state(name, postal)]
    return Question(text, Form.NAME, readings=(*split, *_in_state(key, "")))


def _behind(key: str) -> Iterator[tuple[str, str]]:
    """Name and state of "springfield il", the longest name of a state first."""
    words = key.split()
    for count in range(min(LONGEST_NAME, len(words) - 1), 0, -1):
        if postal := state_named(" ".join(words[-count:])):
            yield " ".join(words[:-count]), postal
            return


def _readings(parts: list[str]) -> Iterator[Reading]:
    postal = state_named(parts[-1])
    if postal:
        if len(parts) > 2:  # "Islamorada, Village of Islands, FL" is one name
            yield Reading(Named(" ".join(parts[:-1])), postal)
        yield from _in_state(parts[0], postal, " ".join(parts[1:-1]))
        return
    split = list(_behind(parts[-1]))
    for county, behind in split:  # "Franklin township, Somerset County NJ"
        yield from _in_state(parts[0], behind, county)
    yield from _in_state(parts[0], "", " ".join(parts[1:]))


def _in_state(key: str, postal: str, county: str = "") -> Iterator[Reading]:
    for named in ways_to_read(key):
        yield Reading(named, postal, county)
