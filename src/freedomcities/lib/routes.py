"""The addresses of the site as a list, for the command, the tests and the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

UNDECLARED = "undeclared"


@dataclass(frozen=True, slots=True)
class Route:
    """An address: ``path`` with its variable parts in angle brackets, without language prefix."""

    path: str
    methods: tuple[str, ...]
    name: str
    audience: str

    def as_dict(self) -> dict[str, object]:
        """What ``freedomcities routes --json`` gives."""
        return {**asdict(self), "methods": list(self.methods)}


def all_routes() -> list[Route]:
    """Every address, sorted by path."""
    return sorted(_walk(get_resolver().url_patterns, "", ""), key=lambda route: route.path)


def _walk(patterns: Any, path: str, namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            prefix = (
                "" if isinstance(pattern.pattern, LocalePrefixPattern) else str(pattern.pattern)
            )
            inner = ":".join(filter(None, [namespace, pattern.namespace]))
            yield from _walk(pattern.url_patterns, path + prefix, inner)
        elif isinstance(pattern, URLPattern):
            yield _route(pattern, path, namespace)


def _route(pattern: URLPattern, path: str, namespace: str) -> Route:
    view = pattern.callback
    return Route(
        path="/" + path + _readable(str(pattern.pattern)),
        methods=tuple(getattr(view, "methods", ("GET",))),
        name=":".join(filter(None, [namespace, pattern.name or ""])),
        audience=str(getattr(view, "audience", UNDECLARED)),
    )


def _readable(pattern: str) -> str:
    """A pattern of either kind as an address, its variable parts by name alone."""
    named = re.sub(r"\(\?P(<\w+>)[^()]*\)|<[a-z_]+:(\w+)>", _name_of, pattern)
    return named.removeprefix("^").removesuffix("$").replace("\\.", ".")


def _name_of(part: re.Match[str]) -> str:
    return part[1] or f"<{part[2]}>"
