"""Where the page of an event is, and what it leads to."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

_KEPT = 8_192


def page_at(event_id: str) -> str:
    """The page of an event, in the language that is active; kept, since its page asks often."""
    return address_of("events:event", event_id)


def yes_at(event_id: str) -> str:
    """Where somebody says yes to it."""
    return address_of("events:yes", event_id)


def group_at(group_id: str) -> str:
    """The page of a group that holds it."""
    return address_of("groups:group", group_id)


def address_of(name: str, *arguments: str) -> str:
    """An address by its name, in the language that is active."""
    return _kept(name, arguments, get_language(), settings.ROOT_URLCONF)


@lru_cache(maxsize=_KEPT)
def _kept(name: str, arguments: tuple[str, ...], _language: str | None, _urls: str) -> str:
    return reverse(name, args=arguments)
