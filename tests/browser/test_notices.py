"""Following a place on a phone without scripts: from its page through signing in to the list."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visits import context_of, enter_code, look_at, sign_in
from tests.installed.command import Home

pytestmark = pytest.mark.browser

PAGES = (
    *("/account/notices/", "/account/notices/wishes/", "/account/notices/stop/"),
    "/follow/?subject=place:2603000",
    "/follow/?subject=rule:freedom-cities/1",
)


def test_somebody_follows_a_place_and_stops(chromium: Browser, site: str, home: Home) -> None:
    context = context_of(chromium, site, scripts=False)
    page = context.new_page()
    page.goto("/places/mi/ann-arbor/")
    page.get_by_role("link", name="Follow this place").click()
    enter_code(page, home, "follower@example.org")
    expect(page.get_by_role("heading", level=1)).to_have_text("Follow Ann Arbor, MI")
    page.get_by_label("Once a week").check()
    page.get_by_role("button", name="Follow").click()
    expect(page.get_by_text("An email comes on Monday at 7 in the morning")).to_be_visible()
    expect(page.get_by_role("link", name="Ann Arbor, MI")).to_be_visible()
    page.get_by_role("link", name="Stop", exact=True).click()
    page.get_by_role("button", name="Stop following").click()
    expect(page.get_by_role("heading", name="You follow nothing yet")).to_be_visible()
    context.close()


def test_the_pages_are_for_everyone(chromium: Browser, site: str, home: Home) -> None:
    context = context_of(chromium, site)
    page = context.new_page()
    sign_in(page, home, "reader.of.pages@example.org")
    look_at(page, PAGES)
    context.close()
