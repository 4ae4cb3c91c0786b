"""Events on other people's sites: the frame that shows them, and which page it is about. Pure but
for the addresses of the site.

A frame is the one thing here that other sites may put into their pages: see `config.middleware`.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, urlencode, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.html import format_html

from freedomcities.events.feed_pages import absolute
from freedomcities.events.models import Event
from freedomcities.events.question import Question
from freedomcities.lib.named_addresses import named_address

WIDTH, LIST_HEIGHT, EVENT_HEIGHT = 600, 560, 400


@dataclass(frozen=True, slots=True)
class Frame:
    """A page to frame: its whole address, what it is called, how large."""

    address: str
    title: str
    width: int
    height: int

    def within(self, width: int | None, height: int | None) -> Frame:
        """The same, no larger than this."""
        return Frame(
            self.address,
            self.title,
            min(self.width, width or self.width),
            min(self.height, height or self.height),
        )

    @property
    def html(self) -> str:
        """What a site puts into its page. Nobody learns on whose page it is read."""
        made = format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"'
            ' referrerpolicy="no-referrer"></iframe>',
            self.address,
            self.title,
            self.width,
            self.height,
        )
        # Plain text, so that a page shows it to be copied and is no frame itself.
        return made + ""


@dataclass(frozen=True, slots=True)
class Framed:
    """A page of ours that can be framed: an event's or, without one, that of all events."""

    language: str
    event_id: str
    query: str


def list_frame(question: Question, title: str) -> Frame:
    """The frame of a question, in the language that is active."""
    address = absolute(named_address("events:events_embed") + question.query())
    return Frame(address, title, WIDTH, LIST_HEIGHT)


def event_frame(event: Event) -> Frame:
    """The frame of an event, in the language that is active."""
    address = absolute(named_address("events:event_embed", event.pk))
    return Frame(address, event.title, WIDTH, EVENT_HEIGHT)


def oembed_address(page: str) -> str:
    """Where programs ask how to show a page of ours elsewhere."""
    asked = urlencode({"url": page, "format": "json"})
    return absolute(f"{named_address('event_feeds:oembed')}?{asked}")


def framed_page(url: str) -> Framed | None:
    """Which page of ours an address is; None for any that cannot be framed, or is not ours."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if f"{parts.scheme}://{parts.netloc}".lower() != settings.PUBLIC_URL.lower():
        return None
    return _framed(parts)


def _framed(parts: SplitResult) -> Framed | None:
    prefix = parts.path.partition("/")[2].partition("/")[0]
    codes = [code for code, _name in settings.LANGUAGES]
    language = prefix if prefix in codes[1:] else codes[0]
    with translation.override(language):
        try:
            match = resolve(parts.path)
        except Resolver404:
            return None
    if match.view_name in {"events:events", "events:events_embed"}:
        return Framed(language, "", parts.query)
    if match.view_name in {"events:event", "events:event_embed"}:
        return Framed(language, match.kwargs["event_id"], "")
    return None
