"""People of different towns find whom to meet: by keyboard, without scripts, on a phone."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WHEATON, LOMBARD = "Wheaton, IL", "Lombard, IL"
THREE = "/who/?place=Wheaton%2C+IL&place=Lombard%2C+IL&place=Glen+Ellyn%2C+IL"


def _asked(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get("place", [])


def _answer(page: Page) -> str:
    return page.locator("#who-answer").inner_text()


def test_one_town_after_another_by_keyboard(page: Page) -> None:
    page.goto("/who/")
    field = page.get_by_label("One person's town or ZIP code")
    field.focus()
    page.keyboard.type("Wheaton, IL")
    page.keyboard.press("Enter")
    expect(page.locator("#who-answer")).to_have_text("Police chief of Wheaton")
    expect(page.get_by_role("status")).to_contain_text("Police chief of Wheaton")
    # The next one can be typed at once, and the address can be passed on.
    expect(page.locator("#who-place")).to_be_focused()
    expect(page.locator("#who-place")).to_have_value("")
    page.keyboard.type("Lombard, IL")
    page.keyboard.press("Enter")
    expect(page.locator("#who-answer")).to_have_text("DuPage County Sheriff")
    assert _asked(page) == [WHEATON, LOMBARD]
    expect(page).to_have_title(re.compile("DuPage County Sheriff"))
    # What stands around the answer speaks of it too.
    page.get_by_role("link", name="Español").click()
    page.wait_for_url(re.compile(r"/es/who/\?"))
    assert _asked(page) == [WHEATON, LOMBARD]
    assert _answer(page) == "Sheriff de DuPage County"


def test_the_focus_is_not_lost_with_what_is_taken_away(page: Page) -> None:
    page.goto("/who/?place=Wheaton%2C+IL&place=Lombard%2C+IL")
    page.get_by_role("link", name="Remove Lombard, IL").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#who-answer")).to_have_text("Police chief of Wheaton")
    expect(page.locator("#who-answer")).to_be_focused()
    page.get_by_role("link", name="Remove Wheaton, IL").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#who-place")).to_be_focused()


def test_going_back_shows_what_was_asked_before(page: Page) -> None:
    page.goto("/who/?place=Wheaton%2C+IL")
    page.locator("#who-place").fill("Lombard, IL")
    page.keyboard.press("Enter")
    expect(page.locator("#who-answer")).to_have_text("DuPage County Sheriff")
    page.go_back()
    expect(page.locator("#who-answer")).to_have_text("Police chief of Wheaton")
    expect(page.locator("h1")).to_have_count(1)
    # Others may use this browser too: it keeps no page, the tab alone knows its address.
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.evaluate("Object.keys(sessionStorage)") == ["htmx-current-path-for-history"]


def test_the_answer_is_seen_at_a_glance_on_a_phone(page: Page) -> None:
    for prefix in ("", "/es"):
        page.goto(prefix + THREE)
        expect(page.locator("#who-answer")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scripts", ["page", "plain_page"])
def test_a_town_is_taken_back(request: pytest.FixtureRequest, scripts: str) -> None:
    page: Page = request.getfixturevalue(scripts)
    page.goto(THREE)
    page.get_by_role("link", name="Remove Lombard, IL").click()
    expect(page.locator(".who-people").first.locator("li")).to_have_count(2)
    assert _asked(page) == [WHEATON, "Glen Ellyn, IL"]


def test_without_scripts_a_plain_form_adds_one_town_after_another(plain_page: Page) -> None:
    plain_page.goto("/who/")
    for town in (WHEATON, "60148"):
        plain_page.locator("#who-place").fill(town)
        plain_page.get_by_role("button", name="Add").click()
    plain_page.wait_for_url(re.compile(r"place=60148$"))
    assert _asked(plain_page) == [WHEATON, "60148"]
    assert _answer(plain_page) == "DuPage County Sheriff"
    # Most of the ZIP code is Lombard: people are asked, and told what else it may be.
    asks = plain_page.locator(".who-asks")
    expect(asks).to_contain_text("60148 lies in several places. Are you from Lombard, IL?")
    asks.locator("summary").click()
    asks.locator(".who-others a").first.click()
    expect(plain_page.locator(".who-asks")).to_have_count(0)
    assert [text.split(":")[0] for text in _asked(plain_page)] == [WHEATON, "geoid"]


@pytest.mark.parametrize("scripts", ["page", "plain_page"])
def test_a_name_of_many_places_is_chosen_from_a_list(
    request: pytest.FixtureRequest, scripts: str
) -> None:
    page: Page = request.getfixturevalue(scripts)
    page.goto("/who/?place=Chicopee%2C+MA&place=Springfield")
    expect(page.locator("#who-unclear")).to_contain_text("Which “Springfield” do you mean?")
    page.get_by_role("link", name="Springfield, MA").click()
    expect(page.locator(".who-people").first).to_contain_text("Springfield, MA")
    expect(page.locator("#who-unclear")).to_have_count(0)
    assert _asked(page) == ["Chicopee, MA", "geoid:2567000"]


@pytest.mark.parametrize("scripts", ["page", "plain_page"])
def test_what_was_misspelt_is_mended_in_its_field(
    request: pytest.FixtureRequest, scripts: str
) -> None:
    page: Page = request.getfixturevalue(scripts)
    page.goto("/who/?place=Wheaton%2C+IL&place=Lombrad%2C+IL")
    field = page.locator("#who-place")
    expect(field).to_have_value("Lombrad, IL")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("Lombard, IL")
    field.press("Enter")
    expect(page.locator("#who-answer")).to_have_text("DuPage County Sheriff")
    assert _asked(page) == [WHEATON, LOMBARD]


@pytest.mark.parametrize("scripts", ["page", "plain_page"])
def test_people_choose_their_county(request: pytest.FixtureRequest, scripts: str) -> None:
    page: Page = request.getfixturevalue(scripts)
    page.goto("/who/?place=Naperville%2C+IL&place=Aurora%2C+IL")
    expect(page.locator("#who-answer")).to_have_text("Which county do most of you live in?")
    page.get_by_role("link", name="Will County, IL").click()
    expect(page.locator("#who-answer")).to_have_text("Will County Sheriff")
    assert urlsplit(page.url).query.endswith("meet_at=17197")
    page.get_by_role("link", name="Back to the choice of counties").click()
    expect(page.locator("#who-answer")).to_have_text("Which county do most of you live in?")


def test_a_link_of_the_answer_leads_to_what_to_say(plain_page: Page) -> None:
    plain_page.goto(THREE)
    plain_page.get_by_role("link", name="What to say at each door").click()
    expect(plain_page.get_by_role("heading", name="Law enforcement first")).to_be_in_viewport()
    expect(plain_page.locator(".who-say q").first).to_contain_text("We are neighbors from Wheaton")


def test_on_paper_the_answer_the_doors_and_the_map_remain(page: Page) -> None:
    page.goto(THREE)
    page.emulate_media(media="print")
    expect(page.locator("form.ask")).not_to_be_visible()
    expect(page.locator(".who-remove").first).not_to_be_visible()
    for part in ("#who-answer", ".who-office >> nth=0", ".who-map"):
        expect(page.locator(part)).to_be_visible()
