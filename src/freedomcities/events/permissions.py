"""Who may do what with an event: small predicates, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from freedomcities.accounts.models import Person
from freedomcities.events.choices import HostRole, State
from freedomcities.groups.permissions import is_moderator, is_somebody

__all__ = ["Asker", "Predicate", "is_moderator", "is_somebody"]


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody before an event: ``role`` is theirs as a host; ``leads`` its main group."""

    person: Person
    role: HostRole | None
    leads: bool
    state: State
    is_home: bool


Predicate = Callable[[Asker], bool]


def hosts(asker: Asker) -> bool:
    """Whether somebody hosts it, or leads or organizes the group that put it on the map."""
    return asker.person.is_active and (asker.role is not None or asker.leads)


def is_main_host(asker: Asker) -> bool:
    """Whether somebody decides on who hosts."""
    return asker.person.is_active and (asker.role == HostRole.MAIN or asker.leads)


def may_change(asker: Asker) -> bool:
    """Whether somebody changes what it is; at a home its hosts alone, who know the address."""
    return hosts(asker) and (asker.role is not None or not asker.is_home)


def may_cancel(asker: Asker) -> bool:
    """Whether somebody says that it will not be."""
    return hosts(asker)


def sees_people(asker: Asker) -> bool:
    """Whether somebody sees who comes, and answers them: those who host it, and nobody else."""
    return asker.person.is_active and asker.role is not None


def may_decide(asker: Asker) -> bool:
    """Whether somebody decides on one that waits."""
    return is_moderator(asker.person) and asker.state == State.WAITING


def may_take_down(asker: Asker) -> bool:
    """Whether somebody takes one off the map that everybody sees."""
    return is_moderator(asker.person) and asker.state != State.WAITING


def may_judge_photos(asker: Asker) -> bool:
    """Whether somebody decides on the photos of an event."""
    return is_moderator(asker.person)


def may_answer_words(asker: Asker) -> bool:
    """Whether somebody decides on new words of one that everybody sees."""
    return is_moderator(asker.person) and asker.state == State.PUBLISHED
