"""The same page in the other languages. Pure: works on paths, knows no request.

English stands at the bare path, every other language under its prefix (`/es/…`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A page in one language: `name` is the language's own name for itself."""

    code: str
    name: str
    path: str
    current: bool


def bare_path(path: str, codes: Iterable[str]) -> str:
    """Return `path` without the prefix of a language: `/es/places/` gives `/places/`."""
    first, _, rest = path.removeprefix("/").partition("/")
    return f"/{rest}" if first in set(codes) else path


def path_in(path: str, code: str, *, default: str) -> str:
    """Return the bare `path` as it stands in the language `code`."""
    return path if code == default else f"/{code}{path}"


def language_links(
    path: str, *, names: Iterable[tuple[str, str]], current: str, default: str
) -> list[LanguageLink]:
    """Return `path` in each language of `names` (pairs of code and own name), in their order."""
    pairs = list(names)
    bare = bare_path(path, (code for code, _ in pairs if code != default))
    return [
        LanguageLink(code, name, path_in(bare, code, default=default), code == current)
        for code, name in pairs
    ]
