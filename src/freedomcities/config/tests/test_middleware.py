from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import get_language

from freedomcities.config.middleware import language, security_headers, without_marks


def _says_its_language(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{get_language()} {request.LANGUAGE_CODE}")


def _ask(path: str, method: str = "GET", **headers: str) -> HttpResponse:
    request = RequestFactory().generic(method, path, headers=headers)
    return language(_says_its_language)(request)


@pytest.mark.parametrize(
    ("path", "code"),
    [("/", "en"), ("/es/", "es"), ("/es/places/", "es"), ("/escondido/", "en"), ("/fr/", "en")],
)
def test_the_address_alone_says_the_language(path: str, code: str) -> None:
    response = _ask(path, **{"Accept-Language": "es", "Cookie": "django_language=es"})
    assert response.content.decode() == f"{code} {code}"
    assert response.headers["Content-Language"] == code


def test_the_language_does_not_stay_behind() -> None:
    before = get_language()
    _ask("/es/")
    assert get_language() == before


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/places/?lang=es", "/es/places/"),
        ("/?lang=es", "/es/"),
        ("/es/?lang=en", "/"),
        ("/es/places/mi/?on=2017-01-01&lang=en&rule=1", "/places/mi/?on=2017-01-01&rule=1"),
        ("/instruments/a.b/?lang=es", "/es/instruments/a.b/"),
        ("/places/a%3Fb%25/?lang=es", "/es/places/a%3Fb%25/"),
    ],
)
def test_a_page_leads_to_its_address_in_the_language(asked: str, address: str) -> None:
    response = _ask(asked)
    assert (response.status_code, response.headers["Location"]) == (302, address)


@pytest.mark.parametrize("asked", ["/places/?lang=xx", "/places/?lang=", "/places/?lang=en"])
def test_no_or_an_unknown_language_changes_nothing(asked: str) -> None:
    assert _ask(asked).content == b"en en"


def test_an_address_without_a_path() -> None:
    request = RequestFactory().options("/")
    request.path_info = "*"  # OPTIONS * HTTP/1.1
    assert language(_says_its_language)(request).content == b"en en"


def test_a_form_that_is_sent_is_not_led_away() -> None:
    assert _ask("/places/?lang=es", "POST").content == b"en en"


@pytest.mark.parametrize(
    "path", ["/api/v1/rules", "/progress.csv", "/places/mi/ann-arbor.wide.png", "/healthz"]
)
def test_programs_are_answered_at_once(path: str) -> None:
    response = _ask(f"{path}?lang=es")
    assert (response.status_code, response.content) == (200, b"es es")
    assert response.headers["Content-Language"] == "es"


@pytest.mark.parametrize("path", ["/es//evil.example/", "/es///evil.example/", "/es/%5C/evil/"])
def test_nobody_is_led_to_another_site(path: str) -> None:
    location = _ask(f"{path}?lang=en").headers["Location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


def test_an_answer_may_say_its_own_language() -> None:
    def says_nahuatl(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Language": "nah"})

    response = language(says_nahuatl)(RequestFactory().get("/"))
    assert response.headers["Content-Language"] == "nah"


def test_headers_that_no_part_of_the_framework_sets() -> None:
    response = security_headers(lambda _request: HttpResponse())(RequestFactory().get("/"))
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "geolocation=(self)" in response.headers["Permissions-Policy"]


def test_an_answer_may_open_itself_to_other_sites() -> None:
    def for_all(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cross-Origin-Resource-Policy": "cross-origin"})

    response = security_headers(for_all)(RequestFactory().get("/"))
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("/?fbclid=Iw%3DAR", "/"),
        ("/?utm_source=mail&place=48104&utm_medium=x&fbclid=", "/?place=48104"),
        ("/?place=a%26fbclid=b", "/?place=a%26fbclid=b"),
        ("/?fbclid", "/"),
        ("/?my_fbclid=1&utm=2", "/?my_fbclid=1&utm=2"),
        ("/?&a=1&&b=", "/?&a=1&&b="),
        ("/places/", "/places/"),
    ],
)
def test_who_was_led_here_by_another_site_reads_the_same_page(asked: str, read: str) -> None:
    def tell(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{request.get_full_path()} {sorted(request.GET)}")

    found = without_marks(tell)(RequestFactory().get(asked)).content.decode()
    assert found.startswith(f"{read} ")
    assert "'fbclid'" not in found


@pytest.mark.django_db
def test_a_marked_address_is_the_same_page_to_the_memory_and_passes_no_mark_on() -> None:
    plain, marked = (Client().get(f"/about/{end}") for end in ("", "?fbclid=IwAR0&utm_source=x"))
    assert plain.headers["ETag"] == marked.headers["ETag"]
    assert marked.content == plain.content
    assert b"IwAR0" not in marked.content
