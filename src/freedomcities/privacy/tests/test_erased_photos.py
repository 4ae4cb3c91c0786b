"""Whoever leaves the site takes their photos along, also those that are just coming in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW
from freedomcities.accounts.tests.racing import race
from freedomcities.events.hosting import invite_host, use_host_invitation
from freedomcities.events.models import Event, EventPhoto
from freedomcities.events.tests.makers import make_begun, make_host, make_photo, make_shown_photo
from freedomcities.media.files import all_files
from freedomcities.media.models import Picture
from freedomcities.privacy.operations import erase

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def make_two() -> tuple[Event, Person, Person]:
    host, cohost = make_host(), make_host("cohost")
    event = make_begun(host)
    secret = invite_host(event.pk, actor=host, now=NOW)
    use_host_invitation(secret, name="Cohost", actor=cohost, now=NOW)
    return event, host, cohost


def test_their_photos_go_with_their_files_and_no_other() -> None:
    event, host, cohost = make_two()
    kept = make_shown_photo(event, host)
    make_shown_photo(event, cohost)
    make_photo(event, cohost)
    erase(cohost, actor=cohost, now=NOW)
    assert list(EventPhoto.objects.all()) == [kept]
    assert {each for each, _path in all_files()} == {kept.picture_id}
    assert len(list(all_files())) == 3


@pytest.mark.parametrize("time", range(3))
def test_one_that_comes_in_meanwhile_does_not_stay(time: int) -> None:
    event, _host, cohost = make_two()
    race(
        lambda: make_photo(event, cohost),
        lambda: erase(cohost, actor=cohost, now=NOW),
    )
    assert (EventPhoto.objects.count(), Picture.objects.count()) == (0, 0)
    assert list(all_files()) == []
    assert not event.hosts.filter(person=cohost).exists()
