"""Opening a site: the settings are read, and what is wrong with them is one sentence."""

from __future__ import annotations

import os

from freedomcities.lib.errors import Refusal
from freedomcities.lib.keys import make_keys


def configure() -> None:
    """Read the settings and set Django up; Refusal where a setting makes no sense."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freedomcities.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Refusal(str(error)) from None


def open_site() -> None:
    """Set Django up for a site that exists and whose database is of this version."""
    configure()
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise Refusal(f"The database cannot be opened: {str(error).splitlines()[0]}.") from None
    if waiting:
        raise Refusal(
            "The database is not of this version: run “freedomcities init”, which keeps the data."
        )


def found_site(home: str | None) -> None:
    """Make the home and the keys if they are not there, and set Django up."""
    if home:
        os.environ["FREEDOMCITIES_HOME"] = home
    from pathlib import Path

    from freedomcities.lib.environment import read_home

    folder = read_home(os.environ.get("FREEDOMCITIES_HOME") or "var")
    keys = os.environ.get("FREEDOMCITIES_KEYS_FILE")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        make_keys(Path(keys) if keys else folder / "keys.json")
    except OSError as error:
        raise Refusal(f"The home {folder} cannot be written: {error.strerror}.") from None
    configure()
