"""What stands around the list of events: the map that a script fills, and ways to take it along.

It says the same as long as the question does, and took as long to draw as half of the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from freedomcities.audit.memory import Memory
from freedomcities.events.embedding import list_frame, oembed_address
from freedomcities.events.feed_links import links_of_question, subscription
from freedomcities.events.feeds import page_of, title_of
from freedomcities.events.map_data import map_data
from freedomcities.events.question import Question
from freedomcities.places.outlines import edition_in_use

_kept = Memory(256)


@dataclass(frozen=True, slots=True)
class AroundList:
    """Parts of the page: two of its head, for programs, and two of its body."""

    feeds: SafeString
    oembed: SafeString
    map: SafeString
    take_along: SafeString


def around_list(question: Question) -> AroundList:
    """What stands around the list that answers a question."""
    name = (tuple(question.parameters().items()), get_language(), settings.PUBLIC_URL)
    about = (title_of(question), edition_in_use(), settings.TILES_URL, settings.TILES_CREDIT)
    return _kept.remembered(lambda: _drawn(question.as_asked()), *name, at=about)


def _drawn(question: Question) -> AroundList:
    page = page_of(question)
    context = {
        "map": map_data(question),
        "feeds": links_of_question(question),
        "calendar": subscription(question),
        "frame": list_frame(question, title_of(question)),
        "oembed": oembed_address(page),
    }
    names = ("feed_links", "oembed_link", "map", "take_along")
    return AroundList(*(render_to_string(f"events/{name}.html", context) for name in names))
