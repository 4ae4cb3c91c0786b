"""Events as programs read them: GeoJSON (RFC 7946), CSV and Atom (RFC 4287).

Nothing stands here that the page of an event hides: of a private home its cell, and no way in to
what is online.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator

from freedomcities.events.choices import State
from freedomcities.events.clock import local
from freedomcities.events.drafts import codes_in
from freedomcities.events.feed_pages import absolute
from freedomcities.events.models import Event
from freedomcities.events.shown import group_names, when_of, where_words
from freedomcities.lib.csv_safety import neutralise

_CSV_COLUMNS = (
    *("id", "title", "about", "kind", "issue", "starts_at", "ends_at", "time_zone", "status"),
    *("cancelled_because", "where", "venue", "address", "zip_code", "place", "geoid", "state"),
    *("latitude", "longitude", "languages", "access", "groups", "changed_at", "url"),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a feed says of itself: its name, its question, the page that it mirrors, its own
    address and those of the pages before and after.
    """

    title: str
    query: str
    page: str
    address: str
    previous: str = ""
    following: str = ""


def geojson_text(events: Sequence[Event]) -> str:
    """The text of a FeatureCollection, a feature a line; events are fetched `with_places`."""
    names, pages = group_names(event.pk for event in events), _pages()
    features = ",\n".join(
        _dump(_feature(event, names.get(event.pk, ()), pages)) for event in events
    )
    return f'{{"type":"FeatureCollection","features":[\n{features}\n]}}\n'


def feature_text(event: Event) -> str:
    """The text of a Feature alone."""
    names = group_names([event.pk]).get(event.pk, ())
    return f"{_dump(_feature(event, names, _pages()))}\n"


def _feature(event: Event, groups: Sequence[str], pages: str) -> dict[str, object]:
    """An event as a point; of one that is online, or around somewhere, that of its place."""
    when = when_of(event)
    return {
        "type": "Feature",
        "id": event.pk,
        "geometry": {
            "type": "Point",
            "coordinates": [round(event.longitude, 5), round(event.latitude, 5)],
        },
        "properties": {
            "title": event.title,
            "kind": event.kind,
            "issue": event.issue,
            "starts_at": _moment(event.starts_at, event.time_zone),
            "ends_at": _moment(event.ends_at, event.time_zone),
            "time_zone": event.time_zone,
            "day_words": when.day,
            "hours_words": when.hours,
            "status": _status(event),
            "where": event.where,
            "where_words": where_words(event),
            "place": str(event.place),
            "geoid": event.place_id,
            "state": event.state_code,
            "languages": _joined(event.languages),
            "access": _joined(event.access),
            "groups": " · ".join(groups),
            "url": f"{pages}{event.pk}/",
        },
    }


def csv_text(events: Sequence[Event]) -> str:
    """An event a line, headings first; cells that a spreadsheet would run are harmless."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_CSV_COLUMNS)
    names, pages = group_names(event.pk for event in events), _pages()
    for event in events:
        cells = _cells(event, names.get(event.pk, ()), pages)
        writer.writerow(
            neutralise(cell) if isinstance(cell := cells[name], str) else cell
            for name in _CSV_COLUMNS
        )
    return text.getvalue()


def atom_text(events: Sequence[Event], frame: Frame) -> str:
    """The events as entries, as they come."""
    language = get_language() or settings.LANGUAGE_CODE
    feed = _PagedAtom(
        title=frame.title,
        link=frame.page,
        feed_url=frame.address,
        description=None,
        language=language,
        author_name=getattr(settings, "SITE_NAME", "Freedom Cities"),
        feed_guid=tag_of(f"events{frame.query}"),
        frame=frame,
    )
    pages = _pages()
    for event in events:
        when = when_of(event)
        feed.add_item(
            title=event.title,
            link=f"{pages}{event.pk}/",
            # The framework marks it as HTML, and it is plain text.
            description=escape(
                f"{when.day}, {when.hours}. {where_words(event)}. {event.about}", quote=False
            ),
            unique_id=tag_of(f"events/{event.pk}"),
            pubdate=datetime.combine(event.made_on, datetime.min.time(), tzinfo=UTC),
            updateddate=event.changed_at,
            categories=[event.kind, event.issue, _status(event)],
        )
    return feed.writeString("utf-8")


def tag_of(specific: str) -> str:
    """A tag: URI (RFC 4151) that stays the same as long as the site keeps its address."""
    return f"tag:{urlsplit(settings.PUBLIC_URL).hostname},2026:{specific}"


class _PagedAtom(Atom1Feed):
    """With links to the pages before and after (RFC 5005)."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        frame: Frame = self.feed["frame"]
        for rel, address in (("previous", frame.previous), ("next", frame.following)):
            if address:
                handler.addQuickElement("link", "", {"rel": rel, "href": address})


def _cells(event: Event, groups: Sequence[str], pages: str) -> dict[str, object]:
    return {
        "id": event.pk,
        "title": event.title,
        "about": event.about,
        "kind": event.kind,
        "issue": event.issue,
        "starts_at": _moment(event.starts_at, event.time_zone),
        "ends_at": _moment(event.ends_at, event.time_zone),
        "time_zone": event.time_zone,
        "status": _status(event),
        "cancelled_because": event.cancelled_because,
        "where": event.where,
        "venue": event.venue,
        "address": event.address,
        "zip_code": event.zip_code,
        "place": str(event.place),
        "geoid": event.place_id,
        "state": event.state_code,
        "latitude": round(event.latitude, 5),
        "longitude": round(event.longitude, 5),
        "languages": _joined(event.languages),
        "access": _joined(event.access),
        "groups": " · ".join(groups),
        "changed_at": event.changed_at.astimezone(UTC).isoformat(),
        "url": f"{pages}{event.pk}/",
    }


def _moment(moment: datetime, zone: str) -> str:
    return local(moment, zone).isoformat()


def _status(event: Event) -> str:
    return "cancelled" if event.state == State.CANCELLED else "confirmed"


def _joined(codes: str) -> str:
    return " ".join(codes_in(codes))


def _pages() -> str:
    """What the whole address of every event's page begins with."""
    return absolute(reverse("events:events"))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
