"""The list of events as its page shows it: each line is drawn once, until the event changes.

A page of them is put together once for a question, until something on the site does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from freedomcities.audit.memory import Memory, moment
from freedomcities.events.kept_texts import Key, keys_of, texts_of
from freedomcities.events.linked_data import linked_list
from freedomcities.events.question import Question, found
from freedomcities.events.rows import Row
from freedomcities.events.shown import line_of

PAGE_SIZE = 30
_MOST_DIGITS = 6
_pages = Memory(256)


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of lines as people and as search engines read them; `number` of them on all pages."""

    html: SafeString
    linked: SafeString
    page: Page[Key]
    number: int


def listed(question: Question, page: str, *, now: datetime) -> Listed:
    """A page of the events that a question asks for; one that there is not is the nearest to it.

    However the question is written, and whatever else stands in the address.
    """
    number = int(page) if page.isdecimal() and len(page) <= _MOST_DIGITS else 1
    name = (tuple(question.parameters().items()), number, get_language(), settings.PUBLIC_URL)
    return _pages.remembered(
        lambda: _listed(question, number, now), *name, at=moment(now.timestamp())
    )


def _listed(question: Question, number: int, now: datetime) -> Listed:
    keys_found = cast("Any", keys_of(found(question, now=now)))
    pages: Paginator[Key] = Paginator(keys_found, PAGE_SIZE)
    if number == 1:
        keys = list(keys_found[: PAGE_SIZE + 1])
        if len(keys) <= PAGE_SIZE:
            # Most lists near a place are this short: nobody has to count them.
            pages.count = len(keys)
        page, keys = pages.get_page(1), keys[:PAGE_SIZE]
    else:
        page = pages.get_page(number)
        keys = list(page)
    lines = texts_of(keys, line_html)
    html = format_html_join("", "{}", ((mark_safe(line),) for line in lines))
    return Listed(html, linked_list(key.id for key in keys), page, pages.count)


def line_html(event: Row, groups: Sequence[str]) -> str:
    """The line of an event."""
    return render_to_string("events/line.html", {"line": line_of(event, groups)})
