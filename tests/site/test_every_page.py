"""Every kind of page in both languages: what each of them owes, whatever it shows."""

from __future__ import annotations

import gzip
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path as address_of
from django.urls import resolve

from freedomcities.accounts.operations import system_actor
from freedomcities.audit.memory import forget_all
from freedomcities.audit.operations import record
from freedomcities.config.public_pages import CACHE_CONTROL
from freedomcities.lib.routes import all_routes
from tests.site.addresses import (
    API,
    EMBEDS,
    FEEDS,
    FORMS,
    LARGE,
    LEADING,
    MACHINES,
    NOWHERE,
    OEMBED,
    PAGES,
    PHOTOS,
    PICTURES,
    PRIVATE,
    in_spanish,
)
from tests.site.conftest import text_of
from tests.site.reading import read_page

BOTH = [(page, "en") for page in PAGES] + [(in_spanish(page), "es") for page in PAGES]
MOST_QUERIES = 15

Walked = list[tuple[str, str, Any]]


def _fails(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


urlpatterns = [address_of("fails/", _fails)]
handler500 = "freedomcities.ui.views.server_error"


def test_the_walk_leaves_out_no_address() -> None:
    walked = (*PAGES, *FEEDS, *API, *MACHINES, *PICTURES, *PHOTOS, *LEADING, *LARGE, *FORMS)
    walked = (*walked, *PRIVATE, *NOWHERE, *EMBEDS, *OEMBED)
    seen = {resolve(urlsplit(each).path).view_name for each in walked}
    unseen = {route.name for route in all_routes() if route.name} - seen
    # A state's feed is a page of the same kind as the nation's.
    assert unseen == set()


@pytest.mark.parametrize("address", [*FORMS, *map(in_spanish, FORMS)])
def test_a_form_has_its_token_and_is_kept_nowhere(site: None, address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 200
    assert 'name="csrfmiddlewaretoken"' in response.text
    assert set(response.cookies) == {"csrftoken"}
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("address", [*PRIVATE, *map(in_spanish, PRIVATE)])
def test_what_is_for_one_person_leads_a_visitor_to_sign_in(site: None, address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 302
    prefix = "/es" if address.startswith("/es/") else ""
    assert response.headers["Location"].startswith(f"{prefix}/account/sign-in/")
    assert not response.cookies
    assert "public" not in response.headers.get("Cache-Control", "")


@pytest.fixture(scope="module")
def walked(shipped: None) -> Walked:
    """Every page in both languages as a visitor without cookies gets it, fetched once."""
    client = Client()
    found = [(page, language, client.get(page)) for page, language in BOTH]
    assert not client.cookies
    return found


def test_pages_answer_in_their_language_without_a_cookie(walked: Walked) -> None:
    for page, language, response in walked:
        assert response.status_code == 200, page
        assert response.headers["Content-Type"] == "text/html; charset=utf-8", page
        assert response.headers["Content-Language"] == language, page
        assert read_page(text_of(response)).language == language, page
        assert not response.cookies, page


def test_pages_name_themselves_and_their_other_language(walked: Walked) -> None:
    root = "http://127.0.0.1:8000"
    for page, language, response in walked:
        path = urlsplit(page).path
        english = path.removeprefix("/es") if language == "es" else path
        links = read_page(text_of(response)).links
        canonical = [link["href"] for link in links if link["rel"] == "canonical"]
        assert canonical == [root + path], page
        others = {link["hreflang"]: link["href"] for link in links if "hreflang" in link}
        assert others == {
            "en": root + english,
            "es": f"{root}/es{english}",
            "x-default": root + english,
        }, page


def test_numbers_are_written_alike_in_both_languages(walked: Walked) -> None:
    # As people in the United States write them, in Spanish too: 48,899,566.
    # Laws have numbers with points of their own, the same ones in both.
    parted = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.,])")
    numbers: dict[str, list[list[str]]] = {}
    for page, _, response in walked:
        found = parted.findall(read_page(text_of(response)).whole)
        numbers.setdefault(page.removeprefix("/es"), []).append(sorted(found))
    assert any("," in each for each in numbers["/"][0])
    for page, (english, spanish) in numbers.items():
        assert english == spanish, page


def test_a_number_in_a_name_is_not_said_twice(walked: Walked) -> None:
    twice = re.compile(r"1373[.,:] (?:Regla )?1373|Regla 1373[.,:]? Regla")
    for page, _, response in walked:
        assert twice.findall(read_page(text_of(response)).whole) == [], page


def test_a_missing_page_does_not_repeat_its_address() -> None:
    answer = Client().get(f"/{'very-long-' * 100}/?{'asked' * 100}=1")
    assert answer.status_code == 404
    html = text_of(answer)
    assert "very-long" not in html
    assert "askedasked" not in html
    assert '<a href="/es/" lang="es" hreflang="es">' in html


def test_a_link_to_the_other_language_keeps_the_question() -> None:
    html = text_of(Client().get("/progress/ca/?blueprint=denver-demands&rule=1"))
    assert 'href="/es/progress/ca/?blueprint=denver-demands&amp;rule=1" lang="es"' in html


def test_pages_ask_nothing_of_third_parties(walked: Walked) -> None:
    loaded = re.compile(r"<(?:script|img|iframe|source|link)\b[^>]*?\b(?:src|href)=\"([^\"]+)\"")
    for page, _, response in walked:
        html = text_of(response)
        outside = [each for each in loaded.findall(html) if not _is_ours(each)]
        assert outside == [], page
        assert "<style" not in html, page
        assert not re.search(r"\sstyle=|\son[a-z]+=\"", html), page


def _is_ours(address: str) -> bool:
    return address.startswith(("/", "http://127.0.0.1:8000", "data:"))


def test_headers_stand_on_every_answer() -> None:
    client = Client(raise_request_exception=False)
    for each in ("/", "/es/progress/", *FEEDS, *API, *MACHINES, *PICTURES, *PHOTOS, *LEADING):
        _has_headers(client.get(each), each)
    _has_headers(client.get("/nowhere/"), "404", status=404)
    _has_headers(client.get("/es/places/mi/nowhere/"), "404", status=404)
    _has_headers(client.get("/progress/?rule=no-rule"), "a wrong filter", status=400)
    _has_headers(client.get("/", headers={"host": "elsewhere.example"}), "400", status=400)
    _has_headers(client.post("/"), "405", status=405)
    _has_headers(client.post("/api/v1/places"), "405", status=405)
    _has_headers(client.head("/"), "HEAD", status=200)
    tag = client.get("/about/").headers["ETag"]
    unchanged = client.get("/about/", headers={"if-none-match": tag})
    _has_headers(unchanged, "304", status=304)


def test_frames_alone_may_be_framed_fresh_from_memory_and_unchanged() -> None:
    client = Client(raise_request_exception=False)
    for each in [*EMBEDS, *map(in_spanish, EMBEDS)]:
        fresh, again = client.get(each), client.get(each)
        unchanged = client.get(each, headers={"if-none-match": fresh.headers["ETag"]})
        assert (fresh.status_code, again.status_code, unchanged.status_code) == (200, 200, 304)
        for answer in (fresh, again, unchanged):
            assert "frame-ancestors *" in _policy(answer.headers), each
            assert "script-src 'self'" in _policy(answer.headers), each
            assert "X-Frame-Options" not in answer.headers, each
            assert not answer.cookies, each
        html = text_of(fresh)
        assert "<form" not in html
        assert "<script" not in html
        links = re.findall(r"<a\b[^>]*>", html)
        assert links
        assert all('target="_blank" rel="noopener"' in link for link in links), each
    _has_headers(client.get("/events/"), "the list itself", status=200)
    _has_headers(client.get("/events/bbbbccccdddd/embed/"), "none", status=404)
    _has_headers(client.post("/events/embed/"), "sent", status=405)
    _has_headers(client.get("/groups/embed/"), "elsewhere", status=404)
    assert client.get("/events/embed/?kind=zzqqxx").status_code == 400


def test_headers_stand_on_a_failure() -> None:
    with override_settings(ROOT_URLCONF=__name__):
        response = Client(raise_request_exception=False).get("/fails/")
    _has_headers(response, "500", status=500)
    assert "on purpose" not in text_of(response)


def test_headers_stand_on_static_files(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("body{}")
    with override_settings(STATIC_ROOT=tmp_path):
        response = Client().get("/static/a.css")
    _has_headers(response, "static", status=200)
    assert text_of(response) == "body{}"


def _has_headers(response: Any, what: str, *, status: int | None = None) -> None:
    assert status in {None, response.status_code}, what
    given = response.headers
    policy = dict(part.strip().partition(" ")[::2] for part in _policy(given).split(";"))
    assert policy["default-src"] == "'none'", what
    assert policy["script-src"].split()[0] == "'self'", what
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'", what
    assert "unsafe" not in _policy(given), what
    assert "*" not in _policy(given), what
    assert "Strict-Transport-Security" not in given, what
    assert given["X-Content-Type-Options"] == "nosniff", what
    assert given["Referrer-Policy"] == "same-origin", what
    assert given["Cross-Origin-Opener-Policy"] == "same-origin", what
    assert given["Permissions-Policy"].startswith("accelerometer=(), camera=()"), what
    assert given["Cross-Origin-Resource-Policy"] in {"same-origin", "cross-origin"}, what
    assert not response.cookies, what
    assert "Server" not in given, what


def _policy(given: Any) -> str:
    policy: str = given["Content-Security-Policy"]
    return policy


def test_only_data_may_be_read_by_other_sites() -> None:
    client = Client()
    for each in (*PAGES[:3], *MACHINES):
        response = client.get(each)
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin", each
        assert "Access-Control-Allow-Origin" not in response.headers, each
    for each in API:
        response = client.get(each)
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin", each
        assert response.headers["Access-Control-Allow-Origin"] == "*", each


def test_https_is_demanded_where_the_site_has_it() -> None:
    https = override_settings(
        SECURE_SSL_REDIRECT=True,
        SECURE_HSTS_SECONDS=63_072_000,
        SECURE_HSTS_INCLUDE_SUBDOMAINS=True,
        SECURE_HSTS_PRELOAD=True,
    )
    with https:
        client = Client()
        led = client.get("/about/")
        safe = client.get("/about/", secure=True)
        healthy = client.get("/healthz")
    assert (led.status_code, led.headers["Location"]) == (301, "https://testserver/about/")
    wanted = "max-age=63072000; includeSubDomains; preload"
    assert safe.headers["Strict-Transport-Security"] == wanted
    assert healthy.status_code == 200


def test_public_pages_may_be_kept_and_are_validated() -> None:
    client = Client()
    for page in (*PAGES, *FEEDS, *API, *PICTURES, *EMBEDS, *OEMBED):
        plain = client.get(page)
        assert plain.headers["Cache-Control"] == CACHE_CONTROL, page
        varies = {each.strip() for each in plain.headers["Vary"].split(",")}
        assert {"Accept-Encoding", "HX-Request"} <= varies, page
        tag = plain.headers["ETag"]
        unchanged = client.get(page, headers={"if-none-match": tag})
        assert (unchanged.status_code, unchanged.content) == (304, b""), page
        assert unchanged.headers["ETag"] == tag, page


def test_compressed_pages_say_the_same() -> None:
    client = Client()
    for page in ("/", "/es/places/mi/ann-arbor/", "/progress/ca/", "/api/v1/places"):
        plain = client.get(page)
        small = client.get(page, headers={"accept-encoding": "gzip"})
        again = client.get(page, headers={"accept-encoding": "gzip"})
        assert small.headers["Content-Encoding"] == "gzip", page
        assert int(small.headers["Content-Length"]) == len(small.content), page
        assert len(small.content) < len(plain.content) / 2, page
        assert gzip.decompress(small.content) == plain.content, page
        assert again.content == small.content, page
        assert small.headers["ETag"] != plain.headers["ETag"], page


@pytest.mark.parametrize("sent", ["W/{}", '"older", {}', '"older", W/{}'])
def test_validators_are_compared_as_the_standard_says(sent: str) -> None:
    """RFC 9110, 13.1.2: weakly, and any of a list; proxies that compress make tags weak."""
    client = Client()
    tag = client.get("/about/").headers["ETag"]
    response = client.get("/about/", headers={"if-none-match": sent.format(tag)})
    assert response.status_code == 304


def test_what_does_not_exist_is_never_unchanged() -> None:
    client = Client()
    tag = client.get("/about/").headers["ETag"]
    assert client.get("/nowhere/", headers={"if-none-match": tag}).status_code == 404
    assert client.get("/healthz", headers={"if-none-match": tag}).status_code == 200


def test_any_write_changes_every_validator() -> None:
    client = Client()
    pages = ("/", "/places/mi/ann-arbor/", "/progress.atom", "/api/v1/places")
    before = {page: client.get(page).headers["ETag"] for page in pages}
    record(actor=system_actor(), now=datetime.now(UTC), action="tested", subject="site")
    for page, tag in before.items():
        response = client.get(page, headers={"if-none-match": tag})
        assert response.status_code == 200, page
        assert response.headers["ETag"] != tag, page


def test_a_page_from_memory_asks_the_database_for_its_version_alone() -> None:
    client = Client()
    first = client.get("/places/mi/ann-arbor/")
    with CaptureQueriesContext(connection) as asked:
        second = client.get("/places/mi/ann-arbor/")
    assert second.content == first.content
    assert len(asked) == 1, [each["sql"] for each in asked]


def test_head_answers_as_get_without_a_body() -> None:
    client = Client()
    for each in ("/", "/es/rules/", *FEEDS[:1], *API[:2], "/healthz", *PICTURES[:1], *PHOTOS):
        got, head = client.get(each), client.head(each)
        assert (head.status_code, head.content) == (200, b""), each
        assert head.headers["Content-Type"] == got.headers["Content-Type"], each
        assert head.headers.get("ETag") == got.headers.get("ETag"), each


def test_nothing_here_takes_a_post() -> None:
    client = Client()
    for each in (*PAGES, *FEEDS, *API, *MACHINES, *PICTURES, *PHOTOS, *LEADING):
        response = client.post(each)
        assert response.status_code == 405, each
        assert "GET" in response.headers["Allow"], each


def test_asking_for_a_language_leads_to_its_address() -> None:
    client = Client()
    for page in ("/", "/places/mi/ann-arbor/", "/about/design/"):
        led = client.get(f"{page}?lang=es&x=1")
        assert (led.status_code, led.headers["Location"]) == (302, f"/es{page}?x=1")
        back = client.get(f"/es{page}?lang=en")
        assert (back.status_code, back.headers["Location"]) == (302, page)


def test_asking_for_a_language_never_leads_to_another_site() -> None:
    client = Client()
    for path in ("/es//evil.example/", "/es///evil.example/a/", "/es/%5Cevil.example/"):
        location = client.get(f"{path}?lang=en").headers.get("Location", "/")
        assert not location.startswith(("//", "/\\")), path


def test_programs_are_answered_in_the_language_asked_for() -> None:
    client = Client()
    feed = client.get("/progress.atom?lang=es")
    assert feed.headers["Content-Language"] == "es"
    assert 'xml:lang="es"' in text_of(feed)
    rule = json.loads(client.get("/api/v1/rules/freedom-cities/1?lang=es").content)
    assert rule["name"] == "Orden judicial"
    english = json.loads(client.get("/api/v1/rules/freedom-cities/1").content)
    assert english["name"] == "Judicial warrant"
    assert client.get("/es/progress.atom").status_code == 404
    assert client.get("/es/api/v1/rules").status_code == 404


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/places/mi/ann-arbor/",
        "/places/mi/washtenaw-county/",
        "/places/ca/",
        "/places/ny/new-york/",
        "/rules/freedom-cities/1/",
        "/instruments/",
        "/instruments/ca-values-act-7284/",
        "/who/?place=Wheaton%2C+IL&place=Lombard%2C+IL&place=Glen+Ellyn%2C+IL",
    ],
)
def test_a_page_asks_the_database_few_questions(page: str) -> None:
    Client().get("/about/")  # what is read once a process is none of the page's
    forget_all()
    asked = _questions(page)
    # One more asks for the version that its validator is made of.
    assert len(asked) <= MOST_QUERIES + 1, "\n".join(asked)


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("/progress/", 22),
        ("/progress/?rule=1&standing=adopted&sort=people", 27),
        ("/progress/ca/", 20),
    ],
)
def test_the_figures_of_the_list_are_worked_out_once(page: str, most: int) -> None:
    """The first visitor after a write waits for the figures, in a bounded number of questions."""
    first, later = _questions(page), _questions(f"{page}{'&' if '?' in page else '?'}page=1")
    assert len(first) <= most, "\n".join(first)
    assert len(later) <= 5, "\n".join(later)


@pytest.mark.parametrize("address", ["/progress.csv", "/progress.geojson?lang=es"])
def test_a_long_file_is_streamed_and_validated(address: str) -> None:
    client = Client()
    plain = client.get(address)
    small = client.get(address, headers={"accept-encoding": "gzip"})
    assert plain.streaming
    assert small.streaming
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(small)) == b"".join(plain)
    assert plain.headers["Cache-Control"] == CACHE_CONTROL
    assert "Accept-Encoding" in plain.headers["Vary"]
    tag = plain.headers["ETag"]
    assert small.headers["ETag"] != tag
    unchanged = client.get(address, headers={"if-none-match": tag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    head = client.head(address)
    assert (head.status_code, head.headers["ETag"], b"".join(head)) == (200, tag, b"")


def _questions(page: str) -> list[str]:
    """What a page asked the database, when it is not in the memory of pages."""
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(page).status_code == 200
    return [each["sql"][:160] for each in asked if "SAVEPOINT" not in each["sql"]]
