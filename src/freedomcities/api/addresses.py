"""Whole addresses of pages, as answers and files name them."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse


def page_of(name: str, *parts: str) -> str:
    """The address of a page in the language of the answer, by the name of its route."""
    return settings.PUBLIC_URL + reverse(name, args=parts)
