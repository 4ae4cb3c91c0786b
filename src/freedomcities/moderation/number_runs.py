"""Runs of digits as people write numbers: groups, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# At most four signs between two groups; a comma only where no space follows it.
_BETWEEN = r"(?:[ .\-_*~/()\[\]+=:;#]|,(?! )){0,4}"
_RUN = re.compile(rf"(?<![\d])[+(\[]{{0,2}}\d+(?:{_BETWEEN}\d+)*")
_GROUP = re.compile(r"\d+")
_NEAR = 48


@dataclass(frozen=True, slots=True)
class Run:
    """Digits in a row: `groups` with where each begins, `between` what parts each from the last.

    `before` and `after` are the words around it, the nearest few.
    """

    start: int
    end: int
    groups: tuple[str, ...]
    starts: tuple[int, ...]
    between: tuple[str, ...]
    before: str
    after: str

    def sizes(self, first: int, last: int) -> tuple[int, ...]:
        """How many digits each of these groups has."""
        return tuple(len(group) for group in self.groups[first:last])

    def digits(self, first: int, last: int) -> str:
        """The digits of these groups."""
        return "".join(self.groups[first:last])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where these groups stand."""
        return self.starts[first], self.starts[last - 1] + len(self.groups[last - 1])


def runs_of(text: str) -> Iterator[Run]:
    """The runs of a plain text, from its beginning."""
    for found in _RUN.finditer(text):
        groups = list(_GROUP.finditer(text, found.start(), found.end()))
        ends = [found.start(), *(each.end() for each in groups[:-1])]
        yield Run(
            start=found.start(),
            end=found.end(),
            groups=tuple(each[0] for each in groups),
            starts=tuple(each.start() for each in groups),
            between=tuple(text[end : each.start()] for end, each in zip(ends, groups, strict=True)),
            before=text[max(0, found.start() - _NEAR) : found.start()],
            after=text[found.end() : found.end() + _NEAR],
        )
