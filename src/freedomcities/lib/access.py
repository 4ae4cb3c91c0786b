"""Who may see an address: declared on the view, listed by ``freedomcities routes``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Audience(StrEnum):
    """The least that somebody must be to see an address."""

    PUBLIC = "public"
    PERSON = "person"
    MEMBER = "member"
    LEAD = "lead"
    READER = "reader"
    MODERATOR = "moderator"
    STAFF = "staff"


def audience(
    who: str,
    *,
    also: Sequence[str] = (),
    methods: Sequence[str] = ("GET",),
    why: Callable[..., str] | None = None,
) -> Callable[[View], View]:
    """Declare who may see a view, and what it answers to besides reading.

    `also`: others who may, beside `who`; roles are no ladder. `why` is called with the arguments
    of the address: the line by which signing in says what it is for, to a visitor who was led
    there. An unknown word fails when the module is imported.
    """
    declared = Audience(who)
    others = tuple(map(Audience, also))

    def mark(view: View) -> View:
        view.audience = declared  # type: ignore[attr-defined]
        view.also = others  # type: ignore[attr-defined]
        view.methods = tuple(methods)  # type: ignore[attr-defined]
        view.why = why  # type: ignore[attr-defined]
        return view

    return mark
