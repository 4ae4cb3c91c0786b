"""Who did something, as it may be said to everybody: nobody is named in public."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freedomcities.accounts.models import Person


def actor_words(person: Person) -> str:
    """What the log says of whoever did it: “a reader of law”, “former member”."""
    if person.is_system:
        return _("this site")
    if is_erased(person):
        return _("former member")
    if person.is_reader:
        return _("a reader of law")
    if person.is_moderator or person.is_staff:
        return _("somebody who helps to run this site")
    return _("somebody with an account")


def is_erased(person: Person) -> bool:
    """Whether nothing but the id is left of somebody."""
    return person.email_index is None and not person.is_system
