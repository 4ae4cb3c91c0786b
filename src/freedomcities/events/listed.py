"""The list of events as its page shows it: each line is drawn once, until the event changes."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from freedomcities.events.kept_texts import keys_of, texts_of
from freedomcities.events.querysets import EventQuerySet
from freedomcities.events.rows import Row
from freedomcities.events.shown import line_of


def list_html(events: EventQuerySet) -> SafeString:
    """The lines of these events, in their order."""
    lines = texts_of(keys_of(events)[:], line_html)
    return format_html_join("", "{}", ((mark_safe(line),) for line in lines))


def line_html(event: Row, groups: Sequence[str]) -> str:
    """The line of an event."""
    return render_to_string("events/line.html", {"line": line_of(event, groups)})
