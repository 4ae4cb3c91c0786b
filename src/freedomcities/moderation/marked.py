"""A text in pieces, those marked in which a private detail was found: no HTML, no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from freedomcities.moderation.found import Detail, Found
from freedomcities.moderation.private_details import find

DETAIL_WORDS = {
    Detail.ALIEN_NUMBER: _("A-number"),
    Detail.SOCIAL_SECURITY: _("Social Security number"),
    Detail.PHONE: _("phone number"),
    Detail.EMAIL: _("email address"),
    Detail.ADDRESS: _("street address"),
    Detail.PLATE: _("license plate"),
    Detail.ACCOUNT: _("card or account number"),
    Detail.COORDINATES: _("exact position"),
    Detail.LINK: _("link that hides where it leads"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; `words` says what it is where it is marked."""

    text: str
    words: str = ""


def pieces(text: str, found: Iterable[Found]) -> Iterator[Piece]:
    """The text from its beginning to its end; put together again it is the same."""
    at = 0
    for each in found:
        if each.start > at:
            yield Piece(text[at : each.start])
        yield Piece(text[each.start : each.end], str(DETAIL_WORDS[each.kind]))
        at = each.end
    if at < len(text):
        yield Piece(text[at:])


def marked(text: str) -> tuple[Piece, ...]:
    """A text with all that the engine finds in it."""
    return tuple(pieces(text, find(text)))


def detail_words(names: Iterable[str]) -> list[str]:
    """What people read for the names of details, as a case keeps them."""
    return [str(DETAIL_WORDS[Detail(name)]) for name in names]
