"""A text as the finders of `private_details` read it: plain letters and digits, with offsets.

Whoever writes a number so that programs miss it uses digits of other scripts, characters that
nobody sees, letters that look like others. People read it all the same, and so do we.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters of other alphabets that are drawn as ours.
_DRAWN_ALIKE = dict(
    zip(
        "АВЕКМНОРСТУХаеорсухіІјЅѕԁɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν",
        "ABEKMHOPCTYXaeopcyxiIjSsdgABEZHIKMNOPTYXoav",
        strict=True,
    )
)
_DOTS = "·․‧∙⋅•●。・｡᛫"
_BARS = "⁃−─━—–‒﹘﹣－"
_STANDS_FOR = _DRAWN_ALIKE | dict.fromkeys(_DOTS, ".") | dict.fromkeys(_BARS, "-")
# Seen by nobody: format characters, marks above and around a letter, other controls.
_UNSEEN = {"Cf", "Cc", "Mn", "Me", "Mc", "Co", "Cs"}
_UNSEEN_ASCII = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SPACES = str.maketrans("\t\r\v\f", " \n\n\n")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
# "5O3" and "55l": letters among digits, and nothing else in the word.
_WORD_OF_DIGITS = re.compile(r"(?<![a-zA-Z0-9|])[\dOoIl|]{0,20}\d[\dOoIl|]{0,20}(?![a-zA-Z0-9|])")
_AS_DIGITS = str.maketrans("OoIl|", "00111")
_ADDRESS_ON_THE_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}", re.IGNORECASE)
_TO_SOMEBODY = re.compile(r"//(?:www\.)?(?:wa\.me|t\.me|api\.whatsapp|signal\.me)", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d{7,}")


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain reading; `origins[i]` is where character `i` of it came from."""

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the plain text stands in the text that was given."""
        return self.origins[start], self.origins[end - 1] + 1


def read_plainly(text: str) -> Plain:
    """The plain reading of a text, in one walk through it."""
    if text.isascii() and not _UNSEEN_ASCII.search(text):
        return Plain(_digits_read(text.translate(_SPACES)), range(len(text)))
    plain: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        for each in _plainly(character):
            plain.append(each)
            origins.append(place)
    return Plain(_digits_read("".join(plain)), origins)


@lru_cache(maxsize=4_096)
def _plainly(character: str) -> str:
    """What a character is read as: "" where nobody sees it, several letters for a ligature."""
    if character in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if character.isspace() or character in _FILLERS:
        return " " if character not in _FILLERS else ""
    found = []
    for each in unicodedata.normalize("NFKD", _STANDS_FOR.get(character, character)):
        if unicodedata.category(each) in _UNSEEN:
            continue
        found.append(_plain_letter(each))
    return "".join(found)


def _plain_letter(character: str) -> str:
    value = unicodedata.digit(character, None)
    if value is not None:
        return str(value)
    if unicodedata.category(character) == "Pd":
        return "-"
    return _STANDS_FOR.get(character, character)


def _digits_read(plain: str) -> str:
    """Letters among digits as the digits that they are drawn like; nothing grows or shrinks."""
    read = _WORD_OF_DIGITS.sub(lambda found: found[0].translate(_AS_DIGITS), plain)
    return _ADDRESS_ON_THE_WEB.sub(_without_numbers, read)


def _without_numbers(found: re.Match[str]) -> str:
    """An address of a page has numbers of its own; one that leads to somebody's phone stays."""
    if _TO_SOMEBODY.search(found[0]):
        return found[0]
    return _LONG_NUMBER.sub(lambda number: "x" * len(number[0]), found[0])
