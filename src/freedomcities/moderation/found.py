"""What the finders of `private_details` say that they found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Detail(StrEnum):
    """What somebody can be found, named or robbed by."""

    ALIEN_NUMBER = "alien-number"
    """An A-number, or the number of somebody's case at the office that gives them."""
    SOCIAL_SECURITY = "social-security"
    """A Social Security number, or a tax number in its place (ITIN)."""
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    PLATE = "plate"
    ACCOUNT = "account"
    """The number of a card or of a bank account."""
    COORDINATES = "coordinates"
    LINK = "link"
    """A short link: nobody can tell from it where it leads."""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A private detail: `start` and `end` are code points of the text, the end exclusive."""

    start: int
    end: int
    kind: Detail
