"""Every noun that holds something on people: one line each.

Such a noun has a module with `held_on` and `forget_person`. Whoever adds a model that points at
a person, or a field that is not public, adds the noun here: a test fails until it is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from freedomcities.accounts import leaving
from freedomcities.accounts.models import Person
from freedomcities.channels import forgetting as channels
from freedomcities.events import forgetting as events
from freedomcities.groups import forgetting as groups
from freedomcities.moderation import forgetting as moderation
from freedomcities.notices import forgetting as notices
from freedomcities.privacy import export_links

Held = dict[str, object]


class Holder(Protocol):
    """A module of a noun that holds something on people."""

    def held_on(self, person: Person, /) -> Held:
        """All that it holds on somebody, by what it is, with no date finer than the week."""

    def forget_person(self, person: Person, /, *, now: datetime) -> None:
        """Take somebody out of all of it, within the transaction that erases them."""


# Accounts go last: their own `erase` calls the others first.
HOLDERS: Mapping[str, Holder] = {
    "channels": channels,
    "events": events,
    "groups": groups,
    "moderation": moderation,
    # After the nouns above it, which may still have something to tell.
    "notices": notices,
    "export": export_links,
}


def all_held(person: Person) -> Held:
    """What every noun holds on somebody, by noun."""
    held: Held = {"account": leaving.held_on(person)}
    for name, holder in HOLDERS.items():
        held[name] = holder.held_on(person)
    return held


def forget_everywhere(person: Person, *, now: datetime) -> None:
    """Take somebody out of every noun but accounts.

    Everybody locks the head of the log last. So what is changed here under a lock is locked
    before the first entry, or two would wait for each other.
    """
    for lock_all_of in (events.lock_all_of, groups.lock_all_of):
        lock_all_of(person)
    for holder in HOLDERS.values():
        holder.forget_person(person, now=now)
