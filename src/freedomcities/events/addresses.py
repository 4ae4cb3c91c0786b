"""Where the page of an event is."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

_KEPT = 4_096


def page_at(event_id: str) -> str:
    """The page of an event, in the language that is active; kept, since its page asks often."""
    return _page_at(event_id, get_language(), settings.ROOT_URLCONF)


@lru_cache(maxsize=_KEPT)
def _page_at(event_id: str, _language: str | None, _urls: str) -> str:
    return reverse("events:event", args=[event_id])
