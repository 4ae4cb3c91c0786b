"""The whole site with everything that ships, loaded once for this folder and never committed.

Other folders' tests expect empty tables, so what is loaded lives in one transaction that
ends with the last test here; each test has a savepoint of its own within it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from freedomcities.accounts.operations import system_actor
from freedomcities.adoption.starter import load_starter_list
from freedomcities.blueprints.operations import load_blueprints
from freedomcities.events.choices import PhotoState
from freedomcities.events.choices import State as EventState
from freedomcities.events.drafts import fill
from freedomcities.events.models import Event, EventGroup, EventPhoto
from freedomcities.events.photos import PHOTO
from freedomcities.events.saving import save
from freedomcities.events.tests.makers import make_draft
from freedomcities.groups.choices import State
from freedomcities.groups.models import Group, GroupPlace
from freedomcities.media import files
from freedomcities.media.operations import keep_picture
from freedomcities.media.pixels import rebuild
from freedomcities.media.tests.makers import photo
from freedomcities.officials.agencies_loading import load_agencies
from freedomcities.officials.operations import import_officials
from freedomcities.places.models import Place
from freedomcities.places.operations import load_atlas
from tests.site.addresses import EVENT, GROUP, PICTURE

Read = Callable[..., str]


@pytest.fixture(scope="package")
def shipped(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Atlas, agencies, blueprints and the starter list, as `freedomcities demo` loads them."""
    now = datetime.now(UTC)
    with django_db_blocker.unblock(), transaction.atomic():
        actor = system_actor()
        load_atlas(actor=actor, now=now)
        load_agencies(actor=actor, now=now)
        load_blueprints(actor=actor, now=now)
        load_starter_list(actor=actor, now=now)
        # Whoever holds an office is nobody's to ship; here is one, so that its pages are seen.
        office = ["kind,place,name", "mayor,2603000,Somebody"]
        import_officials(office, actor=actor, now=now)
        # Nor are groups.
        group = Group.objects.create(
            id=GROUP, name="Neighbors", about="All.", state=State.OPEN, made_on=now.date()
        )
        GroupPlace.objects.create(group=group, place_id="2603000", main=True)
        _put_event(now)
        # The engine cannot look by itself at what is not committed, and would choose badly.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield
        transaction.set_rollback(True)
        files.remove(PICTURE)


def _put_event(now: datetime) -> None:
    place = Place.objects.get(pk="2603000")
    event = Event(id=EVENT, made_on=now.date(), state=EventState.PUBLISHED)
    fill(event, make_draft(place=place), now=now)
    save(event, now=now)
    EventGroup.objects.create(event=event, group_id=GROUP, main=True)
    rebuilt = rebuild(photo())
    # By a name that the addresses know.
    files._write(PICTURE, rebuilt.files)
    picture = keep_picture(PICTURE, rebuilt, owner=PHOTO, alt="Two people.", now=now)
    EventPhoto.objects.create(event=event, picture=picture, state=PhotoState.PUBLISHED)


@pytest.fixture(autouse=True)
def site(shipped: None, db: None) -> Iterator[None]:
    """What a test writes is gone after it."""
    yield
    # Given up early, else a quarter of a million rows are searched for broken links each time.
    transaction.set_rollback(True)


@pytest.fixture
def read(site: None) -> Read:
    """Read an address as a visitor without cookies; it must answer, 200 unless said."""
    client = Client()

    def get(address: str, *, status: int = 200, **headers: str) -> str:
        response = client.get(address, headers=headers)
        assert response.status_code == status, f"{address}: {response.status_code}"
        return text_of(response)

    return get


def text_of(response: Any) -> str:
    """The body of an answer, streamed or not."""
    body: bytes = b"".join(response) if response.streaming else response.content
    return body.decode()
