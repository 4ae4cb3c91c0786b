"""Who moderates, and who answers what moderators ask readers of law."""

from __future__ import annotations

from freedomcities.accounts.models import Person


def is_moderator(person: Person) -> bool:
    """Whether somebody moderates the site, or is the operator's command."""
    return person.is_active and (person.is_moderator or person.is_staff or person.is_system)


def counts_for_two(person: Person) -> bool:
    """Whether somebody is one of the two who take something off the list: never a command."""
    return is_moderator(person) and not person.is_system


def is_reader(person: Person) -> bool:
    """Whether somebody reads law for the site; whoever moderates does not, without that role."""
    return person.is_active and person.is_reader
