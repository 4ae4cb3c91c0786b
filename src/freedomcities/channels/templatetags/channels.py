"""How a post's plain text is shown: `{{ post.text|post_text }}`."""

from __future__ import annotations

import re

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from freedomcities.lib.door_refusals import BadAddress
from freedomcities.lib.web_addresses import read_web_address

register = template.Library()

_LINK = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_AFTER_A_LINK = ".,;:!?…'’)]}"


@register.filter
def post_text(text: str) -> SafeString:
    """Paragraphs and lines as they were written; whole web addresses are links, nothing else.

    A link reads as what it leads to. What two programs could read in two ways stays text.
    """
    paragraphs = ((_lines(each),) for each in text.split("\n\n"))
    return format_html_join("\n", '<p dir="auto">{}</p>', paragraphs)


def _lines(text: str) -> SafeString:
    return format_html_join(
        mark_safe("<br>"), "{}", ((_linked(each),) for each in text.split("\n"))
    )


def _linked(line: str) -> SafeString:
    done, parts = 0, []
    for found in _LINK.finditer(line):
        address = _trimmed(found[0])
        if not _is_plain(address):
            continue
        link = '<a href="{0}" rel="nofollow noopener noreferrer ugc">{0}</a>'
        parts += [escape(line[done : found.start()]), format_html(link, address)]
        done = found.start() + len(address)
    return mark_safe("".join([*parts, escape(line[done:])]))


def _trimmed(address: str) -> str:
    """Without the signs of the sentence around it; a bracket that it opened itself is its own."""
    while address and address[-1] in _AFTER_A_LINK:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def _is_plain(address: str) -> bool:
    try:
        read_web_address(address)
    except BadAddress:
        return False
    return True
