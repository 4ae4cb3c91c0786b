"""What the page of an account leads to: the desk, one's groups and channels, what one follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from freedomcities.accounts.models import Person
from freedomcities.accounts.own_pages import OwnPage, register_own_pages
from freedomcities.channels.seats import has_seat
from freedomcities.events.models import Event
from freedomcities.moderation.permissions import is_moderator, is_reader


def register() -> None:
    """Let it be told; said once, when the site starts."""
    register_own_pages(_pages_of)


def _pages_of(person: Person) -> Iterator[OwnPage]:
    """What works for this person: nobody is led to where they see nothing. Two queries."""
    if is_moderator(person) or is_reader(person):
        yield OwnPage(_("The staff’s desk"), reverse("staff:desk"))
    yield OwnPage(_("Your groups"), reverse("groups:groups"))
    if Event.objects.hosted_by(person).on_desks(datetime.now(UTC)).exists():
        yield OwnPage(_("Events that you host"), f"{reverse('events:events')}#own")
    if has_seat(person):
        yield OwnPage(_("Channels"), reverse("channels:channels"))
    yield OwnPage(_("What you follow"), reverse("notices:notices"))
