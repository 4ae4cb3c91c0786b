"""What the page tells the script of the map: the same question, and nobody else without a word."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape

import pytest
from django.conf import settings
from django.test import Client, override_settings

from freedomcities.events.tests.makers import make_event, make_host
from freedomcities.groups.tests.makers import can_be_found, some_place

pytestmark = pytest.mark.django_db

TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


def told(path: str) -> dict[str, str]:
    text = Client().get(path).text
    (box,) = re.findall(r"<div class=\"event-map-box[^>]*>", text)
    return {name: unescape(value) for name, value in re.findall(r'data-([a-z-]+)="([^"]*)"', box)}


def test_the_map_asks_what_the_list_asks() -> None:
    can_be_found(some_place())
    make_event(make_host())
    found = told("/es/events/?place=Ann+Arbor%2C+MI&kind=first-gathering&page=1")
    asked = "place=geoid%3A2603000&kind=first-gathering&lang=es"
    assert found["source"] == f"/events.geojson?{asked}"
    assert found["nation"] == "/places/outlines.geojson"
    assert found["state"] == "/places/mi/outlines.geojson"
    place = some_place()
    assert found["centre"] == f"{place.latitude},{place.longitude}"
    assert (found["tiles"], found["credit"]) == ("", "")
    assert "{number}" in found["many"]
    everywhere = told("/events/")
    assert (everywhere["source"], everywhere["state"], everywhere["centre"]) == (
        "/events.geojson", "", "",
    )  # fmt: skip


def test_whose_tiles_they_are_is_told_before_they_are_asked_for() -> None:
    make_event(make_host())
    assert "background comes from" not in Client().get("/events/").text
    with override_settings(TILES_URL=TILES, TILES_CREDIT="© Somebody"):
        found = told("/events/?x=1")
        text = Client().get("/events/?x=2").text
    assert (found["tiles"], found["credit"]) == (TILES, "© Somebody")
    assert "Its background comes from tiles.example.org" in text


def test_only_a_site_with_tiles_lets_pictures_of_their_host_in() -> None:
    assert "example.org" not in str(settings.CONTENT_SECURITY_POLICY)
    code = (
        "from django.conf import settings;"
        "print(settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'])"
    )
    environment = {**os.environ, "TILES_URL": TILES, "FREEDOMCITIES_HOME": str(settings.HOME)}
    environment["DJANGO_SETTINGS_MODULE"] = "freedomcities.config.settings"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[\"'self'\", 'data:', 'https://tiles.example.org']"
