"""People sign in, set up a second step and leave: on a phone, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import inject, violations
from tests.browser.conftest import PHONE
from tests.installed.command import Home
from tests.installed.serving import serving
from tests.installed.windows import code_of, letters, wait_for_letters

pytestmark = pytest.mark.browser

PRIVATE = (
    *("/account/", "/account/details/", "/account/address/", "/account/code-app/"),
    *("/account/take-along/", "/account/leave/", "/account/sign-out/", "/account/sessions/end/"),
)


def _sign_in(page: Page, home: Home, address: str) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Your mail address").fill(address)
    before = len(letters(home.folder))
    page.get_by_role("button", name="Send me the digits").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    letter = wait_for_letters(home.folder, before + 1)[-1]
    assert letter["To"] == address
    page.get_by_label("The six digits").fill(code_of(letter))
    page.get_by_role("button", name="Sign in").click()


def _context(chromium: Browser, site: str, *, scripts: bool = True) -> BrowserContext:
    return chromium.new_context(
        base_url=site, viewport=PHONE, java_script_enabled=scripts, reduced_motion="reduce"
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_whole_visit(chromium: Browser, site: str, home: Home, *, scripts: bool) -> None:
    context = _context(chromium, site, scripts=scripts)
    page = context.new_page()
    page.goto("/")
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("link", name="Sign in").click()
    _sign_in(page, home, f"visit{int(scripts)}@example.org")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.get_by_role("link", name="Change name or language").click()
    page.get_by_label("What should people call you?").fill("Ann")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("link", name="Set up an app for codes").click()
    secret = page.locator(".code-secret").inner_text().replace(" ", "")
    page.get_by_label("The six digits").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_text("An app for codes is set up.")).to_be_visible()
    page.get_by_role("link", name="Leave, and erase it all").click()
    page.get_by_label("Yes, erase my account for good").check()
    page.get_by_role("button", name="Erase my account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account is erased")
    page.goto("/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    context.close()


def test_the_pages_of_an_account_are_for_everyone(chromium: Browser, site: str, home: Home) -> None:
    context = _context(chromium, site)
    page = context.new_page()
    _sign_in(page, home, "everyone@example.org")
    for prefix in ("", "/es"):
        for path in PRIVATE:
            page.goto(prefix + path)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                inject(page)
                assert violations(page) == [], (prefix + path, scheme)
    context.close()


@pytest.fixture
def named(chromium: Browser, site: str, home: Home) -> Iterator[Page]:
    """The same site under a name, as passkeys need it, and a browser that keeps some."""
    with serving(home, host="localhost") as url:
        context = _context(chromium, url)
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
    _sign_in(page, home, "passkey@example.org")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What do you call this device?").fill("Phone")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    expect(page.get_by_text("Passkey: Phone")).to_be_visible()
    page.goto("/account/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/sign-in/")
    page.get_by_role("link", name="Sign in with a passkey").click()
    page.get_by_role("button", name="Show your passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    # By mail as well: then it is the second step.
    page.goto("/account/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    _sign_in(page, home, "passkey@example.org")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in with a passkey")
    page.get_by_role("button", name="Show your passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.get_by_role("link", name="Remove the passkey").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
