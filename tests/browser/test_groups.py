"""A group is started on a phone without JavaScript, and its desk is for everyone who may see it."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import context_of, enter_code, look_at, sign_in
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
    expect(page.get_by_role("link", name="Manage Wren")).to_be_visible()
    visitor = context_of(chromium, site).new_page()
    missing = visitor.goto(address)
    assert missing is not None
    assert missing.status == 404
    page.goto(f"{address}close/")
    page.get_by_role("button", name="Close the group").click()
    expect(page.get_by_text("The group is closed.")).to_be_visible()
    context.close()


def test_a_link_is_passed_on_and_a_member_finds_what_to_do(
    chromium: Browser, site: str, home: Home
) -> None:
    inside, outside = (context_of(chromium, site, scripts=False) for _ in range(2))
    lead, guest = inside.new_page(), outside.new_page()
    sign_in(lead, home, "alice@example.org")
    lead.goto("/groups/")
    lead.get_by_role("link", name="Ann Arbor Neighbors").first.click()
    desk = lead.url
    lead.get_by_role("link", name="Invite somebody").click()
    lead.get_by_role("button", name="Make a link").click()
    link = lead.get_by_label("The link").input_value()
    for way, address in (("Email", "mailto:"), ("Text message", "sms:"), ("WhatsApp", "https://")):
        href = lead.get_by_role("link", name=way).get_attribute("href") or ""
        assert href.startswith(address)
        assert quote(link, safe="") in href
    guest.goto(link)
    guest.get_by_role("link", name="Go on").click()
    enter_code(guest, home, "wood.thrush@example.org")
    guest.get_by_label("What should people in this group call you?").fill("Thrush")
    guest.get_by_role("button", name="Join the group").click()
    expect(guest.get_by_role("heading", name="What you can do now")).to_be_visible()
    for step, title in (
        ("See where Ann Arbor, MI stands", "Ann Arbor"),
        ("See whom to meet in Ann Arbor, MI", "Who to meet"),
        ("Follow Ann Arbor, MI", "Follow Ann Arbor, MI"),
    ):
        guest.goto(desk)
        guest.get_by_role("link", name=step).click()
        expect(guest.get_by_role("heading", level=1)).to_contain_text(title)
    lead.goto(desk)
    lead.get_by_role("link", name="Manage Thrush").click()
    path = lead.url.removeprefix(site)
    lead.get_by_role("link", name="Remove").click()
    lead.get_by_role("button", name="Remove them").click()
    expect(lead.get_by_text("They do not belong to the group any more.")).to_be_visible()
    expect(lead.get_by_text("Thrush")).to_have_count(0)
    assert guest.goto(desk).status == 404  # type: ignore[union-attr]
    assert lead.goto(path).status == 404  # type: ignore[union-attr]
    inside.close()
    outside.close()


_BESIDE = """() => [...document.querySelectorAll('.field [type=radio]')].map(button => {
  const words = document.createRange();
  words.selectNodeContents(button.parentElement);
  const edge = button.getBoundingClientRect().right;
  // Every line of the words, without the box of the button itself.
  return [...words.getClientRects()].filter(line => line.right > edge)
    .every(line => line.left >= edge);
})"""
_UNDER_THE_HERO = """selector => document.querySelector(selector).getBoundingClientRect().top
  - document.querySelector('.hero').getBoundingClientRect().bottom"""


def test_the_looks_of_a_desk(chromium: Browser, site: str, home: Home) -> None:
    page = context_of(chromium, site).new_page()
    sign_in(page, home, "alice@example.org")
    page.goto("/groups/")
    page.get_by_role("link", name="Ann Arbor Neighbors").first.click()
    desk = page.url.removeprefix(site)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for prefix in ("", "/es"):
            page.goto(prefix + desk)
            assert page.evaluate(_UNDER_THE_HERO, ".card-next") >= 24, (width, prefix)
            left, right = (page.locator(f"#{each}").bounding_box() for each in ("members", "you"))
            assert left is not None
            assert right is not None
            is_beside = right["x"] > left["x"] + 300
            assert is_beside == (width == 1280), (width, prefix)
            page.goto(f"{prefix}{desk.replace('desk/', 'change/')}")
            beside = page.evaluate(_BESIDE)
            assert beside == [True, True], (width, prefix)
    page.goto(desk)
    page.get_by_role("link", name="Manage Bob").click()
    look_at(page, [desk, page.url.removeprefix(site)])
    page.context.close()


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
