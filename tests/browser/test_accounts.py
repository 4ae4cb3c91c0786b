"""People sign in, set up a second step and leave: on a phone, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import context_of, enter_code, look_at, sign_in
from tests.installed.command import Home
from tests.installed.serving import serving

pytestmark = pytest.mark.browser

PRIVATE = (
    *("/account/", "/account/details/", "/account/address/", "/account/code-app/"),
    *("/account/take-along/", "/account/leave/", "/account/sign-out/", "/account/sessions/end/"),
    "/account/recovery-codes/",
)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_whole_visit(chromium: Browser, site: str, home: Home, *, scripts: bool) -> None:
    context = context_of(chromium, site, scripts=scripts)
    page = context.new_page()
    page.goto("/")
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("link", name="Sign in").click()
    sign_in(page, home, f"visit{int(scripts)}@example.org")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.get_by_role("link", name="Change name or language").click()
    page.get_by_label("What should people call you?").fill("Ann")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("link", name="Set up an app for codes").click()
    secret = page.locator(".code-secret").inner_text().replace(" ", "")
    page.get_by_label("The six digits").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.get_by_role("button", name="Make eight codes").click()
    expect(page.locator(".code-secret")).to_have_count(8)
    page.get_by_role("link", name="Back to your account").click()
    expect(page.get_by_text("An app for codes is set up.")).to_be_visible()
    page.get_by_role("link", name="Leave, and erase it all").click()
    page.get_by_label("Yes, erase my account for good").check()
    page.get_by_role("button", name="Erase my account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account is erased")
    page.goto("/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    context.close()


def test_the_pages_of_an_account_are_for_everyone(chromium: Browser, site: str, home: Home) -> None:
    context = context_of(chromium, site)
    page = context.new_page()
    sign_in(page, home, "everyone@example.org")
    look_at(page, PRIVATE)
    context.close()


def test_from_a_link_to_work_and_back_after_a_lost_phone(
    chromium: Browser, site: str, home: Home
) -> None:
    people = home.say("demo", "--no-serve", "--json").answer["people"]
    desk = context_of(chromium, site).new_page()
    sign_in(desk, home, people["staff"]["email"], secret=people["staff"]["totp_secret"])
    desk.get_by_role("link", name="The staff’s desk").click()
    desk.get_by_role("link", name="Invite somebody to work here").click()
    desk.get_by_label("reader of law").check()
    desk.get_by_role("button", name="Make the link").click()
    link = desk.locator(".code-secret").inner_text()
    desk.context.close()

    context = context_of(chromium, site)
    page = context.new_page()
    page.goto("/" + link.split("/", 3)[3])
    expect(page.get_by_text("Sign in to take up: Work for the site: reader of law")).to_be_visible()
    enter_code(page, home, "newcomer@example.org")
    page.get_by_role("button", name="Take it on").click()
    expect(page.get_by_role("link", name="On this phone: open it in the app")).to_be_visible()
    secret = page.locator(".code-secret").inner_text().replace(" ", "")
    page.get_by_label("The six digits").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Set it up").click()
    page.get_by_role("button", name="Make eight codes").click()
    paper = page.locator(".code-secret").first.inner_text()
    page.goto("/account/sign-out/")
    page.get_by_role("button", name="Sign out").click()

    page.goto("/account/sign-in/")
    enter_code(page, home, "newcomer@example.org")
    page.get_by_role("link", name="I lost it").click()
    look_at(page, ["/account/second-factor/?recovery=1"])
    page.goto("/account/second-factor/?recovery=1")
    page.get_by_label("One of your recovery codes").fill(paper)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("7 codes are left")).to_be_visible()
    expect(page.locator(".code-secret")).to_have_count(1)
    context.close()


@pytest.fixture
def named(chromium: Browser, site: str, home: Home) -> Iterator[Page]:
    """The same site under a name, as passkeys need it, and a browser that keeps some."""
    with serving(home, host="localhost") as url:
        context = context_of(chromium, url)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        session.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                    "hasUserVerification": True, "isUserVerified": True,
                }
            },
        )  # fmt: skip
        yield page
        context.close()


def test_a_passkey_is_made_and_signs_in(named: Page, home: Home) -> None:
    page = named
    sign_in(page, home, "passkey@example.org")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What do you call this device?").fill("Phone")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    expect(page.get_by_text("Passkey: Phone")).to_be_visible()
    page.goto("/account/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/sign-in/")
    page.get_by_role("link", name="Sign in with a passkey").click()
    # Somebody thinks better of it once: what was refused is not sent again.
    page.evaluate("document.querySelector('form.form-page').elements.answer.value = '{}'")
    page.evaluate("document.querySelector('form.form-page').submit()")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("button", name="Show your passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    # By mail as well: then it is the second step.
    page.goto("/account/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, home, "passkey@example.org")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in with a passkey")
    page.get_by_role("button", name="Show your passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.get_by_role("link", name="Remove the passkey").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
