from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from freedomcities.ui import views


def _design(language: str) -> str:
    prefix = "" if language == "en" else f"/{language}"
    with translation.override(language):
        request = RequestFactory().get(f"{prefix}/about/design/")
        return views.design(request).content.decode()


def test_the_page_stands_in_its_frame() -> None:
    page = _design("en")
    assert '<html lang="en" dir="ltr">' in page
    assert "<title>Design · Freedom Cities</title>" in page
    assert re.findall(r'hreflang="([\w-]+)" href="[^"]*?[0-9](/[^"]*)"', page) == [
        ("en", "/about/design/"),
        ("es", "/es/about/design/"),
        ("x-default", "/about/design/"),
    ]
    assert page.count('href="#main"') == 1
    assert page.count("<h1") == 1
    assert '<main id="main"' in page


def test_ids_are_given_once() -> None:
    ids = re.findall(r'\sid="([^"]+)"', _design("en"))
    assert len(ids) == len(set(ids))


def test_spanish_says_its_own_language() -> None:
    page = _design("es")
    assert '<html lang="es" dir="ltr">' in page
    assert 'href="/about/design/" lang="en" hreflang="en"' in page


def test_who_may_see_it_is_declared() -> None:
    assert views.design.audience == "public"  # type: ignore[attr-defined]


def test_a_page_without_htmx_loads_no_script() -> None:
    assert "<script" not in _design("en")


@pytest.mark.parametrize("code", ["400", "429", "500", "503"])
def test_trouble_pages_need_no_request(code: str) -> None:
    with translation.override("en"):
        page = render_to_string(f"{code}.html")
    assert page.count("<h1>") == 1
    assert 'href="/">To the home page</a>' in page
    with translation.override("es"):
        assert 'class="button button-go" href="/es/"' in render_to_string(f"{code}.html")


def test_every_refusal_has_a_page_and_its_own_status() -> None:
    request = RequestFactory().get("/nowhere/")
    error = Exception("secret")
    answers = [
        views.bad_request(request, error),
        views.forbidden(request, error),
        views.missing(request, error),
        views.server_error(request),
    ]
    assert [answer.status_code for answer in answers] == [400, 403, 404, 500]
    for answer in answers:
        assert b"To the home page" in answer.content
        assert b"secret" not in answer.content
