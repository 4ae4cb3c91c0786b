"""The next events of a group, on its page and its desk."""

from __future__ import annotations

from datetime import datetime

from freedomcities.events.next_ones import next_of
from freedomcities.events.shown import Line
from freedomcities.groups.beside import Beside
from freedomcities.groups.beside import register as register_beside
from freedomcities.groups.models import Group


def register() -> None:
    """Show them there; said once, when the site starts."""
    register_beside(Beside("events/of_group.html", _next))


def _next(group: Group, now: datetime) -> list[Line]:
    return next_of(group, now=now)
