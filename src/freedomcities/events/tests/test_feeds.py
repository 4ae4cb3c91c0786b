"""What programs read of events: every feed, and that none of them tells what the page hides."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from freedomcities.accounts.tests.makers import NOW
from freedomcities.events import feed_pages, feed_urls
from freedomcities.events.calendars import calendar_text
from freedomcities.events.choices import Access, Language, State, Where
from freedomcities.events.drafts import fill
from freedomcities.events.feed_texts import (
    Frame,
    atom_entry,
    atom_text,
    csv_line,
    csv_text,
    feature_text,
    geojson_text,
)
from freedomcities.events.models import Event
from freedomcities.events.operations import cancel_event, change_event
from freedomcities.events.rows import rows_of
from freedomcities.events.saving import save
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
from freedomcities.groups.tests.makers import can_be_found, make_group, some_place
from freedomcities.lib.csv_safety import restore

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "golden"
LINK = "https://meet.example.org/linkcanary"
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://127.0.0.1:8000"
FEEDS = ("/events.ics", "/events.atom", "/events.geojson", "/events.csv")


def get(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def entries(path: str) -> list[Any]:
    return list(Calendar.from_ical(get(path)).walk("VEVENT"))


def features(path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(get(path))["features"]
    return found


def table(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(get(path), newline="")))


def titles(path: str) -> list[str]:
    ending = urlsplit(path).path.rpartition(".")[2]
    if ending == "ics":
        return [str(each["SUMMARY"]) for each in entries(path)]
    if ending == "geojson":
        return [each["properties"]["title"] for each in features(path)]
    if ending == "csv":
        return [each["title"] for each in table(path)]
    return [
        each.findtext(f"{ATOM}title") or ""
        for each in ET.fromstring(get(path)).iter(f"{ATOM}entry")
    ]


def golden_events() -> list[Event]:
    """Three whose every byte is known: in a library, at a home and cancelled."""
    made = datetime(2026, 11, 1, 12, tzinfo=UTC)
    about = 'Wörter, und "mehr"; a line\nand =another. ' + "Long words follow. " * 6
    drafts = (
        make_draft(about=about, day=datetime(2026, 12, 1, tzinfo=UTC).date(), zip_code="",
                   languages=[Language.ENGLISH, Language.SPANISH], access=[Access.CHILDCARE]),
        make_home_draft(title="=At home", day=datetime(2027, 3, 13, tzinfo=UTC).date(),
                        begin=time(23), end=time(0)),
        make_draft(title="Online", where=Where.ONLINE, link=LINK, venue="", address="",
                   day=datetime(2027, 7, 4, tzinfo=UTC).date()),
    )  # fmt: skip
    events = []
    for number, draft in enumerate(drafts, 1):
        event = Event(id=f"golden{number}", made_on=made.date(), state=State.PUBLISHED)
        fill(event, draft, now=made)
        event.sequence = number - 1
        if number == 3:
            event.state, event.cancelled_because = State.CANCELLED, "Nobody can come."
        save(event, now=made)
        events.append(event)
    return list(Event.objects.with_places().order_by("pk"))


def is_golden(name: str, text: str) -> None:
    assert text.encode() == (GOLDEN / name).read_bytes(), text


def test_the_calendar_is_golden() -> None:
    events = golden_events()
    text = calendar_text(
        [(each.pk, each.calendar_text) for each in events],
        zones={each.time_zone for each in events},
        site=SITE,
        name="Events",
        page=f"{SITE}/events/",
    )
    is_golden("events.ics", text)
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)


def test_the_other_feeds_are_golden() -> None:
    golden_events()
    rows = rows_of(Event.objects.order_by("pk"))
    latest = max(row.changed_at for row in rows)
    frame = Frame("Events", "", f"{SITE}/events/", f"{SITE}/events.atom", latest=latest)
    is_golden("events.geojson", geojson_text([feature_text(row, ()) for row in rows]))
    is_golden("events.csv", csv_text([csv_line(row, ()) for row in rows]))
    is_golden("events.atom", atom_text([atom_entry(row, ()) for row in rows], frame))


def test_a_calendar_says_when_in_the_zone_of_the_place() -> None:
    event = make_event(make_host())
    (entry,) = entries("/events.ics")
    assert entry["UID"] == f"{event.pk}@events.freedomcities"
    assert entry.decoded("DTSTART") == event.starts_at
    assert entry["DTSTART"].params["TZID"] == "America/Detroit"
    assert [
        str(zone["TZID"]) for zone in Calendar.from_ical(get("/events.ics")).walk("VTIMEZONE")
    ] == ["America/Detroit"]
    assert entry["URL"] == f"{SITE}/events/{event.pk}/"
    assert entry["SEQUENCE"] == 0
    assert get(f"/events/{event.pk}.ics").count("BEGIN:VEVENT") == 1


def test_a_change_is_told_to_calendars() -> None:
    host = make_host()
    event = make_event(host)
    change_event(event.pk, make_draft(begin=time(19)), actor=host, now=NOW)
    (entry,) = entries(f"/events/{event.pk}.ics")
    assert (entry["SEQUENCE"], entry["UID"]) == (1, f"{event.pk}@events.freedomcities")
    assert entry.decoded("DTSTART").hour == 19


def test_a_cancelled_one_is_kept_for_thirty_days_after_its_day() -> None:
    host = make_host()
    event = make_event(host)
    cancel_event(event.pk, because="Snow.", actor=host, now=NOW)
    held = make_event(host, make_draft(title="Held", day=day_after(14)))
    for days, told in ((44, True), (46, False)):
        with patch("freedomcities.events.feeds.datetime") as clock:
            clock.now.return_value = NOW + timedelta(days=days)
            found = {
                str(each["UID"]): str(each["STATUS"]) for each in entries(f"/events.ics?x={days}")
            }
        assert (found.get(f"{event.pk}@events.freedomcities") == "CANCELLED") == told
        assert f"{held.pk}@events.freedomcities" not in found
    assert {each["properties"]["status"] for each in features("/events.geojson")} == {
        "cancelled", "confirmed",
    }  # fmt: skip


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_answers_the_question_of_its_page(path: str) -> None:
    can_be_found(some_place())
    host = make_host()
    make_event(host, make_draft(title="Spanish", languages=[Language.SPANISH]))
    make_event(host, make_draft(title="English", day=day_after(15)))
    make_series(make_host(OUTSIDER), make_draft(title="Waits"))
    assert sorted(titles(path)) == ["English", "Spanish"]
    assert titles(f"{path}?place=Ann+Arbor%2C+MI&language=es") == ["Spanish"]
    assert titles(f"{path}?near=42.275,-83.725&miles=5&from={day_after(15)}") == ["English"]
    assert titles(f"{path}?issue=budgets") == []


@pytest.mark.parametrize("path", FEEDS)
def test_a_filter_that_means_nothing_is_refused_in_a_sentence(path: str) -> None:
    answer = Client().get(f"{path}?kind=zzqqxx&page=0")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    first, second = answer.content.decode().splitlines()
    assert first == "“zzqqxx” is no kind of event, so all are shown."
    assert second == "“0” is no number of a page."
    assert get(f"{path}?page=12345", 400)
    assert get(f"{path}?page=²", 400)


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_bounded_and_leads_on(path: str) -> None:
    host = make_host()
    for number in range(3):
        make_event(host, make_draft(title=f"E{number}", day=day_after(14 + number)))
    with patch.object(feed_pages, "MOST", 2):
        first = Client().get(f"{path}?kind=first-gathering&lang=es")
        found = titles(f"{path}?kind=first-gathering&x=1")
        following = f"{path}?kind=first-gathering&page=2"
        last = Client().get(following)
        found += titles(f"{following}&x=1")
        assert titles(f"{path}?page=3&x=1") == []
    assert first.headers["Link"] == (
        f'<{SITE}{path}?kind=first-gathering&lang=es&page=2>; rel="next"'
    )
    assert "Link" not in last.headers
    assert sorted(found) == ["E0", "E1", "E2"]
    if path.endswith("atom"):
        links = {
            each.get("rel"): each.get("href")
            for each in ET.fromstring(last.content).findall(f"{ATOM}link")
        }
        assert links["previous"] == f"{SITE}{path}?kind=first-gathering&page=1"
        assert "next" not in links


def test_what_was_changed_last_comes_first_in_atom() -> None:
    host = make_host()
    first = make_event(host, make_draft(title="First"))
    make_event(host, make_draft(title="Second", day=day_after(15)))
    change_event(
        first.pk, make_draft(title="First", begin=time(19)), actor=host,
        now=NOW + timedelta(minutes=5),
    )  # fmt: skip
    assert titles("/events.atom") == ["First", "Second"]
    feed = ET.fromstring(get("/events.atom?lang=es"))
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"
    assert feed.findtext(f"{ATOM}title") == "Eventos"
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}id") == f"tag:127.0.0.1,2026:events/{first.pk}"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{SITE}/es/events/{first.pk}/"


def test_what_looks_like_html_is_text_in_atom() -> None:
    make_event(make_host(), make_draft(title="<b>T</b>", about="<script>x</script>"))
    entry = ET.fromstring(get("/events.atom")).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "<b>T</b>"
    summary = entry.find(f"{ATOM}summary")
    assert summary is not None
    assert summary.get("type") == "html"
    assert (summary.text or "").endswith("&lt;script&gt;x&lt;/script&gt;")


def test_a_language_asked_for_is_that_of_words_and_addresses() -> None:
    event = make_event(make_host())
    (entry,) = entries("/events.ics?lang=es")
    assert entry["URL"] == f"{SITE}/es/events/{event.pk}/"
    one = json.loads(get(f"/events/{event.pk}.geojson?lang=es"))
    assert one["properties"]["url"] == f"{SITE}/es/events/{event.pk}/"
    assert " de " in one["properties"]["day_words"]
    assert Client().get("/es/events.ics").status_code == 404


def test_a_home_is_its_cell_and_an_online_event_its_place() -> None:
    host = make_host()
    home = make_event(host, make_home_draft(zip_code=""))
    online = make_event(
        host, make_draft(where=Where.ONLINE, link=LINK, venue="", address="", day=day_after(15))
    )
    found = {each["id"]: each for each in features("/events.geojson")}
    point = found[home.pk]["geometry"]["coordinates"]
    assert point == [home.longitude, home.latitude]
    for degrees in point:
        # The centre of a cell of 0.05°.
        assert round(degrees * 40) % 2 == 1
        assert round(degrees * 40, 6) == round(degrees * 40)
    assert found[home.pk]["properties"]["where_words"] == "a private home in or near Ann Arbor, MI"
    place = some_place()
    assert found[online.pk]["geometry"]["coordinates"] == [place.longitude, place.latitude]
    assert found[online.pk]["properties"]["where"] == "online"


def test_no_address_of_programs_tells_what_the_page_hides() -> None:
    host = make_host()
    group = make_group(host)
    secret = {"my_name": "shownname", "group_id": group.pk}
    events = [
        make_event(host, make_home_draft(), **secret),
        make_event(host, make_draft(where=Where.ONLINE, link=LINK, venue="", address="",
                                    day=day_after(15)), **secret),
        make_series(make_host(OUTSIDER), make_draft(title="waitscanary"))[0],
    ]  # fmt: skip
    asked = 0
    page_of = {"path": events[0].place.path, "group_id": group.pk, "ending": "geojson",
               "shape": "wide"}  # fmt: skip
    for pattern in feed_urls.urlpatterns:
        names = pattern.pattern.converters or pattern.pattern.regex.groupindex
        is_one = "event_id" in names
        for event in events if is_one else events[:1]:
            for language in ("en", "es"):
                values = {**page_of, "event_id": event.pk}
                path = reverse(f"event_feeds:{pattern.name}", args=[values[each] for each in names])
                answer = Client().get(f"{path}?lang={language}")
                asked += 1
                expected = 404 if event.state == State.WAITING and is_one else 200
                assert answer.status_code == expected or "oembed" in path, path
                # Unfolded, so that nothing hides at the end of a line.
                body = answer.content.decode(errors="replace").replace("\r\n ", "")
                for canary in (HOME_ADDRESS, "Quillfeather", "linkcanary", "waitscanary",
                               "hostcanary"):  # fmt: skip
                    assert canary not in body, path
    assert asked >= 20


def test_formulas_in_a_table_are_words() -> None:
    make_event(make_host(), make_draft(title="=1+1", about="@cmd", venue="|x"))
    (line,) = table("/events.csv")
    assert (line["title"], line["about"], line["venue"]) == ("'=1+1", "'@cmd", "'|x")
    assert restore(line["title"]) == "=1+1"


@pytest.mark.parametrize("path", [*FEEDS, "one.ics", "one.geojson"])
def test_a_feed_is_validated_and_for_any_site(path: str) -> None:
    event = make_event(make_host())
    address = path.replace("one", f"/events/{event.pk}")
    plain = Client().get(address)
    assert plain.headers["Cache-Control"].startswith("public, max-age=30")
    assert plain.headers["Access-Control-Allow-Origin"] == "*"
    assert plain.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    tag = plain.headers["ETag"]
    assert not tag.startswith("W/")
    again = Client().get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert not plain.cookies
    types = {
        "ics": "text/calendar; charset=utf-8",
        "geojson": "application/geo+json",
        "csv": "text/csv; charset=utf-8",
        "atom": "application/atom+xml; charset=utf-8",
    }
    assert plain.headers["Content-Type"] == types[path.rpartition(".")[2]]


@pytest.mark.parametrize("path", FEEDS)
def test_more_events_are_no_more_queries(path: str) -> None:
    host = make_host()
    group = make_group(host)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            get(address)
        return len(queries)

    make_event(host, group_id=group.pk)
    one = asked(path)
    for number in range(3):
        make_event(host, make_draft(day=day_after(20 + number)), group_id=group.pk)
    assert asked(f"{path}?x=1") == one


def test_an_event_that_is_over_still_has_its_calendar() -> None:
    event = make_event(make_host())
    Event.objects.filter(pk=event.pk).update(
        starts_at=NOW - timedelta(days=90), ends_at=NOW - timedelta(days=90) + timedelta(hours=1)
    )
    assert len(entries(f"/events/{event.pk}.ics")) == 1
    assert entries("/events.ics") == []
    assert get("/events/bbbbccccdddd.ics", 404)


def test_one_event_is_a_feed_of_its_changes() -> None:
    host = make_host()
    event = make_event(host)
    answer = Client().get(f"/events/{event.pk}.atom?lang=es")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.content)
    entries = root.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}title") for each in entries] == ["First gathering"]
    own, entry = root.findtext(f"{ATOM}id"), entries[0].findtext(f"{ATOM}id")
    assert own is not None
    assert own != entry
    before = root.findtext(f"{ATOM}updated")
    change_event(event.pk, make_draft(title="Another"), actor=host, now=NOW)
    later = ET.fromstring(Client().get(f"/events/{event.pk}.atom").content)
    assert str(later.findtext(f"{ATOM}updated")) > str(before)
    assert later.findtext(f"{ATOM}id") == own
    waiting = make_series(make_host(OUTSIDER))[0]
    assert Client().get(f"/events/{waiting.pk}.atom").status_code == 404
