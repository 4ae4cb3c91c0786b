"""A piece of news as a letter tells it, for the golden files of the nouns above."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import translation

from freedomcities.notices.templatetags.news_entries import told


def entry_text(kind: str, context: Mapping[str, Any], language: str) -> str:
    """The title, an empty line, and what stands below it."""
    with translation.override(language):
        (entry,) = told([{"kind": kind, "context": context}])
    return f"{entry.title}\n\n{entry.body}\n"
