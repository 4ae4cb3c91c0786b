"""A group is started on a phone without JavaScript, and its desk is for everyone who may see it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import context_of, enter_code, look_at
from tests.installed.command import Home

pytestmark = pytest.mark.browser

DESK = (
    *("", "desk/", "change/", "places/add/", "parent/", "name/", "leave/", "close/"),
    *("places/2603000/remove/",),
)


def _start(page: Page, home: Home, address: str) -> str:
    """Start a group as somebody new; the address of its page."""
    page.goto("/groups/start/")
    page.get_by_label("Your town, county, state or ZIP code").fill("Ann Arbor, MI")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Start a new group").click()
    enter_code(page, home, address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Start a group in Ann Arbor, MI")
    page.get_by_label("Name of the group").fill("Neighbors of the Old West Side")
    page.get_by_label("What is the group about?").fill("We want the rules in force here.")
    page.get_by_label("What should people in this group call you?").fill("Wren")
    page.get_by_role("button", name="Start the group").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Neighbors of the Old West Side")
    return page.url.removesuffix("desk/")


def test_a_group_is_started_without_scripts(chromium: Browser, site: str, home: Home) -> None:
    context = context_of(chromium, site, scripts=False)
    page = context.new_page()
    address = _start(page, home, "wren@example.org")
    expect(page.get_by_text("This group waits for a moderator")).to_be_visible()
    expect(page.get_by_text("Wren")).to_be_visible()
    visitor = context_of(chromium, site).new_page()
    missing = visitor.goto(address)
    assert missing is not None
    assert missing.status == 404
    page.goto(f"{address}close/")
    page.get_by_role("button", name="Close the group").click()
    expect(page.get_by_text("The group is closed.")).to_be_visible()
    context.close()


def test_the_pages_of_a_desk_are_for_everyone(chromium: Browser, site: str, home: Home) -> None:
    context = context_of(chromium, site)
    page = context.new_page()
    address = _start(page, home, "lark@example.org")
    page.goto(f"{address}places/add/")
    page.get_by_label("Town, county, state or ZIP code").fill("Ypsilanti, MI")
    page.get_by_role("button", name="Add it").click()
    path = address.removeprefix(site)
    look_at(page, [path + rest for rest in DESK])
    context.close()
