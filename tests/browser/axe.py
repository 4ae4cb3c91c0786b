"""axe-core, put into a page once and asked as often as its looks change."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SCRIPT = Axe().axe_script
# A theme changes colours and nothing else.
_COLOURS = ["color-contrast", "link-in-text-block"]
_FOUND = """([exclude, options]) => axe.run({exclude}, options).then(found => found.violations.map(
  one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.target.join(' ')).join(' | ')}`
))"""


def inject(page: Page) -> None:
    """Put axe into the page that is open."""
    page.evaluate(_SCRIPT)


def violations(page: Page, *, colours_only: bool = False, without: str = "") -> list[str]:
    """What axe finds, a line each: the rule, and where; ``without`` is a part to pass over."""
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if colours_only:
        options["runOnly"] = {"type": "rule", "values": _COLOURS}
    found: list[str] = page.evaluate(_FOUND, [[[without]] if without else [], options])
    return found
