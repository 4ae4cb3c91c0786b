"""A host hands out roles on a phone without JavaScript; the kit and its sheets are for everyone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import context_of, look_at, sign_in
from tests.installed.command import Home

pytestmark = pytest.mark.browser

KIT = ("kit/", "kit/agenda/", "kit/sign-in-sheet/", "kit/flyer/", "kit/roles/notes/hand-out/")


def _event_of(page: Page, title: str) -> str:
    """From a group's desk to one of its events; the path of its page."""
    page.goto("/groups/")
    page.get_by_role("link", name="Ypsilanti Welcomes").first.click()
    page.get_by_role("link", name=title).click()
    return page.url


def test_a_role_is_handed_out_without_scripts(chromium: Browser, site: str, home: Home) -> None:
    context = context_of(chromium, site, scripts=False)
    page = context.new_page()
    sign_in(page, home, "carol@example.org")
    address = _event_of(page, "Primera reunión · First gathering")
    page.get_by_role("link", name="To the desk of the event").click()
    page.get_by_role("link", name="Host kit").click()
    page.get_by_role("link", name="Hand it out Timekeeper").click()
    page.get_by_label("Who takes it on?").fill("Sparrow")
    page.get_by_role("button", name="Hand it out").click()
    expect(page.get_by_text("Timekeeper: Sparrow")).to_be_visible()
    visitor = context_of(chromium, site, scripts=False).new_page()
    visitor.goto(address)
    expect(visitor.get_by_text("Welcome at the door.")).to_be_visible()
    expect(visitor.get_by_text("Timekeeper")).to_have_count(0)
    expect(visitor.get_by_text("Sparrow")).to_have_count(0)
    page.get_by_role("link", name="Open it again Timekeeper").click()
    page.get_by_role("button", name="Open it again").click()
    expect(page.get_by_role("link", name="Hand it out Timekeeper")).to_be_visible()
    visitor.context.close()
    context.close()


def test_the_kit_and_its_sheets_are_for_everyone(chromium: Browser, site: str, home: Home) -> None:
    page = context_of(chromium, site).new_page()
    sign_in(page, home, "carol@example.org")
    path = _event_of(page, "Primera reunión · First gathering").removeprefix(site)
    look_at(page, [f"{path}{rest}" for rest in KIT])
    page.context.close()


def test_a_sheet_is_one_sheet_of_letter_paper(chromium: Browser, site: str, home: Home) -> None:
    page = context_of(chromium, site).new_page()
    sign_in(page, home, "carol@example.org")
    path = _event_of(page, "Primera reunión · First gathering").removeprefix(site)
    for prefix in ("", "/es"):
        for sheet in ("kit/sign-in-sheet/", "kit/flyer/"):
            page.goto(f"{prefix}{path}{sheet}")
            paper = page.pdf(prefer_css_page_size=True)
            assert paper.count(b"/Type /Page\n") == 1, (prefix, sheet)
            assert b"/MediaBox [0 0 612 792]" in paper, (prefix, sheet)
    page.context.close()
