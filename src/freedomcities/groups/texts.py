"""What people write about themselves and their groups, made fit to be kept."""

from __future__ import annotations

import unicodedata

from freedomcities.groups.models import LONGEST_NAME
from freedomcities.groups.refusals import NothingWritten, TooLong
from freedomcities.moderation.acquaintance import check_name

# They turn the letters around them, so that a text reads otherwise than it is written.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str, *, most: int, required: bool = True) -> str:
    """A text in one line without what is not seen; NothingWritten, TooLong."""
    return _checked(" ".join(_seen(text).split()), most=most, required=required)


def many_lines(text: str, *, most: int, required: bool = True) -> str:
    """A text of several lines, with at most one empty line between two; NothingWritten, TooLong."""
    lines = [_seen(line).strip() for line in text.splitlines()]
    kept = [line for before, line in zip(["", *lines], lines, strict=False) if line or before]
    return _checked("\n".join(kept).strip(), most=most, required=required)


def own_name(text: str) -> str:
    """What somebody is called in one group; NothingWritten, TooLong, HoldsDetails."""
    named = one_line(text, most=LONGEST_NAME)
    check_name(named)
    return named


def _seen(text: str) -> str:
    """Without control characters; those that part words become spaces."""
    kept = (" " if each.isspace() else each for each in text if each not in _TURNING)
    return "".join(each for each in kept if unicodedata.category(each) not in {"Cc", "Cs", "Co"})


def _checked(text: str, *, most: int, required: bool) -> str:
    if required and not text:
        raise NothingWritten
    if len(text) > most:
        raise TooLong(most)
    return text
