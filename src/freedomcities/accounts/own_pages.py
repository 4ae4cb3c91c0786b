"""Where somebody takes part, as the page of their account begins: the nouns above say it.

Call `register_own_pages` in `AppConfig.ready()`; what is told is for that person's own eyes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from freedomcities.accounts.models import Person


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page of somebody's own: what it is called, and its address."""

    label: str
    href: str


_TELLERS: list[Callable[[Person], Iterable[OwnPage]]] = []


def register_own_pages(tell: Callable[[Person], Iterable[OwnPage]]) -> None:
    """Let these stand on the page of everybody's account; said once, when the site starts."""
    _TELLERS.append(tell)


def own_pages(person: Person) -> Iterator[OwnPage]:
    """All that somebody's account leads to."""
    for tell in _TELLERS:
        yield from tell(person)
