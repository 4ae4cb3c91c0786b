"""The desk of those who run the site: on a phone, for everyone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visits import context_of, look_at, sign_in
from tests.installed.command import Home

pytestmark = pytest.mark.browser


def test_the_desk_of_those_who_run_the_site(chromium: Browser, site: str, home: Home) -> None:
    staff = home.say("demo", "--no-serve", "--json").answer["people"]["staff"]
    context = context_of(chromium, site)
    page = context.new_page()
    sign_in(page, home, staff["email"], secret=staff["totp_secret"])
    page.get_by_role("link", name="The staff’s desk").click()
    page.get_by_role("link", name="Who works here, and what they may do").click()
    expect(page.get_by_role("heading", name="Ruth")).to_be_visible()
    expect(page.get_by_text(re.compile("@example.org"))).to_have_count(0)
    names = (
        *("Change what they may do", "They lost their second step"),
        "End their work for the site",
    )
    links = [page.get_by_role("link", name=name).first.get_attribute("href") for name in names]
    page.get_by_role("link", name="Invite somebody to work here").click()
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("reader of law").check()
    page.get_by_role("button", name="Make the link").click()
    expect(page.locator(".code-secret")).to_contain_text("/account/role/")
    fixed = ("/staff/", "/staff/people/", "/staff/people/link/", "/staff/moderation/")
    look_at(page, [*fixed, *filter(None, links)])
    context.close()
