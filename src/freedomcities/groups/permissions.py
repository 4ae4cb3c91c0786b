"""Who may do what in a group: small predicates, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from freedomcities.accounts.models import Person
from freedomcities.groups.choices import Role, State


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody before a group: ``role`` is theirs in it, None for whoever does not belong."""

    person: Person
    role: Role | None
    state: State


Predicate = Callable[[Asker], bool]


def either(*predicates: Predicate) -> Predicate:
    """Whether one of them holds."""
    return lambda asker: any(each(asker) for each in predicates)


def both(*predicates: Predicate) -> Predicate:
    """Whether all of them hold."""
    return lambda asker: all(each(asker) for each in predicates)


def in_state(*states: State) -> Predicate:
    """Whether the group is in one of these states."""
    return lambda asker: asker.state in states


def with_role(*roles: Role) -> Predicate:
    """Whether somebody who is still here has one of these roles in the group."""
    return lambda asker: asker.person.is_active and asker.role in roles


def is_stranger(asker: Asker) -> bool:
    """Whether somebody with an account does not belong to the group."""
    return is_somebody(asker.person) and asker.role is None


def moderates(asker: Asker) -> bool:
    """Whether somebody decides on groups that wait."""
    return is_moderator(asker.person)


def is_somebody(person: Person) -> bool:
    """Whether this is a person with an account; not a visitor, not the system."""
    return person.is_active and not person.is_system


def is_moderator(person: Person) -> bool:
    """Whether somebody moderates the site, or is the operator's command."""
    return person.is_active and (person.is_moderator or person.is_staff or person.is_system)


is_member = with_role(Role.LEAD, Role.ORGANIZER, Role.MEMBER)
is_lead = with_role(Role.LEAD)
LETTING_IN = (Role.LEAD, Role.ORGANIZER)
lets_people_in = with_role(*LETTING_IN)
is_alive = in_state(State.WAITING, State.OPEN)
is_open = in_state(State.OPEN)

may_decide = both(moderates, in_state(State.WAITING))
may_send_back = both(moderates, in_state(State.OPEN, State.CLOSED))
may_answer_change = both(moderates, in_state(State.OPEN))
may_change = both(is_lead, is_alive)
may_hand_out_roles = both(is_lead, is_alive)
may_remove = both(is_lead, is_alive)
may_close = both(is_lead, is_alive)
may_let_in = both(lets_people_in, is_open)
may_ask = both(is_stranger, is_open)
may_leave = is_member
may_rename_oneself = is_member
