"""What a host kit holds, as plain records. Texts are by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

Text = TypeVar("Text")
ByLanguage = Mapping[str, Text]
FALLBACK = "en"


class Opens(StrEnum):
    """The page that a thing to do opens, for the place of the event."""

    WHO = "who"
    """Whom to meet, with what to say."""
    NEW = "new"
    """The way to the next event."""
    PLACE = "place"
    """Where the place stands, with the laws in full."""
    GROUPS = "groups"
    """Who is at work there."""


@dataclass(frozen=True, slots=True)
class Words:
    """A name with a line or more below it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Role:
    """Something to do at an event. One that is the `host` 's own is handed to nobody new."""

    key: str
    is_host: bool
    words: ByLanguage[Words]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of an agenda; the one that `stretches` takes the time that is left."""

    minutes: int
    stretches: bool
    words: ByLanguage[Words]


@dataclass(frozen=True, slots=True)
class ToDo:
    """What must be done before everybody leaves, and the page where it is done."""

    opens: Opens
    words: ByLanguage[Words]


@dataclass(frozen=True, slots=True)
class KitTexts:
    """The longer texts of a kit: an invitation with blanks, what to bring, how it goes well."""

    invitation: str
    bring: tuple[str, ...]
    well: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kit:
    """All that a host of one kind of event is given."""

    name: str
    points: tuple[Point, ...]
    roles: tuple[Role, ...]
    to_do: tuple[ToDo, ...]
    texts: ByLanguage[KitTexts]

    @property
    def minutes(self) -> list[int]:
        """How long each point is meant to last."""
        return [point.minutes for point in self.points]

    @property
    def stretches(self) -> int:
        """Which point takes the time that is left."""
        return [point.stretches for point in self.points].index(True)


def said(texts: ByLanguage[Text], language: str) -> Text:
    """The text of a language, or of the one in which everything is written."""
    return texts.get(language, texts[FALLBACK])
