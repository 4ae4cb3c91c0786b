"""The list of events as its page shows it: each line is drawn once, until the event changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from freedomcities.events.kept_texts import keys_of, texts_of
from freedomcities.events.linked_data import linked_list
from freedomcities.events.querysets import EventQuerySet
from freedomcities.events.rows import Row
from freedomcities.events.shown import line_of


@dataclass(frozen=True, slots=True)
class Listed:
    """The lines of events as a page shows them, and as search engines read them."""

    html: SafeString
    linked: SafeString


def listed(events: EventQuerySet) -> Listed:
    """The lines of these events, in their order."""
    keys = list(keys_of(events)[:])
    lines = texts_of(keys, line_html)
    html = format_html_join("", "{}", ((mark_safe(line),) for line in lines))
    return Listed(html, linked_list(key.id for key in keys))


def line_html(event: Row, groups: Sequence[str]) -> str:
    """The line of an event."""
    return render_to_string("events/line.html", {"line": line_of(event, groups)})
