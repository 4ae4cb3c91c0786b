"""The feeds of a page as links, and the address that a calendar subscribes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freedomcities.events.feed_pages import absolute
from freedomcities.events.models import Event
from freedomcities.events.question import Question
from freedomcities.groups.models import Group
from freedomcities.lib.named_addresses import named_address
from freedomcities.places.models import Place


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
            "event_atom": (_("Changes (Atom)"), "application/atom+xml"),
            "event_geojson": (_("Map data (GeoJSON)"), "application/geo+json"),
        },
        {},
        event.pk,
    )


def links_of_group(group: Group) -> list[FeedLink]:
    """The feeds of what a group holds."""
    return _beside("group_feed", group.pk)


def links_of_place(place: Place) -> list[FeedLink]:
    """The feeds of what is at a place and around it."""
    return _beside("place_feed", place.path)


def subscription(question: Question) -> Subscription:
    """The calendar of a question."""
    return _subscription(feed_address("events_ics", question.parameters()))


def subscription_of(feeds: Sequence[FeedLink]) -> Subscription:
    """The calendar among the feeds of a group or a place."""
    return _subscription(feeds[0].address)


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
    return named_address(f"event_feeds:{name}", *arguments) + query


def _subscription(address: str) -> Subscription:
    return Subscription(f"webcal:{address.partition(':')[2]}", address)


def _beside(name: str, page: str) -> list[FeedLink]:
    kinds = (
        ("ics", _("Events in your calendar"), "text/calendar"),
        ("atom", _("New events (Atom)"), "application/atom+xml"),
        ("csv", _("Events as a table (CSV)"), "text/csv"),
        ("geojson", _("Events as map data (GeoJSON)"), "application/geo+json"),
    )
    return [
        FeedLink(title, media_type, feed_address(name, {}, page, ending))
        for ending, title, media_type in kinds
    ]


def _links(
    kinds: Mapping[str, tuple[str, str]], parameters: Mapping[str, str], *arguments: str
) -> list[FeedLink]:
    return [
        FeedLink(title, media_type, feed_address(name, parameters, *arguments))
        for name, (title, media_type) in kinds.items()
    ]
