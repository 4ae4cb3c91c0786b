"""Letters that nobody needs any more when they would leave: each noun says when that is so.

A letter may wait for hours, while the mail server is down; what it says may be over by then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Check = Callable[[Mapping[str, object]], bool]

_CHECKS: dict[str, Check] = {}


def leaves_if(kind: str, check: Check) -> None:
    """Letters of a kind leave only if `check` says so of what they tell; said once a kind."""
    _CHECKS[kind] = check


def may_leave(kind: str, context: Mapping[str, object]) -> bool:
    """Whether a letter still leaves."""
    check = _CHECKS.get(kind)
    return check is None or check(context)
