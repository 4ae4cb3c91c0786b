"""Anybody corrects what a place's page says of an office, with and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

# A browser may part what is hidden from the eye by a space.
_CHIEF = re.compile(r"^Correct this ?: Police chief of Ann Arbor$")

pytestmark = pytest.mark.browser


def _correct(page: Page) -> None:
    page.goto("/places/mi/ann-arbor/")
    page.get_by_role("link", name=_CHIEF).click()
    expect(page.locator(".hero")).to_contain_text("Ann Arbor Police Department")
    page.get_by_label("What is wrong, and what is right?").fill("The phone is another one.")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert page.context.cookies() == []
    page.get_by_role("link", name="Back to Ann Arbor").click()
    expect(page.get_by_role("heading", name="Who decides")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("The phone is another one.")


def test_a_correction_is_sent(page: Page) -> None:
    _correct(page)


def test_a_correction_is_sent_without_javascript(plain_page: Page) -> None:
    _correct(plain_page)
