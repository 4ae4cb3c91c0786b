"""The entries of a letter of news, in the language of the letter: `{% load news_entries %}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils.translation import gettext as _

from freedomcities.notices.kinds import news_kind, subject_kind

register = template.Library()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: a line for it, and the sentences and link below."""

    title: str
    body: str


@register.simple_tag
def told(entries: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """Each entry in words; one whose kind is known no more is left out."""
    return [_entry(each["kind"], each["context"]) for each in entries if news_kind(each["kind"])]


@register.simple_tag
def because(reason: Sequence[str], is_direct: bool) -> str:
    """Why somebody gets the letter."""
    if is_direct:
        return _("You get this because it is about what you asked for, or what waits for you.")
    kind = subject_kind(reason[0]) if reason else None
    subject = kind.find(reason[1]) if kind else None
    if subject is None:
        return _("You get this because you follow what it tells of.")
    return _("You get this because you follow %(title)s.") % {"title": subject.title}


def _entry(name: str, context: Mapping[str, Any]) -> Entry:
    kind = news_kind(name)
    if kind is None:
        raise LookupError(name)
    words = kind.words(context) if kind.words else context
    # Plain text: nothing is escaped, and nothing that people wrote is read as a template.
    drawn = get_template(f"{kind.template}.txt").template.render(  # type: ignore[attr-defined]
        Context({"site_url": settings.PUBLIC_URL, **words}, autoescape=False)
    )
    title, _line, body = drawn.strip().partition("\n")
    # A title is the subject of a mail: nothing in it may end the line.
    return Entry(" ".join(title.split()), body.strip())
