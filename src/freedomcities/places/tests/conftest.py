"""The atlas that ships, in the test database and as plain rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from freedomcities.accounts.operations import system_actor
from freedomcities.places.atlas.build import build
from freedomcities.places.atlas.read import Edition, Values, place_values, read_edition
from freedomcities.places.operations import SHIPPED, load_atlas


@pytest.fixture(scope="session")
def edition() -> Edition:
    return read_edition(SHIPPED)


@pytest.fixture(scope="session")
def places(edition: Edition) -> dict[str, Values]:
    return {row["geoid"]: row for row in place_values(edition)}


@pytest.fixture(scope="module")
def atlas(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The shipped atlas loaded once for a module; name it before ``db``."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_atlas(actor=system_actor(), now=datetime(2026, 10, 1, tzinfo=UTC))
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def rebuilt(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables built afresh from the published files."""
    out = tmp_path_factory.mktemp("atlas")
    build(shared / "data", out)
    return out
