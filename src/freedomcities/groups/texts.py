"""What people write about themselves and their groups, made fit to be kept."""

from __future__ import annotations

import unicodedata

from freedomcities.groups.models import LONGEST_NAME
from freedomcities.groups.refusals import NothingWritten, TooLong
from freedomcities.moderation.acquaintance import check_name

# Letters that show nothing: fillers of Hangul.
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0")
# Some scripts, and signs put together of several, need them between two others.
_JOINING = frozenset("\u200c\u200d")


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
    kept = (" " if each.isspace() else each for each in text if each not in _UNSEEN)
    return "".join(each for each in kept if each in _JOINING or not _is_control(each))


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co"}


def _checked(text: str, *, most: int, required: bool) -> str:
    if required and not any(unicodedata.category(each)[0] in "LN" for each in text):
        raise NothingWritten
    if len(text) > most:
        raise TooLong(most)
    return text
