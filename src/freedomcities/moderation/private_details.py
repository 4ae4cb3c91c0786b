"""What stands in a text by which somebody can be found, named or robbed: engine, no database.

It is made to miss little and to stop few: whatever it finds is read by a person before anybody
else sees it. Numbers of laws, dates, sums and codes of places are let through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from freedomcities.moderation.found import Detail, Found
from freedomcities.moderation.number_runs import runs_of
from freedomcities.moderation.numbers_found import numbers_in
from freedomcities.moderation.plain_reading import read_plainly
from freedomcities.moderation.streets_found import streets_in
from freedomcities.moderation.words_found import (
    broken_phones_in,
    coordinates_in,
    links_in,
    mails_in,
    plates_in,
    spelled_in,
)

Part = tuple[int, int, Detail]


def find(text: str) -> tuple[Found, ...]:
    """The private details of a text, from its beginning; none overlaps another."""
    plain = read_plainly(text)
    parts = sorted(_parts(plain.text), key=lambda part: (part[0], -part[1]))
    return tuple(Found(*plain.span(start, end), kind) for start, end, kind in _apart(parts))


def kinds_in(*texts: str) -> tuple[Detail, ...]:
    """The kinds of details in some texts, each once, in the order of `Detail`."""
    found = {each.kind for text in texts for each in find(text)}
    return tuple(kind for kind in Detail if kind in found)


def _parts(text: str) -> Iterator[Part]:
    yield from coordinates_in(text)
    yield from mails_in(text)
    for run in runs_of(text):
        yield from numbers_in(run)
    yield from broken_phones_in(text)
    yield from spelled_in(text)
    yield from plates_in(text)
    yield from streets_in(text)
    yield from links_in(text)


def _apart(parts: Iterable[Part]) -> Iterator[Part]:
    """Without what begins inside another."""
    until = 0
    for start, end, kind in parts:
        if start >= until and end > start:
            yield start, end, kind
            until = end
