"""Pages that are the same for everybody who is not signed in: validated, and kept in the process.

A long file that is streamed has a validator too, and is made anew for whoever lacks it.

The validator is made of the site's version (it grows with every operation), the quarter of an
hour (what is in force depends on the day, which events are over on the hour) and the build, so
that nothing that a page shows can change without it. No Redis, no cookie; the memory that it
takes is bounded.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from django.conf import settings
from django.db import DatabaseError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.text import compress_sequence

from freedomcities import __version__
from freedomcities.audit.memory import moment
from freedomcities.lib.access import Audience

Answer = TypeVar("Answer", bound=HttpResponseBase)
Handler = Callable[[HttpRequest], HttpResponseBase]

CACHE_CONTROL = "public, max-age=30, stale-while-revalidate=60"
_LIMIT_BYTES = 24 * 1024 * 1024
_LARGEST_BYTES = 1024 * 1024
_SMALLEST_TO_COMPRESS = 600
# Of a long answer the levels above take half as long again, and save a twentieth.
_LEVEL = 4


@dataclass(slots=True)
class PageCache:
    """The pages last asked for, each with the version that it shows; oldest out first."""

    limit: int = _LIMIT_BYTES
    size: int = 0
    _pages: OrderedDict[str, tuple[str, HttpResponse]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: str, tag: str) -> HttpResponse | None:
        """The page under this key, if it still shows this version."""
        with self._lock:
            held = self._pages.get(key)
            if held is None or held[0] != tag:
                return None
            self._pages.move_to_end(key)
            return held[1]

    def put(self, key: str, tag: str, response: HttpResponse) -> None:
        """Keep a page, and let the oldest go where there is no room."""
        weight = _weight(key, response)
        if weight > _LARGEST_BYTES:
            return
        with self._lock:
            self._drop(key)
            self._pages[key] = (tag, response)
            self.size += weight
            while self.size > self.limit:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: str) -> None:
        held = self._pages.pop(key, None)
        if held:
            self.size -= _weight(key, held[1])


def _weight(key: str, response: HttpResponse) -> int:
    """What it takes to keep a page: a long address counts as well."""
    return len(key) + len(response.content)


def public_pages(get_response: Handler) -> Handler:
    """Answer "not modified" or from memory where that is safe, and mark what may be kept."""
    cache = PageCache()

    def handle(request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"} or _is_signed_in(request):
            return get_response(request)
        key = _key(request)
        try:
            tag = _tag(key)
        except DatabaseError:
            # What is asked for says itself that it is unavailable.
            return get_response(request)
        if _has_it(request, tag):
            return _marked(HttpResponseNotModified(), tag)
        held = cache.get(key, tag)
        if held is not None:
            return _copy(held)
        response = get_response(request)
        if not _may_be_kept(request, response):
            return response
        if isinstance(response, HttpResponse):
            _compress(request, response)
            cache.put(key, tag, _copy(_marked(response, tag)))
        elif isinstance(response, StreamingHttpResponse):
            _compress_stream(request, response)
            _marked(response, tag)
        return response

    return handle


def _is_signed_in(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _takes_gzip(request: HttpRequest) -> bool:
    return "gzip" in request.headers.get("Accept-Encoding", "")


def _key(request: HttpRequest) -> str:
    parts = (
        request.get_host(),
        request.get_full_path(),
        "gzip" if _takes_gzip(request) else "",
        request.headers.get("HX-Request", ""),
    )
    return "\n".join(parts)


def _tag(key: str) -> str:
    """The validator of what stands under this key: it holds for no other address.

    Hashed, since which version runs here is nobody's business.
    """
    version, quarter = moment(time.time())
    shown = f"{__version__}\n{version}\n{quarter}\n{key}"
    return f'"{hashlib.sha256(shown.encode()).hexdigest()[:32]}"'


def _has_it(request: HttpRequest, tag: str) -> bool:
    """Whether the visitor holds this page: one tag of several, maybe weakened on the way."""
    held = parse_etags(request.headers.get("If-None-Match", ""))
    return any(each.removeprefix("W/") == tag for each in held)


def _may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    match = request.resolver_match
    return (
        response.status_code == 200
        and match is not None
        and getattr(match.func, "audience", None) == Audience.PUBLIC
        and not response.cookies
        and "Cache-Control" not in response.headers
        and "Content-Encoding" not in response.headers
    )


def _compress(request: HttpRequest, response: HttpResponse) -> None:
    if _takes_gzip(request) and len(response.content) >= _SMALLEST_TO_COMPRESS:
        response.content = gzip.compress(response.content, compresslevel=_LEVEL, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))


def _compress_stream(request: HttpRequest, response: StreamingHttpResponse) -> None:
    """Piece by piece, so that a long file is never whole in memory; nobody waits for a HEAD."""
    if _takes_gzip(request):
        response.streaming_content = compress_sequence(iter(response))
        response.headers["Content-Encoding"] = "gzip"
    if request.method == "HEAD":
        response.streaming_content = ()


def _marked(response: Answer, tag: str) -> Answer:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(response, ("Accept-Encoding", "HX-Request", "Cookie"))
    return response


def _copy(response: HttpResponse) -> HttpResponse:
    """A fresh response, since the outer middlewares write their headers on what they get."""
    copy = HttpResponse(response.content, status=response.status_code)
    for name, value in response.headers.items():
        copy.headers[name] = value
    return copy
