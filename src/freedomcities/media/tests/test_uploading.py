"""A file on its way in: held in memory where it is awaited, and nowhere else."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import resolve

from freedomcities.accounts.tests.makers import make_ann
from freedomcities.media.forms import PictureForm
from freedomcities.media.pixels import MOST_BYTES
from freedomcities.media.uploading import PictureUpload, takes_pictures

pytestmark = pytest.mark.django_db


def sent(size: int, *, awaited: bool = True, signed_in: bool = True) -> HttpRequest:
    """A request with a file of this size, not read yet."""
    file = SimpleUploadedFile("Wherecanary.jpg", b"x" * size, content_type="text/html")
    request = RequestFactory().post("/", {"picture": file, "alt": "All."})
    match = resolve("/")
    view: Any = takes_pictures(lambda _request: None) if awaited else lambda _request: None
    match.func = view
    request.resolver_match = match
    ann = make_ann()
    request.user = ann if signed_in else type("Nobody", (), {"is_authenticated": False})()
    return request


def test_an_awaited_file_is_held_without_its_name() -> None:
    file = sent(200_000).FILES["picture"]
    assert file.read() == b"x" * 200_000  # type: ignore[union-attr]
    assert file.name == "picture"  # type: ignore[union-attr]
    assert isinstance(file.file, io.BytesIO)  # type: ignore[union-attr]


@pytest.mark.parametrize("who", [{"awaited": False}, {"signed_in": False}])
def test_of_any_other_nothing_is_held(who: dict[str, bool]) -> None:
    request = sent(200_000, **who)
    assert dict(request.FILES) == {}
    assert request.POST["alt"] == "All."


@pytest.mark.parametrize(("more", "fits"), [(0, True), (1, False), (1_000_000, False)])
def test_no_more_is_held_than_a_picture_may_have(more: int, fits: bool) -> None:
    request = sent(MOST_BYTES + more)
    file = request.FILES["picture"]
    assert file.size == MOST_BYTES + more  # type: ignore[union-attr]
    assert len(file.read()) == (MOST_BYTES if fits else 0)  # type: ignore[union-attr]
    form = PictureForm(request.POST, request.FILES)
    said = [] if fits else ["This file is too large: a picture has at most 15 MB."]
    assert form.errors.get("picture", []) == said


def test_no_file_ever_lies_on_a_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert sent(MOST_BYTES).FILES["picture"].size == MOST_BYTES  # type: ignore[union-attr]
    assert list(tmp_path.iterdir()) == []


def test_it_is_the_only_way_in(settings: Any) -> None:
    name = f"{PictureUpload.__module__}.{PictureUpload.__qualname__}"
    assert [name] == settings.FILE_UPLOAD_HANDLERS


@pytest.mark.parametrize("language", ["", "/es"])
def test_what_is_larger_than_any_form_is_not_read(language: str) -> None:
    class Unread(io.BytesIO):
        def read(self, *_args: object) -> bytes:
            pytest.fail("read")

    more: dict[str, Any] = {"CONTENT_LENGTH": str(32 * 1024 * 1024 + 1), "wsgi.input": Unread()}
    kind = "multipart/form-data; boundary=x"
    response = Client().generic("POST", f"{language}/account/sign-in/", b"", kind, **more)
    assert response.status_code == 413
    words = {"": "A picture has at most 15 MB.", "/es": "Una imagen tiene"}
    assert words[language] in response.content.decode()
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_two_files_are_one_too_many() -> None:
    files = {name: SimpleUploadedFile("x", b"x") for name in ("a", "b")}
    assert Client().post("/account/sign-in/", files).status_code == 400
