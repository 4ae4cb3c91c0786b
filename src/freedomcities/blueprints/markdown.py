"""Markdown of blueprints as HTML: rendered without raw HTML, then sanitised all the same.

Two signs are ours. `[[instrument-id]]` becomes a link to the instrument's page, or its plain title
where no such page exists. In a model clause `[Place]` is a blank to fill in, and is marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import nh3
from django.urls import NoReverseMatch, reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

Titles = Mapping[str, str]
"""Titles of instruments by id: those that have a page."""

Resolver = Callable[[str], str]
"""Gives the address of an instrument's page by its id, or "" where there is none."""

_INSTRUMENT = re.compile(r"\[\[([A-Za-z0-9][A-Za-z0-9._-]*)\]\]")
_BLANK = re.compile(r"\[([^\[\]\n]+)\](?!\()")

_SCHEMES = {"http", "https", "mailto"}
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "hr", "li", "mark", "ol", "p",
    "strong", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "rel"}, "ol": {"start"}}
_REL = "noopener nofollow"


def instrument_ids(*texts: str) -> list[str]:
    """The ids of the instruments that texts name, each once, in the order of their appearance."""
    return list(dict.fromkeys(found for text in texts for found in _INSTRUMENT.findall(text)))


def instrument_address(instrument: str) -> str:
    """The address of an instrument's page, or "" where the site has no such pages."""
    try:
        return reverse("adoption:instrument", args=[instrument])
    except NoReverseMatch:
        return ""


def render(
    text: str,
    *,
    titles: Titles | None = None,
    resolve: Resolver = instrument_address,
    blanks: bool = False,
) -> SafeString:
    """A text as HTML. `blanks`: mark what stands in square brackets.

    With `titles`, an instrument outside them has no page and its id stands there as plain text;
    without, every instrument is linked under its id where `resolve` gives an address.
    """
    env = {"titles": titles, "resolve": resolve, "blanks": blanks}
    html = nh3.clean(
        _PARSER.render(text, env),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_keep_attribute,
        url_schemes=_SCHEMES,
        url_relative=_keep_relative,
        link_rel=None,
    )
    return mark_safe(html)  # sanitised in the line above


def plain_text(text: str) -> str:
    """A text without its signs, in one line, for descriptions and feeds. Not escaped."""
    html = render(text, resolve=lambda _instrument: "")
    return " ".join(unescape(strip_tags(html)).split())


def _keep_attribute(tag: str, attribute: str, value: str) -> str | None:
    if (tag, attribute) == ("a", "rel"):
        return value if value == _REL else None
    return value


def _keep_relative(address: str) -> str | None:
    """Our own paths alone: a browser takes `//host` and `/\\host` for another site."""
    return address if re.match(r"/(?![/\\])", address) else None


def _instrument(state: StateInline, silent: bool) -> bool:
    """The inline rule for `[[instrument-id]]`."""
    found = _INSTRUMENT.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        _push_instrument(state, found[1])
    state.pos = found.end()
    return True


def _push_instrument(state: StateInline, instrument: str) -> None:
    titles: Titles | None = state.env.get("titles")
    is_known = titles is None or instrument in titles
    address = state.env["resolve"](instrument) if is_known else ""
    if address:
        state.push("link_open", "a", 1).attrs = {"href": address}
    state.push("text", "", 0).content = (titles or {}).get(instrument, instrument)
    if address:
        state.push("link_close", "a", -1)


def _blank(state: StateInline, silent: bool) -> bool:
    """The inline rule for `[a blank to fill in]`."""
    found = _BLANK.match(state.src, state.pos) if state.env.get("blanks") else None
    if not found:
        return False
    if not silent:
        state.push("mark_open", "mark", 1)
        state.push("text", "", 0).content = found[0]
        state.push("mark_close", "mark", -1)
    state.pos = found.end()
    return True


def _link_open(
    renderer: Any,
    tokens: list[Any],
    index: int,
    options: Any,
    env: dict[str, Any],
) -> str:
    """Links that lead away carry `rel`; those that we made lead to our own pages."""
    token = tokens[index]
    if urlsplit(str(token.attrs.get("href", ""))).scheme:
        token.attrs["rel"] = _REL
    rendered: str = renderer.renderToken(tokens, index, options, env)
    return rendered


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False})
    parser.disable(["image", "html_block", "html_inline"])
    parser.inline.ruler.before("link", "instrument", _instrument)
    parser.inline.ruler.before("link", "blank", _blank)
    parser.add_render_rule("link_open", _link_open)
    return parser


_PARSER = _make_parser()
