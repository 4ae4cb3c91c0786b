"""Parts of pages that are heavy to draw and the same for everybody, kept as drawn."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from freedomcities.pages.progress_memory import Edition, remembered


def drawn(
    template: str,
    gather: Callable[[], Mapping[str, object] | None],
    *name: Hashable,
    at: Edition,
) -> SafeString:
    """A template rendered with what is gathered, once an edition and language.

    `name` holds everything else that it depends on. Empty where there is nothing to draw.
    """

    def draw() -> SafeString:
        context = gather()
        return SafeString("" if context is None else render_to_string(template, dict(context)))

    return remembered(draw, template, get_language(), *name, at=at)
