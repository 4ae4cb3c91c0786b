"""Whose words wait: everybody's by whom nothing was accepted yet."""

from __future__ import annotations

from freedomcities.accounts.models import Person
from freedomcities.moderation.choices import Why
from freedomcities.moderation.found import Detail
from freedomcities.moderation.models import Known
from freedomcities.moderation.private_details import kinds_in
from freedomcities.moderation.refusals import HoldsDetails


def is_known(person: Person) -> bool:
    """Whether something by this person was accepted before, or they have a role for the site.

    To belong to a group is not enough: whoever leads it let them in, and read nothing of theirs.
    """
    if person.is_system or person.roles:
        return person.is_active
    return Known.objects.filter(person=person).exists()


def note_known(person: Person) -> None:
    """Something by this person was accepted; call it within that transaction."""
    if person.is_active and not person.is_system:
        Known.objects.bulk_create([Known(person=person)], ignore_conflicts=True)


def whys_for(author: Person, *texts: str) -> tuple[tuple[Why, ...], tuple[Detail, ...]]:
    """Why these words of somebody must wait, and which private details they hold; ((), ()): go."""
    details = kinds_in(*texts)
    whys = []
    if not is_known(author):
        whys.append(Why.UNKNOWN_PERSON)
    if details:
        whys.append(Why.PRIVATE_DETAILS)
    return tuple(whys), details


def check_name(name: str) -> None:
    """HoldsDetails where somebody's name is a phone number, an email address or the like."""
    if kinds_in(name):
        raise HoldsDetails
