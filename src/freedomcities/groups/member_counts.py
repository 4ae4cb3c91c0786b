"""How many people a group has, as far as visitors are told: never a number that gives one away."""

from __future__ import annotations

from django.utils.translation import gettext as _

FEWEST = 10
STEP = 5


def rounded(count: int) -> int:
    """The number that may be said, rounded down to fives; 0 where none may."""
    return count - count % STEP if count >= FEWEST else 0


def count_words(count: int) -> str:
    """“fewer than 10 people”, “15 or more people”; "" where there is nobody."""
    if count <= 0:
        return ""
    if count < FEWEST:
        return _("fewer than %(number)s people") % {"number": FEWEST}
    return _("%(number)s or more people") % {"number": f"{rounded(count):,}"}
