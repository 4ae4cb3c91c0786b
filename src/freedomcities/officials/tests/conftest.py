"""The atlas that ships, in the test database and as the matching of agencies sees it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from freedomcities.accounts.operations import system_actor
from freedomcities.officials.agencies_loading import load_agencies
from freedomcities.officials.matching_ground import Gazetteer
from freedomcities.officials.tests.agency_makers import gazetteer_of
from freedomcities.places.atlas.read import read_edition
from freedomcities.places.operations import SHIPPED, load_atlas


@pytest.fixture(scope="session")
def ground() -> tuple[Gazetteer, dict[str, str]]:
    return gazetteer_of(read_edition(SHIPPED))


@pytest.fixture(scope="module")
def atlas(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The shipped atlas loaded once for a module; name it before ``db``."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_atlas(actor=system_actor(), now=datetime(2026, 10, 1, tzinfo=UTC))
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def country(atlas: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The shipped atlas with the shipped list of agencies; name it before ``db``."""
    with django_db_blocker.unblock():
        load_agencies(actor=system_actor(), now=datetime(2026, 10, 1, tzinfo=UTC))
