"""What was deleted leaves no bytes behind, as far as an engine can promise it.

SQLite overwrites what it deletes (`secure_delete`), but its journal (WAL) holds the pages of
before until it is cut off. `scrub` builds the file anew and cuts the journal off: no byte of
what was deleted is in the site's files then.

PostgreSQL leaves the bytes in a page until something else takes their place. `scrub` builds the
tables that hold something on people anew, with their indexes; then no byte is in the files of
the tables. It can stay in the server's own journal (`pg_wal`) until that is recycled, in
whatever an operator archives of it, and, of what the engine took as a sample, in its catalogue
of statistics. Neither can promise anything of the disk itself.
"""

from __future__ import annotations

import time

from django.apps import apps
from django.db import OperationalError, connection
from django.db.models import Model

from freedomcities.lib.privacy import DataClass

_TRIES, _WAIT = 20, 0.5
# Jobs hold ids of letters alone, but nobody needs them either.
_BESIDES = {"django_tasks_database.DBTaskResult"}


def scrub() -> list[str]:
    """Leave no byte of what was deleted; what could not be done now, by name."""
    return _scrub_sqlite() if connection.vendor == "sqlite" else _scrub_postgres()


def cut_journal() -> bool:
    """Cut off the journal of SQLite, unless somebody reads in it just now; whether it is done."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (busy, _pages, _moved) = cursor.fetchone()
    return not busy


def _scrub_sqlite() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    for _try in range(_TRIES):
        if cut_journal():
            return []
        time.sleep(_WAIT)
    return ["journal"]


def _scrub_postgres() -> list[str]:
    left = [] if _others_are_done() else ["transactions"]
    for model in models_to_scrub():
        table = str(model._meta.db_table)  # noqa: SLF001 the framework's own name for it
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '10s'")
                cursor.execute(f"VACUUM (FULL, ANALYZE) {connection.ops.quote_name(table)}")
        except OperationalError:
            left.append(table)
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")
    return left


def _others_are_done() -> bool:
    """Wait for whoever began before: what they may still look at is built into the new table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (since,) = cursor.fetchone()
        for _try in range(_TRIES):
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND xact_start < %s",
                [since],
            )
            if cursor.fetchone() == (0,):
                return True
            time.sleep(_WAIT)
    return False


def models_to_scrub() -> list[type[Model]]:
    """All models of the nouns that have a field which is not for everybody: what was public of
    somebody's, such as the words of a group that is gone, goes the same way.
    """
    models = list(apps.get_models(include_auto_created=True))
    nouns = {model._meta.app_label for model in models if _is_private(model)}  # noqa: SLF001 as above
    return [model for model in models if model._meta.app_label in nouns]  # noqa: SLF001 as above


def _is_private(model: type[Model]) -> bool:
    meta = model._meta  # noqa: SLF001 as above
    if not model.__module__.startswith("freedomcities."):
        return meta.label in _BESIDES
    whole, each = getattr(model, "data_class", None), getattr(model, "data_classes", {})
    classes = {each.get(field.name, whole) for field in meta.local_fields}
    return classes != {DataClass.PUBLIC}
