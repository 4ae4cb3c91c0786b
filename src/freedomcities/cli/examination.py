"""What `freedomcities doctor` looks at."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from freedomcities.lib.errors import Refusal

_BACKUPS_LAST_DAYS = 30
_ENOUGH_BYTES = 500 * 1024 * 1024
_RESTORE = "Put the newest backup that verifies in its place."
_REACH = "See that the server runs which DATABASE_URL names, and lets this site in."


@dataclass(frozen=True, slots=True)
class Look:
    """One thing looked at; ``mend`` says what to do where it is not well."""

    subject: str
    is_well: bool
    finding: str
    mend: str = ""

    def as_dict(self) -> dict[str, object]:
        """For ``--json``."""
        return asdict(self)


def examine() -> list[Look]:
    """Look at everything in turn; a thing that cannot be looked at is not well.

    What a database holds is passed over where the database itself, or its version, is not well:
    the same fault said six times hides its mend.
    """
    found = [_guarded(look) for look in _LOOKS]
    for look in _LOOKS_INTO_THE_DATABASE:
        found.append(_guarded(look))
        if look in _FIRST and not found[-1].is_well:
            break
    return found


def _guarded(look: Callable[[], Look]) -> Look:
    try:
        return look()
    except (Error, OSError, Refusal) as error:
        subject = (look.__doc__ or "").rstrip(".")
        return Look(subject, False, _said(error), _RESTORE)


def _said(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _keys() -> Look:
    """Keys file."""
    return Look("Keys file", True, f"{settings.KEYS_FILE}, for its owner alone")


def _room() -> Look:
    """Room on the disk."""
    free = shutil.disk_usage(settings.HOME).free
    return Look(
        "Room on the disk",
        free >= _ENOUGH_BYTES,
        f"{free // 1024**2} MB free",
        "" if free >= _ENOUGH_BYTES else "Make room: at 0 the site can no longer write.",
    )


def _database() -> Look:
    """Database."""
    on_sqlite = connection.vendor == "sqlite"
    # Opening it would make an empty one.
    if on_sqlite and not Path(file := connection.settings_dict["NAME"]).exists():
        mend = "Run “freedomcities init”, or put the site's own file back."
        return Look("Database", False, f"the file {file} is missing", mend)
    try:
        connection.ensure_connection()
    except Error as error:
        return Look("Database", False, _said(error), _RESTORE if on_sqlite else _REACH)
    if not on_sqlite:
        return Look("Database", True, f"PostgreSQL {_postgres_version()}")
    with connection.cursor() as cursor:
        values = [
            cursor.execute(f"PRAGMA {p}").fetchone()[0] for p in ("journal_mode", "synchronous")
        ]
        whole = cursor.execute("PRAGMA quick_check").fetchone()[0]
    mend = "" if values == ["wal", 2] else "Put the home on a disk of this machine."
    return Look(
        "Database",
        not mend and whole == "ok",
        f"SQLite, journal {values[0]}, synchronous {values[1]}, quick check {whole}",
        _RESTORE if whole != "ok" else mend,
    )


def _postgres_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (version,) = cursor.fetchone()
    return str(version)


def _migrations() -> Look:
    """Version of the database."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Look(
        "Version of the database",
        not waiting,
        f"{len(waiting)} changes wait" if waiting else "as this version needs it",
        "Run “freedomcities init”, which keeps the data." if waiting else "",
    )


def _atlas() -> Look:
    """Atlas."""
    from freedomcities.places.models import AtlasEdition

    edition = AtlasEdition.objects.order_by("-loaded_at").first()
    return Look(
        "Atlas",
        edition is not None,
        f"edition {edition.edition}" if edition else "not loaded",
        "" if edition else "Run “freedomcities init”.",
    )


def _standings() -> Look:
    """Standings of today."""
    from freedomcities.adoption.models import StandingsDay

    day = StandingsDay.objects.values_list("day", flat=True).first()
    today = datetime.now(UTC).date()
    return Look(
        "Standings of today",
        day == today,
        f"computed for {day}" if day else "never computed",
        "" if day == today else "They are computed while “freedomcities serve” runs.",
    )


def _static() -> Look:
    """Styles and scripts."""
    well = (settings.STATIC_ROOT / "staticfiles.json").exists()
    return Look(
        "Styles and scripts",
        well,
        "collected" if well else "missing",
        "" if well else "Run “freedomcities init”.",
    )


def _chain() -> Look:
    """Audit chain."""
    from freedomcities.audit.operations import verify_chain

    return Look("Audit chain", True, f"whole, {verify_chain()} entries")


def _ledger() -> Look:
    """Ledger of erased people."""
    from freedomcities.privacy.erasures import the_ledger
    from freedomcities.privacy.ledger import read_ledger

    path, subject = the_ledger(), "Ledger of erased people"
    if not path.exists():
        return Look(subject, False, f"{path} is missing", "Put it back, or run “init”.")
    if path.stat().st_mode & 0o077:
        return Look(subject, False, f"{path} is open to others", f"Run “chmod 600 {path}”.")
    ledger = read_ledger(path)
    torn = f", {ledger.unreadable} lines that a crash broke off" if ledger.unreadable else ""
    return Look(subject, True, f"{path}, {len(ledger.erased)} lines{torn}")


def _pictures() -> Look:
    """Pictures."""
    from freedomcities.media.models import Picture
    from freedomcities.media.sweeping import lacking

    missing, number = len(lacking()), Picture.objects.count()
    if missing:
        said = f"{missing} of {number} lack their files in {settings.MEDIA_ROOT}"
        return Look("Pictures", False, said, "Put the folder back from the newest backup.")
    return Look("Pictures", True, f"{number}, with all their files")


def _backups() -> Look:
    """Old backups."""
    folder = settings.HOME / "backups"
    before = time.time() - _BACKUPS_LAST_DAYS * 86_400
    files = [path for path in folder.glob("*") if path.is_file()]
    old = sorted(path.name for path in files if path.stat().st_mtime < before)
    if old:
        said = f"older than {_BACKUPS_LAST_DAYS} days: {', '.join(old)}"
        return Look("Old backups", False, said, "Delete them: they hold what was erased since.")
    return Look("Old backups", True, f"none in {folder}")


def _address() -> Look:
    """Public address."""
    url = str(settings.PUBLIC_URL)
    note = "" if url.startswith("https:") else " (this machine alone)"
    return Look("Public address", True, url + note)


_LOOKS = (_keys, _ledger, _backups, _room, _static, _address)
_LOOKS_INTO_THE_DATABASE = (_database, _migrations, _atlas, _standings, _chain, _pictures)
_FIRST = {_database, _migrations}
