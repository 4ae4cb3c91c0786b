"""Which noun a picture belongs to: each noun above says so of its own, when the site starts.

Call `register` in `AppConfig.ready()`. Pictures know nothing of events; who sees one, and
whether it is still needed, the noun says that it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from freedomcities.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Owner:
    """A noun that has pictures; ``name`` stands in their rows.

    ``shows_everybody`` and ``shows`` are asked for the id of a picture; ``shows`` for somebody
    who is signed in, with whether their window has shown its second factor. ``still_has``: the
    ids of all pictures that belong to something which is there.
    """

    name: str
    shows_everybody: Callable[[str], bool]
    shows: Callable[[str, Person, bool], bool]
    still_has: Callable[[], QuerySet[Any, Any]]


_OWNERS: dict[str, Owner] = {}


def register(owner: Owner) -> None:
    """Say that a noun has pictures; a name is taken once."""
    if owner.name in _OWNERS:
        raise ValueError(f"There is an owner {owner.name!r} already.")
    _OWNERS[owner.name] = owner


def owner_of(name: str) -> Owner | None:
    """The noun of this name."""
    return _OWNERS.get(name)


def all_owners() -> list[Owner]:
    """Every noun that has pictures, by name."""
    return [_OWNERS[name] for name in sorted(_OWNERS)]
