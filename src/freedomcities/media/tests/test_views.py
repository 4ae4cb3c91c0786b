"""A picture's address: who gets it, for how long, and with which headers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import make_ann, make_worker, sign_in
from freedomcities.media.files import path_of
from freedomcities.media.models import Picture
from freedomcities.media.tests.makers import Wall, make_picture

pytestmark = pytest.mark.django_db


def window(person: Person | None = None, *, strong: bool = False) -> Client:
    client = Client()
    if person:
        sign_in(client, person, strong=strong)
    return client


def address(picture: Picture, width: int = 480) -> str:
    return f"/media/{picture.pk}/{width}.webp"


def body(response: Any) -> bytes:
    return b"".join(response)


@pytest.fixture
def shown(wall: Wall) -> Picture:
    picture = make_picture()
    wall.for_everybody.add(picture.pk)
    return picture


@pytest.mark.parametrize("width", [480, 960, 1200])
def test_everybody_gets_what_everybody_may_see(shown: Picture, width: int) -> None:
    response = window().get(address(shown, width))
    assert response.status_code == 200
    assert response.streaming
    content = body(response)
    assert content == path_of(shown.pk, width).read_bytes()
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Content-Length"] == str(len(content))
    assert response.headers["ETag"] == f'"{shown.pk}-{width}"'
    kept = response.headers["Cache-Control"]
    assert kept == "public, max-age=30, stale-while-revalidate=60"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_whoever_has_it_is_not_sent_it_again(shown: Picture) -> None:
    tag = f'"{shown.pk}-480"'
    for held in (tag, f"W/{tag}", f'"other", {tag}'):
        response = window().get(address(shown), headers={"If-None-Match": held})
        assert response.status_code == 304
        assert response.headers["ETag"] == tag
    other = window().get(address(shown, 960), headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert body(other)


def test_a_head_has_no_body(shown: Picture) -> None:
    response = window().head(address(shown))
    assert response.status_code == 200
    assert response.content == b""
    size = path_of(shown.pk, 480).stat().st_size
    assert response.headers["Content-Length"] == str(size)
    assert response.headers["Content-Type"] == "image/webp"


@pytest.mark.parametrize("rest", ["481.webp", "1600.webp", "0.webp", "480.jpg", "480"])
def test_there_are_no_other_sizes(shown: Picture, rest: str) -> None:
    assert window().get(f"/media/{shown.pk}/{rest}").status_code == 404


@pytest.mark.parametrize("name", ["../keys.json", "..%2Fkeys", "x", "0" * 32])
def test_nothing_else_is_served(shown: Picture, name: str) -> None:
    assert window().get(f"/media/{name}/480.webp").status_code == 404
    assert window().get(f"/media/{name}").status_code == 404


def test_nothing_is_sent_to_it(shown: Picture) -> None:
    assert window().post(address(shown)).status_code == 405


def test_before_it_is_shown_those_alone_see_it_whom_its_noun_names(wall: Wall) -> None:
    picture, ann, eve = make_picture(), make_ann(), make_ann("eve@example.org")
    moderator, _secret = make_worker(Role.MODERATOR)
    wall.for_people.add((picture.pk, ann))
    wall.for_moderators.add(picture.pk)
    tag = {"If-None-Match": f'"{picture.pk}-480"'}
    for nobody in (window(), window(eve), window(eve, strong=True), window(moderator)):
        assert nobody.get(address(picture)).status_code == 404
        # Also whoever kept it from before is told nothing.
        assert nobody.get(address(picture), headers=tag).status_code == 404
    for somebody in (window(ann), window(moderator, strong=True)):
        response = somebody.get(address(picture))
        assert body(response) == path_of(picture.pk, 480).read_bytes()
        assert response.headers["Cache-Control"] == "private, no-store"


def test_what_is_hidden_again_is_gone_at_once(shown: Picture, wall: Wall) -> None:
    visitor = window()
    assert body(visitor.get(address(shown)))
    wall.for_everybody.clear()
    assert visitor.get(address(shown)).status_code == 404


def test_a_picture_of_no_noun_is_nobody_s() -> None:
    assert window().get(address(make_picture("nobody-s"))).status_code == 404


def test_a_file_that_is_not_there_is_missing(shown: Picture) -> None:
    path_of(shown.pk, 480).unlink()
    assert window().get(address(shown)).status_code == 404
    assert window().head(address(shown)).status_code == 404
