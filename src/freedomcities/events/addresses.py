"""Where the page of an event is, and what it leads to."""

from __future__ import annotations

from freedomcities.lib.named_addresses import named_address


def page_at(event_id: str) -> str:
    """The page of an event, in the language that is active."""
    return named_address("events:event", event_id)


def yes_at(event_id: str) -> str:
    """Where somebody says yes to it."""
    return named_address("events:yes", event_id)


def group_at(group_id: str) -> str:
    """The page of a group that holds it."""
    return named_address("groups:group", group_id)
