"""Somebody reports a law without scripts, and a moderator finds it: on a phone, for everyone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import context_of, look_at, sign_in
from tests.installed.command import Home

pytestmark = pytest.mark.browser
LAW = "/instruments/ca-values-act-7284/"
DESK = "/staff/moderation/"


def _report(page: Page) -> None:
    page.goto(LAW)
    page.get_by_role("link", name="Something wrong here? Tell us").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Something wrong here?")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("It is wrong or out of date").check()
    page.get_by_label("Anything that helps us").fill("See page 3, or call 734-555-0123.")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert page.context.cookies() == []


def test_a_report_is_sent_and_decided_on(chromium: Browser, site: str, home: Home) -> None:
    visitor = context_of(chromium, site, scripts=False)
    _report(visitor.new_page())
    visitor.close()
    moderator = home.say("demo", "--no-serve", "--json").answer["people"]["moderator"]
    context = context_of(chromium, site)
    page = context.new_page()
    sign_in(page, home, moderator["email"], secret=moderator["totp_secret"])
    page.goto(f"{DESK}?why=report")
    page.get_by_role("link", name="law or policy").click()
    case = page.url.removeprefix(site)
    expect(page.locator("mark")).to_contain_text("734-555-0123")
    look_at(page, [DESK, case, f"{case}leave/", f"{DESK}take-downs/"])
    page.goto(case)
    page.get_by_role("link", name="Ask for it to be taken down").click()
    asking = page.url.removeprefix(site)
    page.get_by_label("It is not true, or it has no source").check()
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_text("You asked for it: somebody else has to confirm.")).to_be_visible()
    look_at(page, [asking, f"{DESK}take-downs/"])
    page.goto(f"{DESK}take-downs/")
    page.get_by_role("link", name="Take it back").click()
    page.get_by_role("button", name="Refuse").click()
    page.goto(case)
    page.get_by_role("link", name="Leave it as it is").click()
    page.get_by_role("button", name="Leave it as it is").click()
    expect(page.get_by_text("It is decided.")).to_be_visible()
    page.goto(case)
    expect(page.get_by_text("734-555-0123")).to_have_count(0)
    context.close()
