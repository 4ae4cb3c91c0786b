"""Events as programs read them: GeoJSON (RFC 7946), CSV and Atom (RFC 4287).

Nothing stands here that the page of an event hides: of a private home its cell, and no way in to
what is online.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator

from freedomcities.events.addresses import page_at
from freedomcities.events.choices import State
from freedomcities.events.clock import local
from freedomcities.events.drafts import codes_in
from freedomcities.events.feed_pages import absolute
from freedomcities.events.rows import Row
from freedomcities.events.shown import when_of, where_words
from freedomcities.lib.csv_safety import neutralise

_CSV_COLUMNS = (
    *("id", "title", "about", "kind", "issue", "starts_at", "ends_at", "time_zone", "status"),
    *("cancelled_because", "where", "venue", "address", "zip_code", "place", "geoid", "state"),
    *("latitude", "longitude", "languages", "access", "groups", "changed_at", "url"),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a feed says of itself: its name, its question, the page that it mirrors, its own
    address, when its latest entry changed, and the addresses of the pages before and after.
    """

    title: str
    query: str
    page: str
    address: str
    latest: datetime | None = None
    previous: str = ""
    following: str = ""


def geojson_text(features: Sequence[str]) -> str:
    """The text of a FeatureCollection of what `feature_text` made, a feature a line."""
    joined = ",\n".join(features)
    return f'{{"type":"FeatureCollection","features":[\n{joined}\n]}}\n'


def feature_text(event: Row, groups: Sequence[str]) -> str:
    """The text of a Feature, on one line."""
    return json.dumps(_feature(event, groups), ensure_ascii=False, separators=(",", ":"))


def _feature(event: Row, groups: Sequence[str]) -> dict[str, object]:
    """An event as a point; of one that is online, or around somewhere, that of its place."""
    when = when_of(event)
    return {
        "type": "Feature",
        "id": event.id,
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
            "place": event.place,
            "geoid": event.place_id,
            "state": event.state_code,
            "languages": _joined(event.languages),
            "access": _joined(event.access),
            "groups": " · ".join(groups),
            "url": page_of(event.id),
        },
    }


def csv_text(lines: Sequence[str]) -> str:
    """The table of what `csv_line` made, headings first."""
    return "".join([_csv(_CSV_COLUMNS), *lines])


def csv_line(event: Row, groups: Sequence[str]) -> str:
    """An event as a line; cells that a spreadsheet would run are harmless."""
    cells = _cells(event, groups)
    return _csv(
        neutralise(cell) if isinstance(cell := cells[name], str) else cell for name in _CSV_COLUMNS
    )


def _csv(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()


def atom_text(entries: Sequence[str], frame: Frame) -> str:
    """A feed of what `atom_entry` made, as they come."""
    feed = _PagedAtom(
        title=frame.title,
        link=frame.page,
        feed_url=frame.address,
        description=None,
        language=get_language() or settings.LANGUAGE_CODE,
        author_name=getattr(settings, "SITE_NAME", "Freedom Cities"),
        feed_guid=tag_of(f"events{frame.query}"),
        frame=frame,
        latest=frame.latest,
    )
    head, ended, rest = feed.writeString("utf-8").rpartition("</feed>")
    return "".join([head, *entries, ended, rest])


def atom_entry(event: Row, _groups: Sequence[str]) -> str:
    """An event as an entry."""
    when = when_of(event)
    feed = Atom1Feed(title="", link="", description=None)
    feed.add_item(
        title=event.title,
        link=page_of(event.id),
        # The framework marks it as HTML, and it is plain text.
        description=escape(
            f"{when.day}, {when.hours}. {where_words(event)}. {event.about}", quote=False
        ),
        unique_id=tag_of(f"events/{event.id}"),
        pubdate=datetime.combine(event.made_on, datetime.min.time(), tzinfo=UTC),
        updateddate=event.changed_at,
        categories=[event.kind, event.issue, _status(event)],
    )
    text = io.StringIO()
    feed.write_items(SimplerXMLGenerator(text, "utf-8", short_empty_elements=True))
    return text.getvalue()


def page_of(event_id: str) -> str:
    """The whole address of an event's page."""
    return absolute(page_at(event_id))


def tag_of(specific: str) -> str:
    """A tag: URI (RFC 4151) that stays the same as long as the site keeps its address."""
    return f"tag:{urlsplit(settings.PUBLIC_URL).hostname},2026:{specific}"


class _PagedAtom(Atom1Feed):
    """With links to the pages before and after (RFC 5005); its entries are put in later."""

    def latest_post_date(self) -> datetime:
        """When the latest of its entries changed; of a feed without any, now."""
        latest: datetime | None = self.feed["latest"]
        return latest or datetime.now(UTC)

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        frame: Frame = self.feed["frame"]
        for rel, address in (("previous", frame.previous), ("next", frame.following)):
            if address:
                handler.addQuickElement("link", "", {"rel": rel, "href": address})


def _cells(event: Row, groups: Sequence[str]) -> dict[str, object]:
    return {
        "id": event.id,
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
        "place": event.place,
        "geoid": event.place_id,
        "state": event.state_code,
        "latitude": round(event.latitude, 5),
        "longitude": round(event.longitude, 5),
        "languages": _joined(event.languages),
        "access": _joined(event.access),
        "groups": " · ".join(groups),
        "changed_at": event.changed_at.astimezone(UTC).isoformat(),
        "url": page_of(event.id),
    }


def _moment(moment: datetime, zone: str) -> str:
    return local(moment, zone).isoformat()


def _status(event: Row) -> str:
    return "cancelled" if event.state == State.CANCELLED else "confirmed"


def _joined(codes: str) -> str:
    return " ".join(codes_in(codes))
