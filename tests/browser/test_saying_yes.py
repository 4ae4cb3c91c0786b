"""Somebody says yes on a phone without an account and without scripts, and the host sees it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visits import context_of, look_at, sign_in
from tests.installed.command import Home

pytestmark = pytest.mark.browser

TITLE, HOST = "Council hearing: the five demands", "neighbor21@example.org"


def test_from_the_first_page_to_a_seat_and_back(chromium: Browser, site: str, home: Home) -> None:
    context = context_of(chromium, site, scripts=False)
    page = context.new_page()
    page.goto("/")
    page.locator("summary").filter(has_text="Menu").click()
    page.get_by_role("link", name="Events", exact=True).click()
    page.get_by_label("Your town, county, state or ZIP code").fill("Denver, CO")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=TITLE).click()
    event = page.url
    page.get_by_role("link", name="Say yes").click()
    page.get_by_role("button", name="Say yes").click()
    expect(page.locator("[aria-invalid=true]")).to_have_count(1)
    page.get_by_label("What should people call you?").fill("Warbler")
    page.get_by_role("button", name="Say yes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are coming")
    assert context.cookies() == []
    own = page.url.removeprefix(site)

    host = context_of(chromium, site, scripts=False).new_page()
    sign_in(host, home, HOST)
    host.goto(event)
    host.get_by_role("link", name="To the desk of the event").click()
    host.get_by_role("link", name="Who they are").click()
    expect(host.get_by_text("Warbler", exact=True)).to_be_visible()
    people = host.url.removeprefix(site)

    page.get_by_role("link", name=re.compile("^I can do this")).first.click()
    role = page.url.removeprefix(site)
    page.get_by_role("button", name="I take it on").click()
    expect(page.get_by_role("heading", name="What you have taken on")).to_be_visible()

    page.get_by_role("link", name="Change what you wrote").click()
    page.get_by_label("What should people call you?").fill("Vireo")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Vireo", exact=True)).to_be_visible()
    host.reload()
    expect(host.get_by_text("Warbler", exact=True)).to_have_count(0)

    looking = context_of(chromium, site).new_page()
    path = event.removeprefix(site)
    look_at(looking, [f"{path}yes/", own, f"{own}change/", f"{own}cancel/", role])
    looking.context.close()
    scripted = context_of(chromium, site)
    scripted.add_cookies(host.context.cookies())  # type: ignore[arg-type]
    look_at(scripted.new_page(), [people, f"{people}sheet/"])
    scripted.close()

    page.get_by_role("link", name=re.compile("Cancel your yes")).click()
    page.get_by_role("button", name="Yes, cancel it").click()
    expect(page.get_by_text("What you wrote is deleted.")).to_be_visible()
    assert page.goto(own).status == 404  # type: ignore[union-attr]
    host.context.close()
    context.close()
