"""Focus that can be seen, less motion, forced colours, paper."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

TAB_STOPS = 15
_FOCUS = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  const width = style => style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
  // A field within a frame may leave the outline to the frame.
  const outlines = [here, here.parentElement].map(each => width(getComputedStyle(each)));
  return {
    name: here.outerHTML.slice(0, 80),
    outline: Math.max(...outlines),
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""


def _contrast(picture: bytes) -> int:
    """How far the darkest and the lightest point of a picture lie apart, of 255."""
    low, high = Image.open(BytesIO(picture)).convert("L").getextrema()
    return int(high) - int(low)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["/", "/places/mi/ann-arbor/"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_whoever_tabs_sees_where_they_are(page: Page, path: str, theme: str) -> None:
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(path)
    for _stop in range(TAB_STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(_FOCUS)
        assert focus["outline"] >= 2, focus
        assert focus["seen"], focus


@pytest.mark.parametrize("path", ["/", "/progress/"])
def test_the_first_stop_skips_to_the_content(page: Page, path: str) -> None:
    page.goto(path)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


_MOVING = """() => [...document.querySelectorAll('*')].filter(each => {
  const style = getComputedStyle(each);
  return style.scrollBehavior === 'smooth' || style.animationName !== 'none'
    || style.transitionDuration.split(',').some(each => parseFloat(each) > 0.01);
}).length"""


def test_nothing_moves_for_who_wants_no_motion(page: Page) -> None:
    page.goto("/")
    assert page.evaluate(_MOVING) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(_MOVING) > 0


def _shot(mark: Locator) -> bytes:
    mark.scroll_into_view_if_needed()
    return mark.screenshot()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_keep_their_shapes_in_forced_colours(page: Page, theme: str) -> None:
    page.emulate_media(forced_colors="active", color_scheme=theme)  # type: ignore[arg-type]
    page.goto("/about/design/")
    shown = {
        standing: _shot(page.locator(f"main svg.mark-{standing}:visible").first)
        for standing in ("adopted", "partial", "contradicted", "preempted", "unknown")
    }
    assert {name: _contrast(picture) > 100 for name, picture in shown.items()} == dict.fromkeys(
        shown, True
    )
    assert len(set(shown.values())) == len(shown)


@pytest.mark.parametrize("path", ["/places/ca/", "/rules/freedom-cities/1/", "/who/?place=60148"])
def test_a_page_on_paper(page: Page, path: str) -> None:
    page.goto(path)
    heading = page.get_by_role("heading", level=1)
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".top-nav", ".menu", ".foot nav", ".share", ".no-print"):
        for each in page.locator(hidden).all():
            expect(each).not_to_be_visible()
    expect(heading).to_be_visible()
    # Ink on paper, whatever the theme of the screen.
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert _contrast(page.screenshot(full_page=True)) == 255
    assert page.pdf().startswith(b"%PDF")


def test_what_is_folded_is_printed_unfolded(page: Page) -> None:
    page.goto("/places/ca/")
    quote = page.locator("details.rule .quote").first
    expect(quote).not_to_be_visible()
    page.emulate_media(media="print")
    expect(quote).to_be_visible()
