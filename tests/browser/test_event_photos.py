"""A host adds a photo on a phone, a moderator lets it in, everybody sees it."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from freedomcities.media.tests.makers import CANARY, drawn, saved
from tests.browser.visits import context_of, look_at, sign_in
from tests.installed.command import Home

pytestmark = pytest.mark.browser
ALT = "Four hands over a map of Ann Arbor."
DRAWN = "A drawing of twelve chairs around a table"
_IS_DRAWN = "each => each.complete && each.naturalWidth > 0 && each.clientWidth > 0"


def of_last_week(home: Home) -> str:
    """The page of the event that is over."""
    with sqlite3.connect(home.folder / "site.sqlite3") as site:
        ((event,),) = site.execute("SELECT DISTINCT event_id FROM events_eventphoto").fetchall()
    return f"/events/{event}/"


def is_seen(page: Page, alt: str) -> None:
    image = page.get_by_role("img", name=alt)
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate(_IS_DRAWN)


def test_a_photo_from_the_desk_to_everybody(
    chromium: Browser, site: str, home: Home, tmp_path: Path
) -> None:
    event = of_last_week(home)
    file = tmp_path / "Wherecanary.jpg"
    file.write_bytes(saved(drawn(2400, 1600), comment=CANARY.encode()))
    hosting = context_of(chromium, site, scripts=False)
    host = hosting.new_page()
    sign_in(host, home, "alice@example.org")
    host.goto(event)
    host.get_by_role("link", name="To the desk of the event").click()
    host.get_by_role("link", name="Add a photo").click()
    form = host.url.removeprefix(site)
    wrong = tmp_path / "page.jpg"
    wrong.write_text("<script>alert(1)</script>")
    host.get_by_label("The picture").set_input_files(wrong)
    host.get_by_label("What is to be seen").fill(ALT)
    host.get_by_label("Everybody who can be recognized").check()
    host.get_by_role("button", name="Add the photo").click()
    expect(host.locator("[aria-invalid=true]")).to_have_count(1)
    expect(host.get_by_label("What is to be seen")).to_have_value(ALT)
    host.get_by_label("The picture").set_input_files(file)
    host.get_by_role("button", name="Add the photo").click()
    expect(host.get_by_text("The photo waits for a moderator.")).to_be_visible()
    expect(host.get_by_text("Waits for a moderator.", exact=True)).to_be_visible()
    is_seen(host, ALT)

    visitor = context_of(chromium, site).new_page()
    visitor.goto(event)
    is_seen(visitor, DRAWN)
    expect(visitor.get_by_role("img", name=ALT)).to_have_count(0)

    moderator = home.say("demo", "--no-serve", "--json").answer["people"]["moderator"]
    moderating = context_of(chromium, site)
    judge = moderating.new_page()
    sign_in(judge, home, moderator["email"], secret=moderator["totp_secret"])
    judge.goto("/staff/moderation/?kind=event-photo")
    judge.get_by_role("link", name="photo of an event").click()
    is_seen(judge, ALT)
    case = judge.url.removeprefix(site)
    look_at(judge, [case, f"{case}publish/", f"{case}decline/"])
    judge.goto(case)
    judge.get_by_role("link", name="Publish").click()
    judge.get_by_role("button", name="Publish").click()
    expect(judge.get_by_text("It is decided.")).to_be_visible()
    moderating.close()

    visitor.reload()
    is_seen(visitor, ALT)
    look_at(visitor, [event])
    visitor.goto(event)
    visitor.get_by_role("link", name=re.compile(f"this photo.*{ALT}")).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Something wrong here?")
    for each in (home.folder / "media").rglob("*.webp"):
        assert b"canary" not in each.read_bytes()

    scripted = context_of(chromium, site)
    scripted.add_cookies(hosting.cookies())  # type: ignore[arg-type]
    page = scripted.new_page()
    host.goto(f"{event}desk/")
    host.get_by_role("link", name=re.compile(f"Delete.*{ALT}")).click()
    look_at(page, [f"{event}desk/", form, host.url.removeprefix(site)])
    scripted.close()
    host.get_by_role("button", name="Delete the photo").click()
    expect(host.get_by_text("The photo is deleted.")).to_be_visible()
    visitor.goto(event)
    is_seen(visitor, DRAWN)
    expect(visitor.get_by_role("img", name=ALT)).to_have_count(0)
    visitor.context.close()
    hosting.close()


def test_what_is_far_too_large_is_told_so(
    chromium: Browser, site: str, home: Home, tmp_path: Path
) -> None:
    file = tmp_path / "large.jpg"
    file.write_bytes(saved(drawn()) + b"\0" * (40 * 1024 * 1024))
    context = context_of(chromium, site, scripts=False)
    page = context.new_page()
    sign_in(page, home, "alice@example.org")
    page.goto(f"{of_last_week(home)}photos/new/")
    page.get_by_label("The picture").set_input_files(file)
    page.get_by_label("What is to be seen").fill(ALT)
    page.get_by_label("Everybody who can be recognized").check()
    page.get_by_role("button", name="Add the photo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("That is too large")
    context.close()
