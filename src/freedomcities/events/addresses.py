"""Where the page of an event is, and what it leads to."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

_KEPT = 8_192


def page_at(event_id: str) -> str:
    """The page of an event, in the language that is active; kept, since its page asks often."""
    return _address("events:event", event_id)


def yes_at(event_id: str) -> str:
    """Where somebody says yes to it."""
    return _address("events:yes", event_id)


def group_at(group_id: str) -> str:
    """The page of a group that holds it."""
    return _address("groups:group", group_id)


def _address(name: str, number: str) -> str:
    return _kept(name, number, get_language(), settings.ROOT_URLCONF)


@lru_cache(maxsize=_KEPT)
def _kept(name: str, number: str, _language: str | None, _urls: str) -> str:
    return reverse(name, args=[number])
