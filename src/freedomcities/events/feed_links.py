"""The feeds of a page as links, and the address that a calendar subscribes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freedomcities.events.feed_pages import absolute
from freedomcities.events.models import Event
from freedomcities.events.question import Question


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed: what it is in words, its media type, its whole address."""

    title: str
    type: str
    address: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """A calendar to subscribe to: `opens` starts the program for it, `address` is to copy."""

    opens: str
    address: str


def links_of_question(question: Question) -> list[FeedLink]:
    """The feeds of the list."""
    return _links(
        {
            "events_ics": (_("Calendar"), "text/calendar"),
            "events_atom": (_("What is new (Atom)"), "application/atom+xml"),
            "events_csv": (_("Table (CSV)"), "text/csv"),
            "events_geojson": (_("Map data (GeoJSON)"), "application/geo+json"),
        },
        question.parameters(),
    )


def links_of_event(event: Event) -> list[FeedLink]:
    """The feeds of an event."""
    return _links(
        {
            "event_ics": (_("Calendar"), "text/calendar"),
            "event_geojson": (_("Map data (GeoJSON)"), "application/geo+json"),
        },
        {},
        event.pk,
    )


def subscription(question: Question) -> Subscription:
    """The calendar of a question."""
    address = feed_address("events_ics", question.parameters())
    return Subscription(f"webcal:{address.partition(':')[2]}", address)


def feed_address(name: str, parameters: Mapping[str, str], *arguments: str) -> str:
    """The whole address of a feed, in the language that is active."""
    return absolute(feed_path(name, parameters, *arguments))


def feed_path(name: str, parameters: Mapping[str, str], *arguments: str) -> str:
    """The same without the site's own address."""
    language = get_language() or settings.LANGUAGE_CODE
    asked = dict(parameters)
    if language != settings.LANGUAGE_CODE:
        asked["lang"] = language
    query = f"?{urlencode(asked)}" if asked else ""
    return reverse(f"event_feeds:{name}", args=arguments) + query


def _links(
    kinds: Mapping[str, tuple[str, str]], parameters: Mapping[str, str], *arguments: str
) -> list[FeedLink]:
    return [
        FeedLink(title, media_type, feed_address(name, parameters, *arguments))
        for name, (title, media_type) in kinds.items()
    ]
