"""The components that hold other content: `{% load ui_blocks %}`, `{% card … %}…{% endcard %}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collections.abc import Sequence

    from freedomcities.ui.marks import Mark
    from freedomcities.ui.parts import LevelMark

register = template.Library()

TONES = {
    "plain": "information-circle",
    "done": "check-circle",
    "warning": "exclamation-triangle",
    "wrong": "x-circle",
}


def _drawn(component: str, content: str, **context: object) -> SafeString:
    markup = render_to_string(f"ui/components/{component}.html", {**context, "content": content})
    return SafeString(markup)


@register.simple_block_tag
def card(content: str, title: str, *, href: str = "", level: int = 3) -> SafeString:
    """A framed part of a page; `level` is that of its heading."""
    return _drawn("card", content, title=title, href=href, level=level)


@register.simple_block_tag
def next_step(
    content: str, title: str, *, href: str = "", action: str = "", level: int = 2
) -> SafeString:
    """The one thing to do next: why in the content, `action` on the button to `href`."""
    return _drawn("next_step", content, title=title, href=href, action=action, level=level)


@register.simple_block_tag
def quote(
    content: str, passage: str, *, before: str = "", after: str = "", language: str = ""
) -> SafeString:
    """A text's own words: `passage` highlighted between `before` and `after`; below, its source."""
    return _drawn("quote", content, passage=passage, before=before, after=after, language=language)


@register.simple_block_tag
def notice(content: str, *, tone: str = "plain", title: str = "") -> SafeString:
    """A message to whoever reads the page. `tone`: plain, done, warning or wrong."""
    return _drawn("notice", content, tone=tone, title=title, icon=TONES[tone])


@register.simple_block_tag
def empty_state(
    content: str, title: str, *, href: str = "", action: str = "", level: int = 3
) -> SafeString:
    """What an empty page says: what would be here, and what to do next."""
    return _drawn("empty_state", content, title=title, href=href, action=action, level=level)


@register.simple_block_tag
def disclosure(
    content: str,
    shown: Mark,
    *,
    key: str = "",
    levels: Sequence[LevelMark] = (),
    opened: bool = False,
) -> SafeString:
    """A rule's row: its mark, name and standing; the evidence opens beneath, without a script."""
    return _drawn("disclosure", content, mark=shown, key=key, levels=levels, opened=opened)
