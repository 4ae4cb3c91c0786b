"""Events on other people's sites: frames, the words to copy, and oEmbed."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from freedomcities.accounts.tests.makers import NOW
from freedomcities.events import embed_views
from freedomcities.events.embedding import Frame, framed_page
from freedomcities.events.operations import cancel_event
from freedomcities.events.tests.makers import (
    HOME_ADDRESS,
    OUTSIDER,
    day_after,
    make_draft,
    make_event,
    make_home_draft,
    make_host,
    make_series,
)
from freedomcities.groups.tests.makers import can_be_found, some_place

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def ask(url: str, status: int = 200, **more: str) -> Any:
    answer = Client().get("/oembed", {"url": url, **more})
    assert answer.status_code == status, answer.content
    if status != 200:
        assert answer.headers["Content-Type"].startswith("text/")
        return answer.content.decode()
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


def page(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status
    return answer.text


def test_a_list_is_offered_as_a_frame() -> None:
    can_be_found(some_place())
    found = ask(f"{SITE}/events/?place=Ann+Arbor%2C+MI&kind=rally&page=2&evil=%22%3E")
    address = f"{SITE}/events/embed/?place=geoid%3A2603000&kind=rally"
    assert found == {
        "version": "1.0",
        "type": "rich",
        "title": "Events near Ann Arbor, MI",
        "provider_name": "Freedom Cities",
        "provider_url": f"{SITE}/",
        "cache_age": 3_600,
        "html": f'<iframe src="{address.replace("&", "&amp;")}" title="Events near Ann Arbor, MI"'
        ' width="600" height="560" loading="lazy" referrerpolicy="no-referrer"></iframe>',
        "width": 600,
        "height": 560,
    }


def test_an_event_is_offered_in_the_language_of_its_address() -> None:
    event = make_event(make_host(), make_draft(title='<b>"&'))
    found = ask(f"{SITE}/es/events/{event.pk}/", maxwidth="320", maxheight="9999")
    assert (found["title"], found["width"], found["height"]) == ('<b>"&', 320, 400)
    assert f'src="{SITE}/es/events/{event.pk}/embed/"' in found["html"]
    assert "<b>" not in found["html"]


@pytest.mark.parametrize(
    "url",
    [
        "", "http://evil.example/events/", "https://127.0.0.1:8000/events/",
        f"{SITE}.evil.example/events/", "http://x@127.0.0.1:8000/events/", "http://[/",
        f"{SITE}/groups/", f"{SITE}/events/new/", f"{SITE}/events/bbbbccccdddd/",
        f"{SITE}/xx/events/", "javascript:alert(1)", f"{SITE}/events.ics",
    ],
)  # fmt: skip
def test_only_our_own_events_are_offered(url: str) -> None:
    ask(url, 404)


def test_another_format_is_not_answered_and_a_size_is_a_number() -> None:
    assert ask(f"{SITE}/events/", 501, format="xml") == "Only JSON is answered here: format=json.\n"
    for size in ("0", "-1", "x", "²", "1e3", "12345678"):
        ask(f"{SITE}/events/", 400, maxwidth=size)
        ask(f"{SITE}/events/", 400, maxheight=size)
    assert ask(f"{SITE}/events/", maxwidth="1")["width"] == 1


def test_pages_lead_programs_there_and_people_to_the_words_to_copy() -> None:
    event = make_event(make_host())
    for path in ("/events/?kind=first-gathering", f"/es/events/{event.pk}/"):
        text = page(path)
        (link,) = re.findall(r'<link rel="alternate" type="application/json\+oembed"[^>]*>', text)
        head = text.partition("</head>")[0]
        assert head.index(link) < head.index("stylesheet")
        (asked,) = re.findall(r'href="([^"]+)"', link)
        assert quote(f"{SITE}{path}", safe="") in unescape(asked)
        answer = Client().get(unescape(asked).removeprefix(SITE))
        (copied,) = re.findall(r'<input id="embed-snippet" type="text" value="([^"]+)"', text)
        assert unescape(copied) == json.loads(answer.content)["html"]


def test_a_frame_shows_the_same_events_and_leads_to_all() -> None:
    host = make_host()
    for number in range(3):
        make_event(host, make_draft(title=f"E{number}", day=day_after(14 + number)))
    make_event(host, make_home_draft(title="At home", day=day_after(20)))
    text = page("/events/embed/?kind=first-gathering")
    assert re.findall(r"E\d|At home", text) == ["E0", "E1", "E2", "At home"]
    assert f'href="{SITE}/events/?kind=first-gathering"' in text
    assert "See them on a map" in text
    assert HOME_ADDRESS not in text


def test_a_long_frame_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    host = make_host()
    for number in range(3):
        make_event(host, make_draft(title=f"E{number}", day=day_after(14 + number)))
    monkeypatch.setattr(embed_views, "MOST", 2)
    text = page("/events/embed/")
    assert re.findall(r"E\d", text) == ["E0", "E1"]
    assert "See all of them" in text


def test_a_frame_says_what_means_nothing() -> None:
    assert "“zzqqxx” is no kind of event" in page("/events/embed/?kind=zzqqxx", 400)
    assert "«zzqqxx»" in page("/es/events/embed/?kind=zzqqxx", 400)


def test_the_frame_of_an_event_is_public_and_tells_what_became_of_it() -> None:
    host = make_host()
    home = make_event(host, make_home_draft())
    assert HOME_ADDRESS not in page(f"/events/{home.pk}/embed/")
    cancel_event(home.pk, because="Snow <b>", actor=host, now=NOW)
    assert "Snow &lt;b&gt;" in page(f"/events/{home.pk}/embed/")
    waits = make_series(make_host(OUTSIDER))[0]
    page(f"/events/{waits.pk}/embed/", 404)
    ask(f"{SITE}/events/{waits.pk}/", 404)


def test_sizes_only_shrink() -> None:
    frame = Frame("a", "t", 600, 400)
    assert frame.within(None, None) == frame
    assert frame.within(700, 300) == Frame("a", "t", 600, 300)
    assert framed_page(f"{SITE}/es/events/?x=1") is not None
