"""What search engines and previews read of an event."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.events.choices import Language, Where
from freedomcities.events.clock import local
from freedomcities.events.operations import cancel_event
from freedomcities.events.tests.makers import (
    HOME_ADDRESS,
    OUTSIDER,
    make_draft,
    make_event,
    make_home_draft,
    make_host,
    make_series,
)
from freedomcities.groups.tests.makers import make_group, make_moderator

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
LINK = "https://meet.example.org/linkcanary"
_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def page(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.text


def read(path: str) -> dict[str, Any]:
    (block,) = _BLOCK.findall(page(path))
    found: dict[str, Any] = json.loads(block)
    return found


def test_a_public_event_is_all_there() -> None:
    host = make_host()
    group = make_group(host)
    event = make_event(host, make_draft(languages=[Language.SPANISH]), group_id=group.pk)
    assert read(f"/events/{event.pk}/") == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{SITE}/events/{event.pk}/",
        "url": f"{SITE}/events/{event.pk}/",
        "name": "First gathering",
        "description": "We read the nine rules and choose whom to meet.",
        "startDate": local(event.starts_at, "America/Detroit").isoformat(),
        "endDate": local(event.ends_at, "America/Detroit").isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Downtown library",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "343 S Fifth Ave",
                "addressLocality": "Ann Arbor",
                "addressRegion": "MI",
                "addressCountry": "US",
            },
        },
        "inLanguage": ["es"],
        "isAccessibleForFree": True,
        "organizer": [
            {
                "@type": "Organization",
                "name": group.name,
                "url": f"{SITE}/groups/{group.pk}/",
            }
        ],
    }


def test_of_a_home_the_place_alone_is_told() -> None:
    event = make_event(make_host(), make_home_draft())
    assert read(f"/events/{event.pk}/")["location"] == {
        "@type": "Place",
        "name": "Ann Arbor",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Ann Arbor",
            "addressRegion": "MI",
            "addressCountry": "US",
        },
    }
    assert HOME_ADDRESS not in page(f"/events/{event.pk}/")


def test_what_is_online_and_what_is_cancelled() -> None:
    host = make_host()
    draft = make_draft(where=Where.ONLINE, link=LINK, venue="", address="")
    event = make_event(host, draft)
    cancel_event(event.pk, because="Snow.", actor=host, now=NOW)
    found = read(f"/es/events/{event.pk}/")
    assert found["eventStatus"] == "https://schema.org/EventCancelled"
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert found["location"] == {
        "@type": "VirtualLocation",
        "url": f"{SITE}/es/events/{event.pk}/",
    }
    assert "linkcanary" not in page(f"/events/{event.pk}/")


def test_no_text_ends_the_element() -> None:
    nasty = '</script><script>alert(1)</script><!-- & "'
    event = make_event(make_host(), make_draft(title=nasty, about=nasty))
    assert read(f"/events/{event.pk}/")["name"] == nasty
    text = page(f"/events/{event.pk}/")
    assert "<script>alert" not in text
    assert "<!-- &" not in text


def test_one_that_waits_is_told_to_no_program() -> None:
    event = make_series(make_host(OUTSIDER))[0]
    client = Client()
    sign_in(client, make_moderator(), strong=True)
    text = client.get(f"/events/{event.pk}/").text
    assert "waits for a moderator" in text
    assert "ld+json" not in text
    assert ".ics" not in text


def test_pages_name_their_feeds() -> None:
    event = make_event(make_host())
    one = page(f"/es/events/{event.pk}/")
    assert (
        f'type="text/calendar" title="Calendario" href="{SITE}/events/{event.pk}.ics?lang=es"'
        in one
    )
    listed = page("/events/?kind=first-gathering")
    for ending in ("ics", "atom", "csv", "geojson"):
        assert f'href="{SITE}/events.{ending}?kind=first-gathering"' in listed
    assert 'href="webcal://127.0.0.1:8000/events.ics?kind=first-gathering"' in listed
    assert 'property="og:description" content="' in one


def test_a_page_with_several_events_names_each_of_their_pages() -> None:
    host = make_host()
    group = make_group(host)
    first = make_event(host, group_id=group.pk)
    second = make_event(host, make_home_draft(title="Second"), group_id=group.pk)
    make_series(make_host(OUTSIDER), make_draft(title="Waits"))
    pages = [f"{SITE}/events/{each.pk}/" for each in (first, second)]
    for path in ("/events/", f"/groups/{group.pk}/"):
        said = read(path)
        assert said["@type"] == "ItemList"
        assert sorted(each["url"] for each in said["itemListElement"]) == sorted(pages)
        assert [each["position"] for each in said["itemListElement"]] == [1, 2]
    assert _BLOCK.search(page("/events/?kind=rally")) is None
    spanish = read("/es/events/")["itemListElement"]
    assert {each["url"].removeprefix(SITE)[:11] for each in spanish} == {"/es/events/"}
