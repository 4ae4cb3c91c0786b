"""What people come for, by keyboard and without JavaScript."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import PAGES

pytestmark = pytest.mark.browser

ANN_ARBOR = re.compile(r"/places/mi/ann-arbor/$")
_ACTIVE = "document.activeElement.closest('details.rule')?.querySelector('.rule-body').id ?? ''"


def _tab_to(page: Page, script: str, *, most: int = 60) -> None:
    """Press Tab until a condition on the page holds."""
    for _press in range(most):
        if page.evaluate(script):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no tab stop fulfils {script}")


def test_from_the_first_page_to_the_words_of_a_rule_by_keyboard(page: Page) -> None:
    page.goto("/")
    _tab_to(page, "document.activeElement.matches('input[name=q]')")
    page.keyboard.type("Ann Ar", delay=20)
    expect(page.locator(".found a").first).to_have_text("Ann Arbor, MI")
    expect(page.locator("#found-status")).not_to_be_empty()
    _tab_to(page, "document.activeElement.matches('.found a')", most=5)
    page.keyboard.press("Enter")
    page.wait_for_url(ANN_ARBOR)
    _tab_to(page, "document.activeElement.matches('details.rule > summary')")
    rule = page.locator("details.rule", has=page.locator(f"#{page.evaluate(_ACTIVE)}"))
    expect(rule.locator(".rule-body")).not_to_be_visible()
    page.keyboard.press("Enter")
    expect(rule.locator(".rule-body")).to_be_visible()
    _tab_to(page, "document.activeElement.matches('.rule-body a[href*=\"/rules/\"]')")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/rules/freedom-cities/1/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Judicial warrant")


@pytest.mark.parametrize("scripts", ["page", "plain_page"])
def test_a_mark_leads_to_its_rule_and_opens_it(
    request: pytest.FixtureRequest, scripts: str
) -> None:
    page: Page = request.getfixturevalue(scripts)
    page.goto("/places/ca/")
    rule = page.locator("#rule-3")
    expect(rule).not_to_be_visible()
    mark = page.locator(".hero a[href='#rule-3']")
    mark.focus()
    page.keyboard.press("Enter")
    expect(rule).to_be_visible()
    summary = page.locator("details.rule", has=rule).locator("summary")
    expect(summary).to_be_in_viewport()
    expect(page.locator("details.rule[open]")).to_have_count(1)
    # The next stop stands in what was opened.
    page.keyboard.press("Tab")
    expect(rule.locator("a:focus")).to_have_count(1)
    summary.press("Enter")
    expect(rule).not_to_be_visible()


def test_an_address_with_a_rule_opens_it(plain_page: Page) -> None:
    plain_page.goto("/places/ca/#rule-5")
    expect(plain_page.locator("#rule-5")).to_be_visible()


def test_enter_in_the_field_finds_the_place(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").first.fill("ann arbor, mi")
    page.keyboard.press("Enter")
    page.wait_for_url(ANN_ARBOR)


def test_without_javascript_the_form_finds_the_place(plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.get_by_role("searchbox").first.fill("Ann Arbor, Michigan")
    plain_page.get_by_role("button", name="Find", exact=True).click()
    plain_page.wait_for_url(ANN_ARBOR)
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Ann Arbor")
    rule = plain_page.locator("details.rule").first
    rule.locator("summary").click()
    expect(rule.locator(".rule-body")).to_be_visible()


def test_a_name_that_many_places_have(plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.get_by_role("searchbox").first.fill("Springfield")
    plain_page.get_by_role("button", name="Find", exact=True).click()
    expect(plain_page.get_by_role("status")).to_contain_text("places have this name")
    plain_page.get_by_role("link", name="Springfield, MA").click()
    plain_page.wait_for_url(re.compile(r"/places/ma/springfield/$"))


def test_a_name_that_no_place_has(plain_page: Page) -> None:
    plain_page.goto("/places/?q=zzqqxx")
    expect(plain_page.get_by_role("status")).to_contain_text("zzqqxx")
    expect(plain_page.get_by_role("searchbox")).to_have_value("zzqqxx")


def test_zip_codes(plain_page: Page) -> None:
    plain_page.goto("/places/?q=60148")
    expect(plain_page.get_by_role("status")).to_contain_text("60148")
    plain_page.get_by_role("link", name="Lombard, IL").click()
    plain_page.wait_for_url(re.compile(r"/places/il/lombard/$"))
    plain_page.goto("/places/?q=00000")
    expect(plain_page.get_by_role("status")).to_contain_text("00000")


@pytest.mark.parametrize("path", [path for path in PAGES if "such" not in path])
def test_the_same_page_in_spanish_and_its_links_stay_there(plain_page: Page, path: str) -> None:
    plain_page.goto(path)
    plain_page.get_by_role("link", name="Español").click()
    address = plain_page.url.split("/", 3)[3]
    assert unquote(address) == unquote(f"es{path}")
    assert plain_page.locator("html").get_attribute("lang") == "es"
    hrefs = plain_page.locator("main a[href^='/'], header a[href^='/'], footer a[href^='/']")
    led = hrefs.evaluate_all(
        "all => all.filter(a => a.lang !== 'en').map(a => a.getAttribute('href'))"
    )
    # Files and answers for programs stand once; all that people read stays in their language.
    read = [href for href in led if "." not in href.split("?")[0] and "/api/" not in href]
    assert read
    assert [href for href in read if not href.startswith("/es/")] == []


def test_the_list_is_filtered_by_a_plain_form(plain_page: Page) -> None:
    plain_page.goto("/progress/")
    plain_page.get_by_label("State", exact=True).select_option(label="California")
    plain_page.get_by_label("Rule", exact=True).select_option("1")
    plain_page.get_by_label("Standing").select_option("adopted")
    plain_page.get_by_role("button", name="Show").click()
    plain_page.wait_for_url(re.compile(r"state=ca&rule=1&standing=adopted"))
    rows = plain_page.locator("#places tbody tr")
    assert rows.count() > 0
    assert {"/places/ca/"} == {
        href[: len("/places/ca/")]
        for href in rows.locator("th a").evaluate_all("all => all.map(a => a.pathname)")
    }
    expect(plain_page.get_by_label("Standing")).to_have_value("adopted")


def test_a_column_is_sorted_by_its_link(plain_page: Page) -> None:
    plain_page.set_viewport_size({"width": 1280, "height": 900})
    plain_page.goto("/progress/?kind=municipality")
    head = plain_page.locator("#places thead th").first
    head.get_by_role("link").click()
    plain_page.wait_for_url(re.compile(r"sort=name"))
    expect(head).to_have_attribute("aria-sort", "ascending")
    first = _names(plain_page)
    assert first == sorted(first)
    head.get_by_role("link").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    last = _names(plain_page)
    assert last == sorted(last, reverse=True)
    assert first != last


def _names(page: Page) -> list[str]:
    return [name.strip() for name in page.locator("#places tbody th").all_inner_texts()]


def test_any_day_is_asked_by_a_plain_form(plain_page: Page) -> None:
    plain_page.goto("/places/ca/")
    now = plain_page.locator(".hero .mark-adopted").count()
    assert now > 0
    plain_page.get_by_label("See any day").fill("2010-05-01")
    plain_page.locator(".ask-day button").click()
    plain_page.wait_for_url(re.compile(r"\?on=2010-05-01$"))
    expect(plain_page.locator(".hero")).to_contain_text("May 1, 2010")
    expect(plain_page.locator(".hero .mark-adopted")).to_have_count(0)
    plain_page.get_by_role("link", name="Today").click()
    expect(plain_page.locator(".hero .mark-adopted")).to_have_count(now)


def test_a_state_on_the_map_leads_to_its_counties(plain_page: Page) -> None:
    plain_page.goto("/progress/")
    plain_page.locator(".tiles a[href='/progress/mi/']").click()
    plain_page.wait_for_url(re.compile(r"/progress/mi/$"))
    expect(plain_page.locator(".state-map a[href*='washtenaw-county']")).to_have_count(1)
