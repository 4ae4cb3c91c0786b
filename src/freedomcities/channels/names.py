"""What a channel is called, in the language that is active."""

from __future__ import annotations

from django.utils.translation import get_language

from freedomcities.channels.models import Channel


def name_of(channel: Channel) -> str:
    """The name of its place, or the number and the name of its rule."""
    if channel.place is not None:
        return str(channel.place)
    return channel.rule.label(get_language() or "en") if channel.rule else ""
