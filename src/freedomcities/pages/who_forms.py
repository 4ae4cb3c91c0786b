"""What the page of whom to meet is asked: towns, one after another, and a place chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from freedomcities.places.question_text import LONGEST_QUESTION

if TYPE_CHECKING:
    from django.http import QueryDict

LONGEST_CODE = 10


@dataclass(frozen=True, slots=True)
class WhoQuestion:
    """The texts as people typed them, in order, none empty; `chosen` is a code or ""."""

    texts: tuple[str, ...] = ()
    chosen: str = ""

    @property
    def address(self) -> str:
        """Where this question is answered, in the language of the page that asks."""
        asked = [("place", text) for text in self.texts]
        if self.chosen:
            asked.append(("meet_at", self.chosen))
        query = f"?{urlencode(asked)}" if asked else ""
        return reverse("who:who") + query

    def without(self, index: int) -> WhoQuestion:
        """The same people but one; where to meet is open again."""
        return WhoQuestion(self.texts[:index] + self.texts[index + 1 :])

    def with_place(self, index: int, code: str) -> WhoQuestion:
        """The same people, one of them from the place of this code."""
        texts = (*self.texts[:index], f"geoid:{code}", *self.texts[index + 1 :])
        return WhoQuestion(texts)

    def at(self, code: str) -> WhoQuestion:
        """The same people, who chose to meet there."""
        return replace(self, chosen=code)


def read_who_question(asked: QueryDict) -> WhoQuestion:
    """Read `place=…&place=…&meet_at=…`; what is no text at all is left out."""
    return WhoQuestion(_texts(asked.getlist("place")), asked.get("meet_at", "")[:LONGEST_CODE])


def _texts(given: Sequence[str]) -> tuple[str, ...]:
    # A zero byte is no text for a database.
    tidy = (" ".join(text.replace("\0", " ").split())[:LONGEST_QUESTION] for text in given)
    return tuple(text for text in tidy if text)
