"""Somebody by what an operator knows of them: their email address, or the id of their account."""

from __future__ import annotations

from uuid import UUID

from freedomcities.accounts.mail_addresses import read_address
from freedomcities.accounts.models import Person
from freedomcities.lib.errors import Refusal


class NobodyKnown(Refusal):
    """Nobody has an account with this address, or this id."""

    def __init__(self, text: str) -> None:
        super().__init__(f"Nobody has an account here with “{text}”, and nothing is held on them.")


def find_person(text: str) -> Person:
    """The person; one who is erased is found by the id alone. Raises BadAddress, NobodyKnown."""
    people = Person.objects.get_queryset().filter(is_system=False)
    if "@" in text:
        found = people.with_address(read_address(text)).first()
    else:
        try:
            found = people.filter(pk=UUID(text)).first()
        except ValueError:
            found = None
    if found is None:
        raise NobodyKnown(text)
    return found
