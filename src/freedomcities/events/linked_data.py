"""An event as search engines read it: schema.org Event, as JSON-LD. What the page hides is not in.

Of a private home the place alone is told, of what is online the page itself, never the way in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.utils.safestring import SafeString

from freedomcities.events.addresses import page_at
from freedomcities.events.choices import State, Where
from freedomcities.events.clock import local
from freedomcities.events.drafts import codes_in
from freedomcities.events.feed_pages import absolute
from freedomcities.events.models import Event
from freedomcities.events.page_reads import Inviting
from freedomcities.lib.named_addresses import named_address

_SCHEMA = "https://schema.org/"
# As the framework's `json_script` does, so that no text can end the element.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def linked_data(event: Event, groups: Iterable[Inviting]) -> SafeString:
    """The text for a script element of type `application/ld+json`."""
    return _text(linked(event, groups))


def linked_list(events: Iterable[str]) -> SafeString:
    """The same for a page with several events (their ids): each is told on its own page."""
    root = absolute(named_address("events:events"))
    items = [
        {"@type": "ListItem", "position": number, "url": f"{root}{event_id}/"}
        for number, event_id in enumerate(events, 1)
    ]
    if not items:
        return SafeString()
    return _text({"@context": _SCHEMA.rstrip("/"), "@type": "ItemList", "itemListElement": items})


def _text(data: dict[str, object]) -> SafeString:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return SafeString(text.translate(_ESCAPES))


def linked(event: Event, groups: Iterable[Inviting]) -> dict[str, object]:
    """The event, and the `groups` that hold it."""
    is_cancelled = event.state == State.CANCELLED
    is_online = event.where == Where.ONLINE
    return {
        "@context": _SCHEMA.rstrip("/"),
        "@type": "Event",
        "@id": absolute(page_at(event.pk)),
        "url": absolute(page_at(event.pk)),
        "name": event.title,
        "description": event.about,
        "startDate": local(event.starts_at, event.time_zone).isoformat(),
        "endDate": local(event.ends_at, event.time_zone).isoformat(),
        "eventStatus": _SCHEMA + ("EventCancelled" if is_cancelled else "EventScheduled"),
        "eventAttendanceMode": _SCHEMA
        + ("OnlineEventAttendanceMode" if is_online else "OfflineEventAttendanceMode"),
        "location": _virtual(event) if is_online else _spot(event),
        "inLanguage": codes_in(event.languages),
        "isAccessibleForFree": True,
        "organizer": [
            {
                "@type": "Organization",
                "name": group.name,
                "url": absolute(group.address),
            }
            for group in groups
        ],
    }


def _virtual(event: Event) -> dict[str, object]:
    """How people join is told to those who say yes: the page is where they do."""
    page = absolute(page_at(event.pk))
    return {"@type": "VirtualLocation", "url": page}


def _spot(event: Event) -> dict[str, object]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": event.address if event.where == Where.VENUE else "",
        "addressLocality": event.place.name,
        "addressRegion": event.state_code,
        "postalCode": event.zip_code if event.where == Where.VENUE else "",
        "addressCountry": "US",
    }
    return {
        "@type": "Place",
        "name": event.venue or event.place.name,
        "address": {name: value for name, value in address.items() if value},
    }
