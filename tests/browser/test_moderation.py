"""Somebody reports a law without scripts, and a moderator finds it: on a phone, for everyone."""

from __future__ import annotations

import re

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
    page.get_by_role("link", name="Back to").click()
    expect(page).to_have_url(re.compile(f"{LAW}$"))


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
    _look_as_the_second(chromium, site, home)
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


def _look_as_the_second(chromium: Browser, site: str, home: Home) -> None:
    """What somebody else sees who is to confirm it."""
    staff = home.say("demo", "--no-serve", "--json").answer["people"]["staff"]
    context = context_of(chromium, site)
    page = context.new_page()
    sign_in(page, home, staff["email"], secret=staff["totp_secret"])
    page.goto(f"{DESK}take-downs/")
    page.get_by_role("link", name="Confirm", exact=True).click()
    expect(page.get_by_text("They left no note.")).to_be_visible()
    confirming = page.url.removeprefix(site)
    look_at(page, [confirming, confirming.replace("confirm", "refuse")])
    context.close()


def test_a_reader_of_law_answers_what_a_moderator_asks(
    chromium: Browser, site: str, home: Home
) -> None:
    people = home.say("demo", "--no-serve", "--json").answer["people"]
    visitor = context_of(chromium, site, scripts=False)
    _report(visitor.new_page())
    visitor.close()
    moderators = context_of(chromium, site)
    page = moderators.new_page()
    sign_in(page, home, people["moderator"]["email"], secret=people["moderator"]["totp_secret"])
    page.goto(f"{DESK}?why=report")
    page.get_by_role("link", name="law or policy").click()
    case = page.url
    expect(page.locator("main a[href^='https://']")).to_be_visible()
    page.get_by_role("link", name="Ask a reader of law").click()
    look_at(page, [page.url.removeprefix(site)])
    page.goto(f"{case}ask-reader/")
    page.get_by_label("The law may have changed").check()
    page.get_by_label("What is to be checked?").fill("Is section 7284.6 as it was?")
    page.get_by_role("button", name="Ask a reader of law").click()
    expect(page.get_by_text("With readers of law")).to_be_visible()
    look_at(page, [DESK, case.removeprefix(site)])
    readers = context_of(chromium, site)
    reading = readers.new_page()
    reader = people["reader_one"]
    sign_in(reading, home, reader["email"], secret=reader["totp_secret"])
    reading.get_by_role("link", name="The staff’s desk").click()
    reading.get_by_role("link", name="Questions on the law").click()
    reading.get_by_role("link", name="law or policy").click()
    expect(reading.get_by_text("Is section 7284.6 as it was?")).to_be_visible()
    expect(reading.locator("mark")).to_contain_text("734-555-0123")
    question = reading.url.removeprefix(site)
    reading.get_by_role("link", name="It changed: corrected").click()
    reading.get_by_role("button", name="It changed: corrected").click()
    expect(reading.get_by_role("alert")).to_be_visible()
    answers = [f"{question}right/", f"{question}corrected/"]
    look_at(reading, ["/staff/", "/staff/reading/", question, *answers])
    reading.goto(f"{question}right/")
    reading.get_by_label("What did you find?").fill("It is as it was in November.")
    reading.get_by_role("button", name="Checked: still right").click()
    expect(reading.get_by_text("Answered. Thank you.")).to_be_visible()
    expect(reading.get_by_text("Nothing to read")).to_be_visible()
    readers.close()
    page.goto(case)
    expect(page.get_by_text("It is as it was in November.")).to_be_visible()
    expect(page.get_by_text("734-555-0123")).to_have_count(0)
    moderators.close()
