"""Where a site is built anew beside the one that runs, and how it takes its place at once.

SQLite: a file of its own, whose pages are then copied over those of the site's file in one
transaction of the engine (its backup interface). The file itself stays, since processes that
serve have it open: to put another one in its place would mix its pages with the old journal.
PostgreSQL: a schema of its own, whose tables then move into the site's in one transaction.
Whoever reads meanwhile sees the old site or the new one. A fault before that changes nothing.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from django.apps import apps
from django.db import OperationalError, connection, transaction

from freedomcities.lib.errors import Refusal

_LOCKED_SECONDS = 60


class NoPlace(Refusal):
    """The database gives no place to build beside the site."""

    def __init__(self) -> None:
        super().__init__(
            "The database gives no schema to build in: name PostgreSQL itself in DATABASE_URL, "
            "without a pool between, as the owner of the database."
        )


class Staging(Protocol):
    """A site that is being built: what `connection` leads to until it takes its place."""

    def switch(self) -> None:
        """Let it take the place of the site."""


@contextmanager
def staging() -> Iterator[Staging]:
    """Lead `connection` to an empty database of its own; afterwards back, and it is gone."""
    with _beside_sqlite() if connection.vendor == "sqlite" else _beside_postgres() as place:
        yield place


class _File:
    """A file beside that of the site."""

    def __init__(self, live: Path, staged: Path) -> None:
        self.live, self.staged = live, staged

    def switch(self) -> None:
        connection.close()
        # A site's file is for its owner alone, also where none was before.
        self.live.touch(mode=0o600)
        try:
            with (
                closing(sqlite3.connect(self.staged)) as source,
                closing(sqlite3.connect(self.live, timeout=_LOCKED_SECONDS)) as site,
            ):
                site.execute("PRAGMA journal_mode=WAL")
                site.execute("PRAGMA synchronous=FULL")
                source.backup(site)
                site.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise OperationalError(str(error)) from None


@contextmanager
def _beside_sqlite() -> Iterator[_File]:
    live = Path(connection.settings_dict["NAME"])
    staged = live.with_name(f".{live.name}.{secrets.token_hex(4)}.restoring")
    connection.close()
    connection.settings_dict["NAME"] = str(staged)
    try:
        staged.touch(mode=0o600, exist_ok=False)
        yield _File(live, staged)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(live)
        for end in ("", "-wal", "-shm", "-journal"):
            staged.with_name(staged.name + end).unlink(missing_ok=True)


class _Schema:
    """A schema beside that of the site."""

    def __init__(self, live: str, staged: str, options: str) -> None:
        self.live, self.staged, self.options = live, staged, options

    def switch(self) -> None:
        connection.close()
        connection.settings_dict["OPTIONS"]["options"] = self.options
        quote = connection.ops.quote_name
        old = f"replaced_{secrets.token_hex(4)}"
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{_LOCKED_SECONDS}s'")
            cursor.execute(f"CREATE SCHEMA {quote(old)}")
            # Only tables of the site: others may live beside them.
            for table in sorted(_tables(self.staged) & _tables(self.live)):
                name = quote(table)
                cursor.execute(f"ALTER TABLE {quote(self.live)}.{name} SET SCHEMA {quote(old)}")
            for table in sorted(_tables(self.staged)):
                name = quote(table)
                to = quote(self.live)
                cursor.execute(f"ALTER TABLE {quote(self.staged)}.{name} SET SCHEMA {to}")
            cursor.execute(f"DROP SCHEMA {quote(old)} CASCADE")
            cursor.execute(f"DROP SCHEMA {quote(self.staged)} CASCADE")


@contextmanager
def _beside_postgres() -> Iterator[_Schema]:
    quote, options = connection.ops.quote_name, connection.settings_dict["OPTIONS"]
    before = options["options"]
    staged = f"restoring_{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        live = _current_schema()
        cursor.execute(f"CREATE SCHEMA {quote(staged)}")
    connection.close()
    options["options"] = f"{before} -c search_path={staged}"
    try:
        # A pool may drop what is asked for on connecting: nothing is built where that is so.
        if _current_schema() != staged:
            raise NoPlace
        yield _Schema(live, staged, before)
    finally:
        connection.close()
        options["options"] = before
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {quote(staged)} CASCADE")


def _current_schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (name,) = cursor.fetchone()
    return str(name)


def _tables(schema: str) -> set[str]:
    """The tables of the site in a schema."""
    ours = {str(model._meta.db_table) for model in apps.get_models(include_auto_created=True)}  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        found = {str(name) for (name,) in cursor.fetchall()}
    return found & (ours | {"django_migrations"})
