"""What an event's page asks the database, as everybody reads it: each question is written once.

It is the page that most people open, and writing its questions anew took longer than all else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from freedomcities.events.addresses import group_at
from freedomcities.events.choices import State
from freedomcities.events.models import Change, Event, EventGroup, EventRole, Host
from freedomcities.lib.prepared import Prepared, columns_of, instance_of
from freedomcities.places.models import Place


class Inviting(NamedTuple):
    """A group that holds an event."""

    id: str
    name: str

    @property
    def address(self) -> str:
        """The page of the group."""
        return group_at(self.id)


_EVENT, _PLACE = columns_of(Event), columns_of(Place)
_events = Prepared(
    lambda: Event.objects.visible_to(None).values_list(
        *_EVENT, *(f"place__{name}" for name in _PLACE)
    )
)
_groups = Prepared(
    lambda: (
        EventGroup.objects.for_everybody()
        .order_by("-main", "group__name", "pk")
        .values_list("event_id", "group_id", "group__name")
    ),
    by="event",
)
_hosts = Prepared(lambda: Host.objects.for_everybody().in_order().values_list("name"), by="event")
_changes = Prepared(
    lambda: Change.objects.order_by("-pk").values_list("what", "before"), by="event"
)
_roles = Prepared(lambda: EventRole.objects.values_list("key"), by="event")


def event_for_visitors(event_id: str) -> Event | None:
    """The event with its place, where everybody sees it."""
    found = _events.first(event_id)
    if found is None:
        return None
    event = instance_of(Event, found[: len(_EVENT)])
    event.place = instance_of(Place, found[len(_EVENT) :])
    return event


def groups_of(event: Event) -> list[Inviting]:
    """The groups of an event that everybody sees, the main one first."""
    return [Inviting(*row[1:]) for row in _groups.rows(event.pk)]


def group_names(events: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """By the id of an event, the names of its groups, the main one first; none has no entry.

    A group that everybody does not see is not named.
    """
    names: dict[str, tuple[str, ...]] = {}
    for event, _group, name in _groups.rows_of(events):
        names[event] = (*names.get(event, ()), name)
    return names


def hosts_of(event: Event) -> list[str]:
    """The names of its hosts. One that waits is seen by its hosts and moderators alone."""
    if event.state == State.WAITING:
        return list(event.hosts.in_order().values_list("name", flat=True))
    return [name for (name,) in _hosts.rows(event.pk)]


def earlier_of(event: Event) -> list[tuple[str, str]]:
    """What of its time and place was changed, and what it was before; the latest first."""
    return _changes.rows(event.pk)


def taken_roles(event: Event) -> set[str]:
    """The keys of the roles that somebody has."""
    return {key for (key,) in _roles.rows(event.pk)}
