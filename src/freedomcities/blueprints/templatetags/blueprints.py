"""Filters for the texts of blueprints: `{% load blueprints %}`."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from freedomcities.blueprints.markdown import Titles, plain_text, render

register = template.Library()


@register.filter
def markdown(text: str, titles: Titles | None = None) -> SafeString:
    """A Markdown text as HTML; `titles` are those of the instruments that it names."""
    return render(text, titles=titles)


@register.filter
def clause(text: str, titles: Titles | None = None) -> SafeString:
    """The same for a model clause: its blanks to fill in are marked."""
    return render(text, titles=titles, blanks=True)


@register.filter(name="plain_text")
def as_plain_text(text: str) -> str:
    """A Markdown text without its signs, in one line."""
    return plain_text(text)
