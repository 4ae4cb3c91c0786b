"""Databases of the homes: made, copied, dropped, and read past the application."""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.installed.command import Home

# What operations write; of the atlas, which is large and only loaded whole, its edition.
_WRITTEN = (
    *(
        "accounts_",
        "adoption_",
        "audit_",
        "blueprints_",
        "channels_",
        "events_",
        "groups_",
        "moderation_",
    ),
    *("notices_", "privacy_", "places_atlasedition"),
)

_LEFT = "databases"


@contextmanager
def new_database(copy_of: str = "") -> Iterator[str]:
    """The address of a database that goes again: "" on SQLite, which lives in the home."""
    server = os.environ.get("TEST_DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield ""
        return
    name = f"installed_{secrets.token_hex(6)}"
    template = f' TEMPLATE "{_name(copy_of)}"' if copy_of else ""
    _administer(server, f'CREATE DATABASE "{name}"{template}')
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        _administer(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def make_database(root: Path) -> str:
    """The address of a database that stays until `drop_databases`; "" on SQLite."""
    server = os.environ.get("TEST_DATABASE_URL", "")
    if not server.startswith("postgres"):
        return ""
    name = f"installed_{secrets.token_hex(6)}"
    with (root / _LEFT).open("a") as file:
        file.write(f"{name}\n")
    _administer(server, f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def drop_databases(root: Path) -> None:
    """Drop what `make_database` made."""
    left = root / _LEFT
    for name in left.read_text().split() if left.exists() else ():
        statement = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
        _administer(os.environ["TEST_DATABASE_URL"], statement)


def _name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")


def _administer(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def connect(home: Home) -> Any:
    """A connection that both engines' ways of asking have in common; commit what you change."""
    if home.database:
        return psycopg.connect(home.database)
    return sqlite3.connect(home.folder / "site.sqlite3")


def run_sql(home: Home, statement: str) -> None:
    """Change something behind the application's back."""
    with closing(connect(home)) as connection:
        connection.execute(statement)
        connection.commit()


def rows(home: Home, question: str) -> list[tuple[Any, ...]]:
    """The rows of an answer."""
    with closing(connect(home)) as connection:
        return list(connection.execute(question).fetchall())


def standings(home: Home) -> list[tuple[Any, ...]]:
    """Today's standings as they are kept, the same for two sites that know the same law."""
    return rows(
        home,
        "SELECT s.place_id, r.blueprint_id, r.number, s.standing, s.since, s.reported,"
        " s.inherited_from_id FROM adoption_standing s JOIN blueprints_rule r ON r.id = s.rule_id"
        " ORDER BY s.place_id, r.blueprint_id, r.number",
    )


def fingerprint(home: Home) -> Mapping[str, str]:
    """By table, a digest of all its rows: the same before and after means unchanged."""
    catalogue = (
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        if home.database
        else "SELECT name FROM sqlite_master WHERE type = 'table'"
    )
    with closing(connect(home)) as connection:
        names = [name for (name,) in connection.execute(catalogue).fetchall()]
        return {
            name: _digest(connection.execute(f"SELECT * FROM {name}").fetchall())
            for name in sorted(names)
            if name.startswith(_WRITTEN)
        }


def _digest(found: list[tuple[Any, ...]]) -> str:
    said = "\n".join(sorted(map(repr, found)))
    return f"{len(found)} rows {hashlib.sha256(said.encode()).hexdigest()}"
