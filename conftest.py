"""Fixtures that every folder's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent

# Written once by the migrations; what a test in transactions of its own leaves is elsewhere.
_KEPT = {"django_content_type", "auth_permission"}


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published source files beside the project; who has only the project skips."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the published source files are not here (../shared)")
    return folder


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    """Each test has a database of its own, where versions of the site begin anew."""
    # The settings have to stand before anything of the project is read.
    from freedomcities.audit.memory import forget_all  # noqa: PLC0415
    from freedomcities.events import kept_texts  # noqa: PLC0415

    forget_all()
    kept_texts.forget()
    yield
    forget_all()
    kept_texts.forget()


@pytest.fixture(autouse=True, scope="session")
def cheap_flush() -> Iterator[None]:
    """After a test in transactions of its own: rows are deleted from the tables that have some.

    The framework truncates all hundred tables and writes content types and permissions anew;
    on PostgreSQL that took longer than most of these tests.
    """
    from django.test import TransactionTestCase  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _empty_tables)
        yield


def _empty_tables(_case: Any) -> None:
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415
    from django.db import connection, transaction  # noqa: PLC0415

    quote = connection.ops.quote_name
    names = sorted(set(connection.introspection.django_table_names(only_existing=True)) - _KEPT)
    question = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {quote(name)})" for name in names
    )
    # What points where is looked at once, when all is gone.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(question)
        for (name,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {quote(name)}")
    ContentType.objects.clear_cache()
