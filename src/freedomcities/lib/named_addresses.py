"""Addresses by their names, each found once for all keys."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

# It stands for a key, and in no address of ours.
_MARK = "0key0of0an0address0"


def named_address(name: str, key: str = "", *others: str) -> str:
    """An address by its name, in the language that is active; `key` is the first thing in it.

    The framework finds an address anew each time, and a page asks for a dozen. Here it is found
    once for all keys: these are ids and paths of our own, in which nothing has to be quoted.
    """
    before, after = _around(name, bool(key), others, get_language(), settings.ROOT_URLCONF)
    return f"{before}{key}{after}"


@lru_cache(maxsize=256)
def _around(
    name: str, has_key: bool, others: tuple[str, ...], _language: str | None, _urls: str
) -> tuple[str, str]:
    found = reverse(name, args=[_MARK, *others] if has_key else [])
    before, _mark, after = found.partition(_MARK)
    return before, after
