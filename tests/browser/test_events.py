"""Events in a browser: the map, the position, the filters, and frames on other people's sites."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.axe import inject, violations
from tests.browser.conftest import PHONE
from tests.browser.test_every_page import DESKTOP, NARROWEST
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

SIZES = {"320": NARROWEST, "390": PHONE, "1280": DESKTOP}
WORDS = {"en": "Show the map", "es": "Mostrar el mapa"}
# Somewhere in Ann Arbor, and the middle of its square.
POSITION, CELL = {"latitude": 42.28123, "longitude": -83.74876}, ["42.275,-83.725"]
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def prefix(language: str) -> str:
    return "" if language == "en" else f"/{language}"


def first_event(page: Page) -> str:
    page.goto("/events/?place=Ann+Arbor%2C+MI")
    address = page.locator(".event-title a").first.get_attribute("href")
    assert address
    return address


def is_for_everyone(page: Page, name: str) -> None:
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            shot(page, f"{name}-{size}-{scheme}")
            assert violations(page, colours_only=scheme == "dark") == [], (name, size, scheme)
        assert page.evaluate(_OVERFLOW) == 0, (name, size)


def show_map(page: Page, language: str = "en") -> None:
    page.get_by_role("button", name=WORDS[language]).click()
    page.locator(".event-spot").first.wait_for()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_list_with_its_map_is_for_everyone(page: Page, language: str) -> None:
    page.goto(f"{prefix(language)}/events/?place=Ann+Arbor%2C+MI&miles=100")
    show_map(page, language)
    inject(page)
    is_for_everyone(page, f"map-{language}")
    page.locator(".event-spot").first.press("Enter")
    page.locator(".event-window").wait_for()
    is_for_everyone(page, f"map-open-{language}")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("rest", ["", "embed/"])
def test_an_event_and_its_frame_are_for_everyone(page: Page, language: str, rest: str) -> None:
    page.goto(f"{prefix(language)}{first_event(page)}{rest}")
    inject(page)
    is_for_everyone(page, f"event-{rest.strip('/') or 'page'}-{language}")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_frame_of_the_list_is_for_everyone(page: Page, language: str) -> None:
    page.goto(f"{prefix(language)}/events/embed/?place=Ann+Arbor%2C+MI")
    inject(page)
    is_for_everyone(page, f"embed-{language}")


def test_the_map_holds_what_the_list_holds(page: Page) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto("/events/")
    listed = set(page.locator(".event-title a").evaluate_all("all => all.map(a => a.pathname)"))
    assert len(listed) >= 10
    show_map(page)
    numbers = page.locator(".event-spot-number").all_inner_texts()
    assert sum(map(int, numbers)) == len(listed)
    assert page.locator(".event-map-box [role=status]").inner_text() == f"{len(listed)} events."
    mapped: set[str] = set()
    for number in range(page.locator(".event-spot").count()):
        spot = page.locator(".event-spot").nth(number)
        spot.focus()
        spot.press("Enter")
        links = page.locator(".event-window a")
        expect(links.first).to_be_focused()
        mapped |= set(links.evaluate_all("all => all.map(a => a.pathname)"))
        page.keyboard.press("Escape")
        expect(page.locator(".event-window")).to_have_count(0)
        expect(spot).to_be_focused()
    assert mapped == listed


def test_the_map_is_used_by_keyboard_alone(page: Page) -> None:
    page.goto("/events/?place=Ann+Arbor%2C+MI")
    page.get_by_role("button", name="Show the map").focus()
    page.keyboard.press("Enter")
    page.locator(".event-spot").first.wait_for()
    expect(page.get_by_role("region", name="Map of these events")).to_be_focused()
    page.keyboard.press("Tab")
    spot = page.locator(".event-spot:focus")
    expect(spot).to_have_count(1)
    assert re.match(r"\d+ events?, ", spot.get_attribute("aria-label") or "")
    page.keyboard.press(" ")
    link = page.locator(".event-window a").first
    expect(link).to_be_focused()
    address = link.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


def test_nothing_of_the_map_is_loaded_before_it_is_asked_for(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto("/events/")
    page.wait_for_load_state("networkidle")
    assert not [each for each in asked if "leaflet" in each or "geojson" in each or "map" in each]
    assert len(asked) <= 10
    show_map(page)
    assert [each for each in asked if "leaflet" in each]
    assert "/events.geojson" in asked


def test_a_map_that_fails_says_so(page: Page) -> None:
    page.route("**/events.geojson*", lambda route: route.fulfill(status=200, body="no map"))
    page.goto("/events/")
    page.get_by_role("button", name="Show the map").click()
    told = page.locator(".event-map-box [role=status]")
    expect(told).to_have_text("The map could not be shown. The list says the same.")
    expect(page.get_by_role("button", name="Show the map")).to_be_enabled()


@pytest.fixture
def located(chromium: Browser, site: str) -> Iterator[Page]:
    """A phone that says where it is."""
    context = chromium.new_context(
        base_url=site,
        viewport=PHONE,
        geolocation=POSITION,
        permissions=["geolocation"],  # type: ignore[arg-type]
    )
    page = context.new_page()
    watch = Watch(page, site)
    yield page
    watch.check()
    context.close()


def test_the_middle_of_a_square_is_all_that_is_sent(located: Page) -> None:
    asked: list[str] = []
    located.on("request", lambda request: asked.append(request.url))
    located.goto("/es/events/?place=Denver%2C+CO&kind=first-gathering")
    located.get_by_role("button", name="Cerca de mi posición").click()
    located.wait_for_url("**near=**")
    parts = urlsplit(located.url)
    assert parts.path == "/es/events/"
    assert parse_qs(parts.query) == {"near": CELL, "kind": ["first-gathering"]}
    assert not [each for each in asked if "42.28" in each or "83.74" in each]
    assert "posición" in located.locator("#found").inner_text()


def test_the_first_page_shows_the_nearest(located: Page) -> None:
    asked: list[str] = []
    located.on("request", lambda request: asked.append(request.url))
    located.goto("/")
    located.get_by_role("button", name="Near my position").click()
    located.wait_for_url("**near=**")
    parts = urlsplit(located.url)
    assert (parts.path, parse_qs(parts.query), parts.fragment) == ("/", {"near": CELL}, "events")
    assert not [each for each in asked if "42.28" in each or "83.74" in each]
    expect(located.locator("#events")).to_have_text("Next near your position")
    expect(located.locator("#events")).to_be_in_viewport()


def test_whoever_keeps_their_position_is_told_what_to_do(page: Page) -> None:
    page.context.clear_permissions()
    page.goto("/events/")
    # A headless browser refuses by itself; whichever way, one sentence follows.
    page.get_by_role("button", name="Near my position").click()
    told = page.locator("[data-near] [role=status]")
    expect(told).to_contain_text("write your town or ZIP code instead", timeout=25_000)
    expect(page.get_by_role("button", name="Near my position")).to_be_enabled()
    assert "near=" not in page.url


def test_without_scripts_nothing_is_lost(plain_page: Page) -> None:
    plain_page.goto("/events/")
    assert not plain_page.get_by_role("button", name="Near my position").is_visible()
    assert not plain_page.get_by_role("button", name="Show the map").is_visible()
    assert plain_page.locator(".event-title a").count() >= 10
    plain_page.locator(".event-filters summary").click()
    plain_page.get_by_label("Kind of event").select_option("rally")
    plain_page.locator(".event-filters").get_by_role("button", name="Show").click()
    assert "kind=rally" in plain_page.url
    assert plain_page.locator(".event-filters summary").inner_text().endswith("1 choice")


@pytest.mark.parametrize(("size", "is_open"), [(PHONE, False), (DESKTOP, True)])
def test_the_filters_are_folded_on_a_phone_alone(
    page: Page, size: ViewportSize, is_open: bool
) -> None:
    page.set_viewport_size(size)
    page.goto("/events/?place=Ann+Arbor%2C+MI")
    assert page.get_by_label("Kind of event").is_visible() == is_open
    assert page.locator(".event-filters summary").is_visible() != is_open
    filters = page.locator(".event-filters").bounding_box()
    found = page.locator("#found").bounding_box()
    assert filters
    assert found
    if is_open:
        assert filters["x"] > found["x"] + found["width"] - 1
    else:
        assert filters["y"] < found["y"]


class Partner(BaseHTTPRequestHandler):
    """Another site, whose one page frames what its address asks for."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        frames = "".join(
            f'<iframe src="{unquote(each)}" name="frame{number}" width="600" height="560"></iframe>'
            for number, each in enumerate(self.path.partition("?")[2].split("&"))
        )
        self.wfile.write(f"<!doctype html><title>Partner</title>{frames}".encode())

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def partner() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Partner)
    Thread(target=server.serve_forever, daemon=True).start()
    # Under another name, so that it is another site and not another door of ours.
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()


def test_a_partner_shows_the_events_in_a_frame(chromium: Browser, site: str, partner: str) -> None:
    context = chromium.new_context(viewport=DESKTOP)
    page = context.new_page()
    asked = [f"{site}/events/embed/?place=geoid:2603000", f"{site}/events/"]
    page.goto(f"{partner}?{'&'.join(quote(each, safe='') for each in asked)}")
    link = page.frame_locator("iframe").first.locator(".event-title a").first
    link.wait_for()
    with context.expect_page() as opened:
        link.click()
    opened.value.wait_for_load_state()
    assert opened.value.url.startswith(f"{site}/events/")
    assert opened.value.evaluate("window.opener") is None
    other = page.frame(name="frame1")
    assert other is not None
    assert "chrome-error" in other.url or other.locator("h1").count() == 0
    assert context.cookies() == []
    context.close()
