from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch

from freedomcities import __version__
from freedomcities.audit import memory
from freedomcities.config import public_pages
from freedomcities.config.public_pages import CACHE_CONTROL, PageCache
from freedomcities.lib.access import audience


@pytest.fixture
def version(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The site's version, as a list of one that a test may change."""
    held = [7]
    monkeypatch.setattr(memory, "site_version", lambda: held[0])
    return held


class Site:
    """A site of one view behind the middleware, which counts how often it was asked."""

    def __init__(self, who: str = "public", **answer: Any) -> None:
        self.asked = 0
        self.answer = {"status": 200, **answer}

        @audience(who)
        def view(request: HttpRequest) -> HttpResponse:
            return HttpResponse()

        self.match = ResolverMatch(view, (), {})
        self.handle = public_pages.public_pages(self._respond)

    def _respond(self, request: HttpRequest) -> HttpResponse:
        self.asked += 1
        request.resolver_match = self.match
        response = HttpResponse(f"answer {self.asked} " + "x" * 900, status=self.answer["status"])
        for name, value in self.answer.get("headers", {}).items():
            response.headers[name] = value
        if "cookie" in self.answer:
            response.set_cookie("told", self.answer["cookie"])
        return response

    def get(self, path: str = "/page/", cookies: str = "", **headers: str) -> HttpResponse:
        request = RequestFactory().get(path, headers={**headers, "cookie": cookies})
        response = self.handle(request)
        assert isinstance(response, HttpResponse)
        return response


@pytest.mark.usefixtures("version")
def test_a_page_is_made_once() -> None:
    site = Site()
    first, second = site.get(), site.get()
    assert site.asked == 1
    assert second.content == first.content
    assert second is not first
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Cache-Control"] == CACHE_CONTROL
    assert set(second.headers["Vary"].split(", ")) == {"Accept-Encoding", "HX-Request", "Cookie"}


@pytest.mark.usefixtures("version")
def test_what_outer_layers_write_on_an_answer_is_not_kept() -> None:
    site = Site()
    site.get().headers["X-Nonce"] = "once"
    assert "X-Nonce" not in site.get().headers


def test_a_write_makes_every_page_anew(version: list[int]) -> None:
    site = Site()
    tag = site.get().headers["ETag"]
    version[0] += 1
    assert site.get(**{"If-None-Match": tag}).content.startswith(b"answer 2")
    assert site.get().headers["ETag"] != tag


@pytest.mark.usefixtures("version")
def test_a_page_is_made_anew_each_quarter_of_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    # What is over changes with the hour, though nobody writes anything.
    site, moment = Site(), [900_000.0]
    monkeypatch.setattr("freedomcities.config.public_pages.time.time", lambda: moment[0])
    tag = site.get().headers["ETag"]
    moment[0] += 899
    assert site.get(**{"If-None-Match": tag}).status_code == 304
    moment[0] += 1
    assert site.get(**{"If-None-Match": tag}).content.startswith(b"answer 2")


@pytest.mark.usefixtures("version")
def test_who_has_the_page_is_told_so() -> None:
    site = Site()
    tag = site.get().headers["ETag"]
    unchanged = site.get(**{"If-None-Match": tag})
    assert (unchanged.status_code, unchanged.content, site.asked) == (304, b"", 1)
    assert unchanged.headers["Cache-Control"] == CACHE_CONTROL
    assert site.get(**{"If-None-Match": '"another"'}).status_code == 200
    for several in (f"W/{tag}", f'"another", {tag}'):
        assert site.get(**{"If-None-Match": several}).status_code == 304


@pytest.mark.usefixtures("version")
def test_a_validator_does_not_tell_what_runs_here() -> None:
    assert __version__ not in Site().get().headers["ETag"]


@pytest.mark.usefixtures("version")
def test_pages_differ_by_address_question_host_and_kind() -> None:
    site = Site()
    asked = [
        site.get("/page/"),
        site.get("/page/?a=1"),
        site.get("/es/page/"),
        site.get("/page/", Host="localhost"),
        site.get("/page/", **{"HX-Request": "true"}),
        site.get("/page/", **{"Accept-Encoding": "gzip"}),
    ]
    assert site.asked == 6
    tags = {each.headers["ETag"] for each in asked}
    assert len(tags) == 6, "the validator of one holds for no other"
    whole, partial = asked[0], asked[4]
    assert site.get("/page/").content == whole.content
    assert site.get("/page/", **{"HX-Request": "true"}).content == partial.content


@pytest.mark.usefixtures("version")
def test_compressed_once_for_who_takes_it() -> None:
    site = Site()
    small = site.get(**{"Accept-Encoding": "br, gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert small.headers["Content-Length"] == str(len(small.content))
    assert gzip.decompress(small.content).startswith(b"answer 1 xxx")
    assert "Content-Encoding" not in site.get().headers


@pytest.mark.usefixtures("version")
def test_who_is_signed_in_gets_nothing_from_memory_and_leaves_nothing_there() -> None:
    site = Site()
    mine = site.get(cookies="sessionid=abc")
    assert "ETag" not in mine.headers
    assert "Cache-Control" not in mine.headers
    assert site.get().content.startswith(b"answer 2")
    assert site.get(cookies="sessionid=abc").content.startswith(b"answer 3")
    assert site.get(cookies="other=1").content.startswith(b"answer 2")


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize(
    "answer",
    [
        {"status": 400},
        {"status": 404},
        {"status": 302},
        {"status": 500},
        {"cookie": "abc"},
        {"headers": {"Cache-Control": "no-store"}},
        {"headers": {"Content-Encoding": "br"}},
        {"who": "person"},
    ],
    ids=str,
)
def test_other_answers_are_not_kept(answer: dict[str, Any]) -> None:
    site = Site(**answer)
    site.get()
    response = site.get()
    assert site.asked == 2
    assert "ETag" not in response.headers
    assert response.headers.get("Cache-Control") in {None, "no-store"}


@pytest.mark.usefixtures("version")
def test_a_post_goes_past_the_memory() -> None:
    site = Site()
    site.get()
    posted = site.handle(RequestFactory().post("/page/"))
    assert site.asked == 2
    assert "ETag" not in posted.headers


def _page(size: int, letter: str = "x") -> HttpResponse:
    return HttpResponse(letter * size)


def test_the_oldest_goes_where_there_is_no_room() -> None:
    cache = PageCache(limit=100_000)
    for name in ("a", "b", "c"):
        cache.put(name, "v", _page(30_000, name))
    assert cache.get("a", "v") is not None  # now the one last asked for
    cache.put("d", "v", _page(30_000, "d"))
    assert cache.get("b", "v") is None
    kept = [cache.get(name, "v") for name in ("a", "c", "d")]
    assert [page and page.content[:1] for page in kept] == [b"a", b"c", b"d"]
    assert cache.size <= cache.limit


def test_a_page_put_again_is_counted_once() -> None:
    cache = PageCache(limit=100_000)
    for version in range(20):
        cache.put("a", str(version), _page(30_000))
    cache.put("b", "19", _page(30_000))
    assert cache.get("a", "19") is not None
    assert cache.get("a", "18") is None


def test_a_huge_page_is_not_kept() -> None:
    cache = PageCache()
    cache.put("a", "v", _page(1024 * 1024 + 1))
    assert cache.get("a", "v") is None
    assert cache.size == 0


def test_small_pages_under_long_addresses_are_bounded_too() -> None:
    """Who asks for `/?x=…` with thousands of letters again and again must not fill the memory."""
    cache = PageCache(limit=1_000_000)
    for number in range(2_000):
        cache.put(f"{number}{'k' * 8_000}", "v", _page(10))
    assert sum(len(key) for key in cache._pages) <= 1_000_000


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize(("method", "encoding"), [("get", ""), ("get", "gzip"), ("head", "gzip")])
def test_a_stream_has_a_validator_and_is_read_as_it_is_sent(method: str, encoding: str) -> None:
    made: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(50):
            made.append(number)
            yield bytes(random.Random(number).randbytes(40_000))

    site = Site()

    def respond(request: HttpRequest) -> StreamingHttpResponse:
        request.resolver_match = site.match
        return StreamingHttpResponse(pieces())

    handle = public_pages.public_pages(respond)
    ask = getattr(RequestFactory(), method)
    response = handle(ask("/long", headers={"Accept-Encoding": encoding}))
    assert isinstance(response, StreamingHttpResponse)
    assert response.headers["Cache-Control"] == CACHE_CONTROL
    assert response.headers.get("Content-Encoding", "") == encoding
    assert made == []
    parts = iter(response)
    sent = [part for _, part in zip(range(5), parts, strict=False)]
    assert len(made) < 10
    whole = b"".join([*sent, *parts])
    if method == "head":
        assert (whole, made) == (b"", [])
    else:
        assert len(gzip.decompress(whole) if encoding else whole) == 50 * 40_000
    again = handle(
        ask(
            "/long",
            headers={"Accept-Encoding": encoding, "If-None-Match": response.headers["ETag"]},
        )
    )
    assert again.status_code == 304
