"""What the script of the map is told: where points and outlines are, and what lies under them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from freedomcities.events.feed_links import feed_path
from freedomcities.events.question import Question
from freedomcities.lib.named_addresses import named_address


@dataclass(frozen=True, slots=True)
class MapData:
    """Addresses without the site's own, which the script asks; `centre` is latitude,longitude.

    `state` is where the outlines of the counties are, `tiles` is empty where the operator wants
    none, `host` is whose they are.
    """

    source: str
    nation: str
    state: str
    centre: str
    tiles: str
    credit: str
    host: str


def map_data(question: Question) -> MapData:
    """The map of a question."""
    place = question.asked.place
    state = place.state.lower() if place else ""
    return MapData(
        source=feed_path("events_geojson", question.parameters()),
        nation=named_address("feeds:nation_outlines"),
        state=named_address("feeds:state_outlines", state) if state else "",
        centre=",".join(map(str, question.point)) if question.point else "",
        tiles=settings.TILES_URL,
        credit=settings.TILES_CREDIT if settings.TILES_URL else "",
        host=urlsplit(settings.TILES_URL).hostname or "",
    )
