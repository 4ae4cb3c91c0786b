from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from freedomcities.lib.csv_safety import restore
from freedomcities.pages import progress_feeds
from freedomcities.pages.tests.progress_makers import make_country, make_shade, record, stand

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _country() -> None:
    places = make_country()
    places["2622000"].name = "=Detroit"
    places["2622000"].population = None
    places["2622000"].save()
    make_shade()
    stand("2603000", "1", since="2017-04-03")
    stand("2603000", "2", "partial", inherited_from_id="26")
    stand("2622000", "1", "unknown", reported=True)
    stand("0820000", "10", since="2019")


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.getvalue().decode()


def table(client: Client, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(client, path), newline="")))


def features(client: Client, path: str) -> list[dict[str, Any]]:
    collection = json.loads(body(client, path))
    assert collection["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = collection["features"]
    return found


def test_a_place_a_line(client: Client) -> None:
    lines = table(client, "/progress.csv")
    assert [line["geoid"] for line in lines] == ["2603000", "0820000", "2622000"]
    assert lines[0] == {
        "geoid": "2603000",
        "ocd_id": "ocd-division/2603000",
        "name": "Ann Arbor",
        "full_name": "Ann Arbor",
        "kind": "municipality",
        "state": "MI",
        "latitude": "42.25",
        "longitude": "-83.75",
        "people": "1200",
        "blueprint": "shade",
        "adopted": "1",
        "required": "2",
        "since": "2017-04-03",
        "rule_1": "adopted",
        "rule_1_since": "2017-04-03",
        "rule_1_reported": "",
        "rule_1_inherited_from": "",
        "rule_2": "partial",
        "rule_2_since": "",
        "rule_2_reported": "",
        "rule_2_inherited_from": "26",
        "rule_10": "unknown",
        "rule_10_since": "",
        "rule_10_reported": "",
        "rule_10_inherited_from": "",
        "url": "http://127.0.0.1:8000/places/mi/ann-arbor/",
    }


def test_cells_cannot_run_in_a_spreadsheet(client: Client) -> None:
    detroit = table(client, "/progress.csv?rule=1&standing=unknown")[-1]
    assert detroit["name"] == "'=Detroit"
    assert restore(detroit["name"]) == "=Detroit"
    assert (detroit["people"], detroit["rule_1"], detroit["rule_1_reported"]) == (
        "", "unknown", "yes",
    )  # fmt: skip


def test_files_take_the_filters_of_the_page(client: Client) -> None:
    assert [line["geoid"] for line in table(client, "/progress.csv?state=co")] == ["0820000"]
    assert [line["geoid"] for line in table(client, "/progress/co.csv")] == ["0820000"]
    assert table(client, "/progress/co.csv?rule=1&standing=adopted") == []
    found = features(client, "/progress/mi.geojson?standing=partial")
    assert [one["properties"]["geoid"] for one in found] == ["2603000"]


def test_a_place_a_point(client: Client) -> None:
    ann_arbor, _, detroit = features(client, "/progress.geojson")
    assert ann_arbor == {
        "type": "Feature",
        "id": "ocd-division/2603000",
        "geometry": {"type": "Point", "coordinates": [-83.75, 42.25]},
        "properties": {
            "geoid": "2603000",
            "ocd_id": "ocd-division/2603000",
            "name": "Ann Arbor",
            "full_name": "Ann Arbor",
            "kind": "municipality",
            "state": "MI",
            "people": 1_200,
            "blueprint": "shade",
            "adopted": 1,
            "required": 2,
            "rule_1": "adopted",
            "rule_2": "partial",
            "rule_10": "unknown",
            "since": "2017-04-03",
            "url": "http://127.0.0.1:8000/places/mi/ann-arbor/",
        },
    }
    assert detroit["properties"]["people"] is None
    assert detroit["properties"]["since"] is None


def test_nothing_recorded_is_an_empty_file(client: Client) -> None:
    assert features(client, "/progress.geojson?standing=none") == []
    assert table(client, "/progress.csv?standing=none") == []


def test_types_and_names_of_files(client: Client) -> None:
    for path, kind, name in (
        ("/progress.csv", "text/csv; charset=utf-8", "shade.csv"),
        ("/progress/mi.csv", "text/csv; charset=utf-8", "shade-mi.csv"),
        ("/progress/mi.geojson", "application/geo+json", "shade-mi.geojson"),
    ):
        response = client.get(path)
        assert response["Content-Type"] == kind
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert getattr(response.resolver_match.func, "audience", "") == "public"
        assert client.post(path).status_code == 405


def test_a_long_file_is_read_as_it_is_sent(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = body(client, "/progress.csv"), body(client, "/progress.geojson")
    monkeypatch.setattr(progress_feeds, "_MADE_AT_ONCE", 2)
    # Another client: the first one has kept its files.
    other = Client()
    assert other.get("/progress.csv").streaming
    assert (body(other, "/progress.csv"), body(other, "/progress.geojson")) == whole
    assert not other.get("/progress/co.csv").streaming
    assert "/es/places/mi/ann-arbor/" in body(other, "/progress.csv?lang=es")


@pytest.mark.parametrize("ending", ["csv", "geojson", "atom"])
def test_a_wrong_filter_is_refused_in_a_sentence(client: Client, ending: str) -> None:
    response = client.get(f"/progress.{ending}?rule=99&kind=moon")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "“99” is no rule of this blueprint, so all rules are shown.\n"
        "“moon” is no kind of place, so all kinds are shown.\n"
    )
    assert client.get(f"/progress/zz.{ending}").status_code == 404
    assert client.get(f"/progress/MI.{ending}").status_code == 404


def entries(client: Client, path: str) -> list[tuple[str, str]]:
    feed = ET.fromstring(body(client, path))
    return [
        (entry.findtext(f"{ATOM}id") or "", entry.findtext(f"{ATOM}title") or "")
        for entry in feed.findall(f"{ATOM}entry")
    ]


def test_what_was_recorded_last_comes_first(client: Client) -> None:
    record("denver-1", "0820000", "10", recorded_at=datetime(2026, 5, 1, tzinfo=UTC))
    record("a2", "2603000", "1", recorded_at=datetime(2026, 6, 1, 8, tzinfo=UTC), confirmed=False)
    feed = ET.fromstring(body(client, "/progress.atom"))
    assert feed.findtext(f"{ATOM}id") == "tag:127.0.0.1,2026:progress/shade"
    assert feed.findtext(f"{ATOM}title") == "Shade for all: what is new on the list"
    assert feed.findtext(f"{ATOM}updated") == "2026-06-01T08:00:00+00:00"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://127.0.0.1:8000/progress/",
        "self": "http://127.0.0.1:8000/progress.atom",
    }
    first = feed.find(f"{ATOM}entry")
    assert first is not None
    assert first.findtext(f"{ATOM}id") == "tag:127.0.0.1,2026:instruments/a2"
    assert first.findtext(f"{ATOM}summary") == "1. Oaks: meets the rule (reported)"
    link = first.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://127.0.0.1:8000/instruments/a2/"
    assert entries(client, "/progress.atom") == [
        ("tag:127.0.0.1,2026:instruments/a2", "Ann Arbor, MI: Title of a2"),
        ("tag:127.0.0.1,2026:instruments/denver-1", "Denver, CO: Title of denver-1"),
    ]


def test_the_feed_takes_the_filters(client: Client) -> None:
    record("denver-1", "0820000", "10")
    record("a2", "2603000", "1")
    record("quiet", "26163", "2")
    assert [title for _, title in entries(client, "/progress/co.atom")] == [
        "Denver, CO: Title of denver-1"
    ]
    assert [title for _, title in entries(client, "/progress.atom?rule=1")] == [
        "Ann Arbor, MI: Title of a2"
    ]
    assert entries(client, "/progress.atom?kind=town") == []


def test_the_feed_is_bounded(client: Client) -> None:
    for number in range(progress_feeds.NEWEST + 5):
        record(f"law-{number:02}", "2603000", "1")
    assert len(entries(client, "/progress.atom")) == progress_feeds.NEWEST


def test_a_feed_in_spanish_leads_to_spanish_pages(client: Client) -> None:
    record("a2", "2603000", "1")
    text = body(client, "/progress.atom?lang=es")
    assert 'xml:lang="es"' in text
    assert "http://127.0.0.1:8000/es/progress/" in text
    assert "1. Oaks (es)" in text
