"""A demo site that serves, a Chromium that looks at it, and a watch over what it does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.watching import Watch
from tests.installed.command import Home
from tests.installed.serving import serving

PHONE: ViewportSize = {"width": 390, "height": 844}
# Nothing but the pages themselves may reach for the network.
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _program() -> str:
    named = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    found = shutil.which(named)
    if found:
        return found
    reason = f"Chromium is not installed ({named})"
    if os.environ.get("REQUIRE_ALL"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    program = _program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The folder of the demo."""
    return Home(tmp_path_factory.mktemp("browser") / "home")


@pytest.fixture(scope="session")
def site(chromium: Browser, home: Home) -> Iterator[str]:
    """The address of a demo; made only where there is a browser to look at it."""
    with serving(home, "demo") as url:
        yield url


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """A phone without a past; what it meets there must be in order."""
    context = chromium.new_context(base_url=site, viewport=PHONE, reduced_motion="reduce")
    found = context.new_page()
    watch = Watch(found, site)
    yield found
    watch.check()
    context.close()


@pytest.fixture
def plain_page(chromium: Browser, site: str) -> Iterator[Page]:
    """The same without JavaScript."""
    context = chromium.new_context(base_url=site, viewport=PHONE, java_script_enabled=False)
    found = context.new_page()
    watch = Watch(found, site)
    yield found
    watch.check()
    context.close()


@pytest.fixture(scope="module")
def steady_page(chromium: Browser, site: str) -> Iterator[tuple[Page, Watch]]:
    """One page for many looks, with its watch: whoever looks checks, and begins anew."""
    context = chromium.new_context(base_url=site, viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    yield page, Watch(page, site)
    context.close()
