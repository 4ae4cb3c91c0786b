"""The evening after: a tired host counts, adds somebody, tells what came of it, and thanks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visits import context_of, look_at, sign_in
from tests.installed.command import Home

pytestmark = pytest.mark.browser

TITLE = re.compile("^Launch night")
PAGES = ("", "desk/", "attendance/", "attendance/walk-in/", "recap/", "thanks/")


def test_from_the_account_to_thanks(chromium: Browser, site: str, home: Home) -> None:
    context = context_of(chromium, site, scripts=False)
    page = context.new_page()
    sign_in(page, home, "alice@example.org")
    page.goto("/account/")
    page.get_by_role("link", name="Events that you host").click()
    page.get_by_role("link", name=TITLE).click()
    desk = page.url.removeprefix(site)

    page.get_by_role("link", name="Who was there?").click()
    page.get_by_label("How many people were there, in all?").fill("3")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("in all it cannot be fewer").first).to_be_visible()
    page.get_by_label("How many people were there, in all?").fill("46")
    page.get_by_label("Nadia").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("46 people were there.")).to_be_visible()

    page.get_by_role("link", name="Who was there?").click()
    page.get_by_role("link", name="Add somebody who walked in").click()
    page.get_by_label("What do they want to be called?").fill("Heron")
    page.get_by_role("button", name="Add them").click()
    expect(page.locator("[aria-invalid=true]")).to_have_count(1)
    page.get_by_label("I asked them").check()
    page.get_by_role("button", name="Add them").click()
    expect(page.get_by_text("Heron", exact=True)).to_be_visible()

    page.goto(desk)
    page.get_by_role("link", name="What came of it").click()
    page.get_by_label("What came of it?").fill("We wrote the letter.")
    page.get_by_role("button", name="Save").click()
    visitor = context_of(chromium, site, scripts=False).new_page()
    visitor.goto(desk.removesuffix("desk/"))
    expect(visitor.get_by_text("We wrote the letter.")).to_be_visible()
    expect(visitor.get_by_text("There were 45 or more people.")).to_be_visible()
    expect(visitor.get_by_text("Heron")).to_have_count(0)
    visitor.context.close()

    scripted = context_of(chromium, site)
    scripted.add_cookies(context.cookies())  # type: ignore[arg-type]
    look_at(scripted.new_page(), [desk.removesuffix("desk/") + rest for rest in PAGES])
    scripted.close()

    page.get_by_role("link", name="Thank everybody").click()
    page.get_by_role("button", name="Thank them").click()
    expect(page.get_by_text("Everybody has been thanked.")).to_be_visible()
    context.close()
