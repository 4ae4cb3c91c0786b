"""Writing a backup while the site runs: all tables as of one moment, and the files of media."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from freedomcities import __version__
from freedomcities.accounts.models import Person
from freedomcities.audit.operations import record
from freedomcities.lib.dates import day_of
from freedomcities.privacy.backup_file import Parts, new_backup
from freedomcities.privacy.backup_media import write_media
from freedomcities.privacy.backup_rows import columns, lines_of, tables
from freedomcities.privacy.erasures import complete_ledger


@dataclass(frozen=True, slots=True)
class Written:
    """What is in a backup that was written."""

    rows: Mapping[str, int]
    media: int
    bytes: int
    is_encrypted: bool


def write_backup(
    path: Path,
    *,
    actor: Person,
    now: datetime,
    progress: Callable[[str], object] = lambda _text: None,
) -> Written:
    """Write the whole site into a file, as it is at one moment. Keys are never in it.

    Nobody waits meanwhile: both engines show one moment to whoever only reads. Raises
    BackupFault; then there is no file.
    """
    complete_ledger(now=now)
    record(actor=actor, now=now, action="backup", subject="site", is_public=False)
    recipient = settings.BACKUP_RECIPIENT
    with new_backup(path, recipient=recipient) as parts:
        with one_moment():
            keys = _write_tables(parts, progress)
            applied = sorted(MigrationRecorder(connection).applied_migrations())
        media = write_media(parts)
        parts.finish(
            {
                "version": __version__,
                "made_on": day_of(now).isoformat(),
                "engine": connection.vendor,
                "migrations": [list(each) for each in applied],
                "audit_key": sign_of_keys(),
                "sealing_keys": sorted(keys),
            }
        )
        rows = {str(each["table"]): each["rows"] for each in parts.written if "table" in each}
    return Written(rows, media, path.stat().st_size, bool(recipient))  # type: ignore[arg-type]


def sign_of_keys() -> str:
    """What tells whether a keys file is the one of the site, and tells nothing of its keys."""
    key = bytes.fromhex(settings.AUDIT_KEY)
    return hmac.new(key, b"backup of this site", hashlib.sha256).hexdigest()[:32]


@contextmanager
def one_moment() -> Iterator[None]:
    """Read all tables as they are now, whatever others write meanwhile, and keep nobody waiting."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # The framework would begin with a lock for writing, and every writer would wait.
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _write_tables(parts: Parts, progress: Callable[[str], object]) -> set[str]:
    keys: set[str] = set()
    for model in tables():
        table = str(model._meta.db_table)  # noqa: SLF001 the framework's own name for it
        parts.add(
            f"tables/{table}.jsonl",
            lines_of(model, sealing_keys=keys),
            table=table,
            columns=[field.attname for field in columns(model)],
        )
        progress(table)
    return keys
