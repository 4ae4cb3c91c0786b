"""What visits share: a window, signing in by the letter's code, a look at all pages of a kind."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyotp
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import inject, violations
from tests.browser.conftest import PHONE
from tests.installed.command import Home
from tests.installed.windows import code_of, letters, wait_for_letters

_ON_THE_WAY_IN = re.compile("/account/(sign-in|code|second-factor)/")
_came_in: dict[tuple[str, str], Sequence[object]] = {}
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_UNFOLD = "document.querySelectorAll('main details').forEach(each => { each.open = true; })"


def context_of(chromium: Browser, site: str, *, scripts: bool = True) -> BrowserContext:
    """A phone without a past."""
    return chromium.new_context(
        base_url=site, viewport=PHONE, java_script_enabled=scripts, reduced_motion="reduce"
    )


def enter_code(page: Page, home: Home, address: str) -> None:
    """From the page that asks for an address: have the code sent, and enter it."""
    page.get_by_label("Your email address").fill(address)
    before = len(letters(home.folder, to=address))
    page.get_by_role("button", name="Send me the digits").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your email")
    letter = wait_for_letters(home.folder, before + 1, to=address)[-1]
    page.get_by_label("The six digits").fill(code_of(letter))
    page.get_by_role("button", name="Sign in").click()


def sign_in(page: Page, home: Home, address: str, *, secret: str = "") -> None:
    """Be signed in; with the code of an app where its secret is given.

    Five sign-ins for an address in ten minutes are all that the site takes: whoever has come in
    before has kept the cookie.
    """
    known = _came_in.get((str(home.folder), address))
    if known:
        page.context.add_cookies(known)  # type: ignore[arg-type]
        page.goto("/account/")
        if not _ON_THE_WAY_IN.search(page.url):
            return
    page.goto("/account/sign-in/")
    enter_code(page, home, address)
    if secret:
        page.get_by_label("The six digits").fill(pyotp.TOTP(secret).now())
        page.get_by_role("button", name="Sign in").click()
    # Whoever goes on before the answer is there leaves without its cookie.
    expect(page).not_to_have_url(_ON_THE_WAY_IN)
    _came_in[str(home.folder), address] = page.context.cookies()


def look_at(page: Page, paths: Iterable[str]) -> None:
    """Each page in both languages: for everyone, in light and dark, and at 320 px.

    Pictures go into the folder `SHOTS`, where one is named.
    """
    for path in paths:
        for prefix in ("", "/es"):
            address = prefix + path
            page.emulate_media(color_scheme="light", reduced_motion="reduce")
            page.set_viewport_size(PHONE)
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            page.evaluate(_UNFOLD)
            inject(page)
            assert page.locator("h1").count() == 1, address
            assert violations(page) == [], address
            if folder := os.environ.get("SHOTS"):
                name = address.strip("/").replace("/", "-") or "home"
                page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
            page.emulate_media(color_scheme="dark", reduced_motion="reduce")
            assert violations(page, colours_only=True) == [], address
            page.set_viewport_size({"width": 320, "height": 640})
            assert page.evaluate(_OVERFLOW) == 0, address
