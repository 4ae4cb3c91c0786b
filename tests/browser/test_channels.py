"""Leads of neighbouring groups talk, on a phone without JavaScript; the pages are for everyone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from freedomcities.demo.people import address_of
from tests.browser.visits import context_of, look_at, sign_in
from tests.installed.command import Home

pytestmark = pytest.mark.browser


def test_two_leads_talk_without_scripts(chromium: Browser, site: str, home: Home) -> None:
    alice_context = context_of(chromium, site, scripts=False)
    alice = alice_context.new_page()
    sign_in(alice, home, address_of("alice"))
    alice.goto("/channels/")
    alice.get_by_role("link", name="Washtenaw County, MI").click()
    alice.get_by_role("link", name="New thread").click()
    alice.get_by_label("Title").fill("Who has a projector?")
    alice.get_by_label("Your post").fill("For Monday.\n\nSee https://example.org/when.")
    alice.get_by_role("button", name="Publish it to the channel").click()
    expect(alice.get_by_role("heading", level=1)).to_have_text("Who has a projector?")
    link = alice.get_by_role("link", name="https://example.org/when")
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    carol_context = context_of(chromium, site, scripts=False)
    carol = carol_context.new_page()
    sign_in(carol, home, address_of("carol"))
    carol.goto(alice.url)
    expect(carol.get_by_text("Alice")).to_be_visible()
    carol.get_by_label("Your post").fill("We do.")
    carol.get_by_role("button", name="Publish it to the channel").click()
    expect(carol.get_by_text("Ypsilanti Welcomes")).to_be_visible()
    alice.reload()
    expect(alice.get_by_text("We do.")).to_be_visible()
    for context in (alice_context, carol_context):
        context.close()


def test_the_pages_of_channels_are_for_everyone(chromium: Browser, site: str, home: Home) -> None:
    context = context_of(chromium, site)
    page = context.new_page()
    sign_in(page, home, address_of("alice"))
    page.goto("/channels/at/26161/")
    channel = page.url.removeprefix(site)
    page.get_by_role("link", name="Going to the sheriff together?").click()
    thread = page.url.removeprefix(site)
    page.goto("/channels/")
    page.get_by_role("link", name="Ann Arbor Neighbors").click()
    hooks = page.url.removeprefix(site)
    look_at(page, ["/channels/", channel, thread, f"{thread}1/edit/", f"{thread}1/delete/"])
    look_at(page, [f"{channel}new/", f"{channel}name/", f"{channel}quiet/", f"{thread}reply/"])
    look_at(page, ["/channels/at-26/", "/channels/at-26/follow/", hooks, f"{hooks}new/"])
    look_at(page, [f"{hooks}new/?chat=slack", f"{hooks}new/?chat=matrix"])
    page.goto(f"{hooks}new/")
    page.get_by_role("link", name="Slack", exact=True).click()
    expect(page.get_by_label("Access token")).to_have_count(0)
    expect(page.get_by_label("Washtenaw County, MI")).to_be_checked()
    page.get_by_label("Address of the webhook").fill("https://hooks.example.org/services/x")
    page.get_by_role("button", name="Set the hook").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The hook is set")
    look_at(page, [hooks])
    page.goto(hooks)
    expect(page.get_by_text("Nothing was sent to it yet.")).to_be_visible()
    page.get_by_role("link", name="Remove it").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("The hook is removed.")).to_be_visible()
    context.close()
