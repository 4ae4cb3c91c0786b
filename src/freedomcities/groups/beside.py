"""What nouns above show on the pages of a group: each says so of its own, when the site starts.

Call `register` in `AppConfig.ready()`. A group knows nothing of events; its pages draw what was
registered, with what they know themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from freedomcities.groups.models import Group


@dataclass(frozen=True, slots=True)
class Beside:
    """A section that stands on a group's page and on its desk.

    `template` is drawn with what `gather` finds as `shown`, with the `group`, and with `lets_in`:
    whether whoever looks may do something about it. It is for everybody's eyes. `head`: drawn with
    the same into the head of the group's page, for what programs look for there.
    """

    template: str
    gather: Callable[[Group, datetime], object]
    head: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section with what was found for it."""

    template: str
    shown: object
    head: str = ""


_SECTIONS: list[Beside] = []


def register(section: Beside) -> None:
    """Show a section on every group's pages; a template is taken once."""
    if any(each.template == section.template for each in _SECTIONS):
        raise ValueError(f"{section.template!r} stands there already.")
    _SECTIONS.append(section)


def sections_of(group: Group, *, now: datetime) -> list[Section]:
    """What stands on the pages of a group, in the order of its registering."""
    return [Section(each.template, each.gather(group, now), each.head) for each in _SECTIONS]
