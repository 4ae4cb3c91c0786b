"""Every kind of page, in both languages and themes, narrow and wide: for everyone, and quiet."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.axe import inject, violations
from tests.browser.conftest import PHONE
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

MISSING = "/no-such-page/"
PAGES = (
    "/",
    "/places/",
    "/places/?q=Springfield",
    "/places/?q=zzqqxx",
    "/places/mi/ann-arbor/",
    "/places/mi/ann-arbor/?on=2015-01-01",
    "/places/mi/ypsilanti-charter-township/",
    "/places/mi/washtenaw-county/",
    "/places/ca/",
    "/places/us/",
    "/places/co/denver/",
    "/rules/",
    "/rules/freedom-cities/",
    "/rules/freedom-cities/1/",
    "/progress/",
    "/progress/?standing=preempted&rule=9",
    "/progress/ca/",
    "/instruments/",
    "/instruments/ca-values-act-7284/",
    "/officials/correct/?place=2603000",
    "/officials/correct/thanks/?place=2603000",
    "/report/?subject=place:2603000",
    "/report/thanks/",
    "/about/decisions/",
    "/groups/",
    "/groups/?place=Ann+Arbor%2C+MI",
    "/groups/?place=Springfield",
    "/groups/start/",
    "/groups/start/?place=Ann+Arbor%2C+MI",
    "/who/",
    "/who/?place=Wheaton%2C+IL&place=60148",
    "/who/?place=Naperville%2C+IL&place=Aurora%2C+IL",
    "/who/?place=Houston%2C+TX",
    "/who/?place=Boston%2C+MA&place=Cambridge%2C+MA",
    "/who/?place=Boston%2C+MA&place=Denver%2C+CO",
    "/who/?place=Wheaton%2C+IL&place=Springfield",
    "/account/sign-in/",
    "/account/left/",
    "/about/",
    "/about/data/",
    "/about/privacy/",
    "/about/transparency/",
    "/about/accessibility/",
    "/about/security/",
    "/about/design/",
    MISSING,
)
WIDE = (
    "/",
    "/places/co/denver/",
    "/rules/freedom-cities/1/",
    "/progress/",
    "/progress/ca/",
    "/who/?place=Wheaton%2C+IL&place=60148",
    "/instruments/ca-values-act-7284/",
)
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
NARROWEST: ViewportSize = {"width": 320, "height": 640}
_UNFOLD = "document.querySelectorAll('main details').forEach(each => { each.open = true; })"
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _open(page: Page, path: str) -> None:
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(path)
    # What is folded is read too.
    page.evaluate(_UNFOLD)
    inject(page)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_for_everyone(steady_page: tuple[Page, Watch], path: str, language: str) -> None:
    page, watch = steady_page
    page.set_viewport_size(PHONE)
    _open(page, path if language == "en" else f"/es{path}")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert violations(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert violations(page, colours_only=True) == []
    page.set_viewport_size(NARROWEST)
    assert page.evaluate(_OVERFLOW) == 0
    watch.check(is_missing=path == MISSING)


@pytest.mark.parametrize("path", WIDE)
def test_a_page_on_a_desk(steady_page: tuple[Page, Watch], path: str) -> None:
    page, watch = steady_page
    page.set_viewport_size(DESKTOP)
    _open(page, path)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert violations(page, colours_only=True) == []
    assert page.evaluate(_OVERFLOW) == 0
    watch.check()


def test_the_description_of_the_api_stays_quiet_and_in_the_house(
    steady_page: tuple[Page, Watch],
) -> None:
    page, watch = steady_page
    page.goto("/api/v1/docs")
    page.locator(".opblock").first.wait_for()
    watch.check()


def test_our_part_of_the_description_of_the_api_is_for_everyone(
    steady_page: tuple[Page, Watch],
) -> None:
    page, watch = steady_page
    page.goto("/api/v1/docs")
    page.locator(".opblock").first.wait_for()
    inject(page)
    # What Swagger draws is the package's own, and so are its faults; the same description is
    # plain JSON at the address that the page names.
    assert violations(page, without="#swagger-ui") == []
    assert page.locator("header h1").inner_text() == "API for programs"
    assert page.locator("header a").get_attribute("href") == "/"
    watch.check()
