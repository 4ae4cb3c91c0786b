"""The pages of photos, as everybody may come to them: nobody, outsider, host, moderator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW, make_worker, sign_in
from freedomcities.events.models import Event, EventPhoto
from freedomcities.events.photo_moderating import publish_photo
from freedomcities.events.photos import MOST_PHOTOS, PHOTO
from freedomcities.events.tests.makers import (
    make_begun,
    make_event,
    make_host,
    make_photo,
    make_shown_photo,
    snapshot,
)
from freedomcities.media.tests.makers import CANARY, drawn, saved
from freedomcities.moderation.models import Case

pytestmark = pytest.mark.django_db(transaction=True)
ALT = "Twelve hands over a map of Ann Arbor."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def window(person: Person | None = None, *, strong: bool = False) -> Client:
    client = Client()
    if person is not None:
        sign_in(client, person, strong=strong)
    return client


def page(event: Event, rest: str = "") -> str:
    return f"/events/{event.pk}/{rest}"


def sent(**more: Any) -> dict[str, Any]:
    content = saved(drawn(), comment=CANARY.encode())
    file = SimpleUploadedFile("Wherecanary.jpg", content, content_type="image/jpeg")
    return {"picture": file, "alt": ALT, "agreed": "on", **more}


def text_of(response: Any) -> str:
    return str(response.content.decode())


def picture_of(photo: EventPhoto, width: int = 480) -> str:
    return f"/media/{photo.picture_id}/{width}.webp"


def test_from_the_desk_to_everybody_s_eyes(folder: Path) -> None:
    host, event = make_host(), None
    event = make_begun(host)
    moderator, visitor = make_worker(Role.MODERATOR)[0], window()
    hosting = window(host)
    assert page(event, "photos/new/") in text_of(hosting.get(page(event, "desk/")))
    form = text_of(hosting.get(page(event, "photos/new/")))
    assert 'enctype="multipart/form-data"' in form
    response = hosting.post(page(event, "photos/new/"), sent())
    assert response.status_code == 302
    assert response.headers["Location"] == page(event, "desk/")
    photo = EventPhoto.objects.get()
    for path in folder.rglob("*.webp"):
        assert b"canary" not in path.read_bytes()
    desk = text_of(hosting.get(page(event, "desk/")))
    assert ALT in desk
    assert "Waits for a moderator." in desk
    assert hosting.get(picture_of(photo)).status_code == 200
    # Nobody else sees a thing of it.
    assert ALT not in text_of(visitor.get(page(event)))
    assert photo.picture_id not in text_of(hosting.get(page(event)))
    for other in (visitor, window(make_host("outsider")), window(moderator)):
        assert other.get(picture_of(photo)).status_code == 404
    judging = window(moderator, strong=True)
    case = Case.objects.get(kind=PHOTO)
    for rest in ("", "publish/", "decline/"):
        seen = text_of(judging.get(f"/staff/moderation/{case.pk}/{rest}"))
        assert picture_of(photo, 960) in seen, rest
        assert f'alt="{ALT}"' in seen
    kept = judging.get(picture_of(photo)).headers["Cache-Control"]
    assert kept == "private, no-store"
    response = judging.post(f"/staff/moderation/{case.pk}/publish/", {"text": "", "seen": ""})
    assert response.status_code == 422
    publish_photo(photo.picture_id, actor=moderator, now=NOW)
    found = text_of(visitor.get(page(event)))
    sizes = (480, 960, 1200)
    sources = ", ".join(f"{picture_of(photo, width)} {width}w" for width in sizes)
    assert f'src="{picture_of(photo, 960)}" srcset="{sources}"' in found
    assert f'alt="{ALT}" width="1200" height="800" loading="lazy"' in found
    assert f"/report/?subject=event-photo%3A{photo.picture_id}" in found
    assert visitor.get(picture_of(photo)).status_code == 200
    assert "Waits for a moderator." not in text_of(hosting.get(page(event, "desk/")))


def test_what_others_read_of_an_event_holds_no_photo() -> None:
    host = make_host()
    event = make_begun(host)
    photo = make_shown_photo(event, host, alt=ALT)
    addresses = [f"/events/{event.pk}.ics", f"/events/{event.pk}.geojson", page(event, "embed/")]
    for address in (*addresses, "/events.atom", "/events.ics", "/events/embed/"):
        response = window().get(address)
        assert response.status_code == 200
        content = b"".join(response) if response.streaming else response.content
        assert ALT.encode() not in content, address
        assert photo.picture_id.encode() not in content, address


@pytest.mark.parametrize("rest", ["photos/new/", "photos/{picture}/remove/"])
def test_hosts_alone_come_to_these_pages(rest: str) -> None:
    host = make_host()
    event = make_begun(host)
    photo = make_photo(event, host)
    address = page(event, rest.format(picture=photo.picture_id))
    before = snapshot()
    nobody = window().get(address)
    assert nobody.status_code == 302
    assert nobody.headers["Location"].startswith("/account/sign-in/")
    moderator = make_worker(Role.MODERATOR)[0]
    for other in (window(make_host("outsider")), window(moderator, strong=True)):
        assert other.get(address).status_code == 404
        assert other.post(address, sent()).status_code == 404
    assert window().post(address, sent()).status_code == 302
    assert snapshot() == before
    assert window(host).get(address).status_code == 200


def test_a_host_takes_one_away() -> None:
    host = make_host()
    event = make_begun(host)
    photo = make_shown_photo(event, host, alt=ALT)
    address = page(event, f"photos/{photo.picture_id}/remove/")
    visitor, hosting = window(), window(host)
    assert visitor.get(picture_of(photo)).status_code == 200
    assert ALT in text_of(hosting.get(address))
    assert EventPhoto.objects.count() == 1
    assert hosting.post(address).headers["Location"] == page(event, "desk/")
    assert EventPhoto.objects.count() == 0
    assert visitor.get(picture_of(photo)).status_code == 404
    assert ALT not in text_of(visitor.get(page(event)))
    assert hosting.post(address).status_code == 404


def test_of_another_event_a_host_takes_none_away() -> None:
    host, other = make_host(), make_host("other")
    photo = make_photo(make_begun(host), host)
    own = make_begun(other)
    before = snapshot()
    address = page(own, f"photos/{photo.picture_id}/remove/")
    assert window(other).post(address).status_code == 404
    assert snapshot() == before


REFUSALS = [
    ({"agreed": ""}, "agreed", "This field is required."),
    ({"alt": ""}, "alt", "This field is required."),
    ({"alt": "x" * 201}, "alt", "at most 200 characters"),
    ({"picture": ""}, "picture", "Choose a picture."),
    ({"picture": b""}, "picture", "This file is empty: choose another."),
    (
        {"picture": b"<script>alert(1)</script>"},
        "picture",
        "This file cannot be read as a picture: choose a JPEG, PNG, WebP or HEIC.",
    ),
    ({"picture": saved(drawn(), "GIF")}, "picture", "This file cannot be read as a picture"),
    ({"picture": saved(drawn(50, 50))}, "picture", "This picture is too small"),
    ({"picture": b"x" * (15 * 1024 * 1024 + 1)}, "picture", "This file is too large"),
]


@pytest.mark.parametrize(("more", "field", "words"), REFUSALS)
def test_a_refusal_is_one_sentence_at_its_field(
    more: dict[str, Any], field: str, words: str, folder: Path
) -> None:
    host = make_host()
    event = make_begun(host)
    if isinstance(more.get("picture"), bytes):
        more = {"picture": SimpleUploadedFile("photo.jpg", more["picture"], "image/jpeg")}
    before = snapshot()
    response = window(host).post(page(event, "photos/new/"), sent(**more))
    assert response.status_code == 422
    (said,) = response.context["form"].errors[field]
    assert words in said
    assert list(response.context["form"].errors) == [field]
    assert snapshot() == before
    assert list(folder.rglob("*")) == []


def test_the_desk_offers_it_when_it_can_be_done() -> None:
    host = make_host()
    before, after = make_event(host), make_begun(host)
    desk = window(host)
    assert "photos/new/" not in text_of(desk.get(page(before, "desk/")))
    response = desk.post(page(before, "photos/new/"), sent())
    assert response.status_code == 422
    said = "Photos are added once the event has begun, as long as it is on the map."
    assert response.context["form"].errors["picture"] == [said]
    for _number in range(MOST_PHOTOS):
        make_photo(after, host)
    full = text_of(desk.get(page(after, "desk/")))
    assert "photos/new/" not in full
    assert "An event has at most 12 photos." in full
    assert desk.post(page(after, "photos/new/"), sent()).status_code == 422
    assert after.photos.count() == MOST_PHOTOS


def test_everybody_reports_a_photo_and_a_moderator_takes_it_down() -> None:
    host = make_host()
    event = make_begun(host)
    waiting, photo = make_photo(event, host), make_shown_photo(event, host)
    address = f"{reverse('moderation:report')}?subject=event-photo:{photo.picture_id}"
    hidden = f"{reverse('moderation:report')}?subject=event-photo:{waiting.picture_id}"
    assert window().get(hidden).status_code == 404
    reporter = Client(enforce_csrf_checks=False)
    assert reporter.get(address).status_code == 200
    assert reporter.post(address, {"complaint": "private", "text": ""}).status_code == 302
    case = Case.objects.get(kind=PHOTO, subject=photo.picture_id, state="open")
    moderator = make_worker(Role.MODERATOR)[0]
    judging = window(moderator, strong=True)
    form = judging.get(f"/staff/moderation/{case.pk}/take-down/")
    seen = form.context["seen"]
    answer = {"ground": "private", "text": "", "seen": seen}
    response = judging.post(f"/staff/moderation/{case.pk}/take-down/", answer)
    assert response.status_code == 302
    assert list(EventPhoto.objects.all()) == [waiting]
    assert window().get(picture_of(photo)).status_code == 404
    publish_photo(waiting.picture_id, actor=system_actor(), now=NOW)
    assert window().get(picture_of(waiting)).status_code == 200
