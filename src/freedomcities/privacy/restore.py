"""Putting a backup in the place of a site: all of it or nothing, and nobody erased comes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import (
    DataError,
    IntegrityError,
    InterfaceError,
    ProgrammingError,
    connection,
    transaction,
)
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.seals import key_rings
from freedomcities.adoption.operations import bring_up_to_date
from freedomcities.audit.models import AuditEntry, ChainHead
from freedomcities.audit.operations import ChainBroken, record, site_version, verify_chain
from freedomcities.lib.errors import Refusal
from freedomcities.privacy.backup import sign_of_keys
from freedomcities.privacy.backup_file import Backup, BackupFault, faults, open_backup
from freedomcities.privacy.backup_media import media_beside
from freedomcities.privacy.backup_rows import load, tables
from freedomcities.privacy.erasures import complete_ledger, the_ledger
from freedomcities.privacy.ledger import Ledger, read_ledger
from freedomcities.privacy.operations import erase_again
from freedomcities.privacy.retention import forget
from freedomcities.privacy.staging import staging

Say = Callable[[str], object]

# What `init` writes into the log of a site that nobody has used yet.
_OF_INIT = {"load_atlas", "load-blueprints", "make-role-link", "bring-standings-up-to-date"}
_ONCE = {"import-agencies", "import-instruments"}
# Pages that somebody keeps carry the version of the site: the restored one must be none of them.
_VERSIONS_APART = 1_000
# What a row raises that is none of its table: too short, of another type, leading nowhere.
_NO_ROW = (ValidationError, DataError, IntegrityError, InterfaceError, ProgrammingError)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back."""

    made_on: str
    rows: int
    erased_again: int
    ledger_is_there: bool
    chain_is_whole: bool


class SiteThere(Refusal):
    """There is a site that somebody uses."""

    def __init__(self) -> None:
        super().__init__(
            "There is a site here that is in use: say --replace to put the backup in its place."
        )


def restore(
    path: Path,
    *,
    replace: bool,
    identity: Path | None = None,
    now: datetime,
    progress: Say = lambda _text: None,
) -> Restored:
    """Put a backup in the place of the site, while it may run. Raises BackupFault, SiteThere.

    Everything is built and checked beside the site first. Whoever stands in the ledger is
    erased again, and what was of the moment (windows, codes, letters, links) is not in it.
    """
    with open_backup(path, identity=identity) as backup:
        backup.check()
        _check_keys(backup)
        _check_version(backup)
        made_on = _day_of(backup)
        version = _look_at_site(replace=replace, now=now)
        was_there = the_ledger().exists()
        ledger = read_ledger(the_ledger())
        with staging() as place, media_beside(backup) as media:
            rows = _build(backup, progress)
            erased, is_whole = _finish(backup, ledger, version, now)
            media.match()
            place.switch()
            media.put()
    complete_ledger(now=now)
    return Restored(made_on, rows, erased, was_there, is_whole)


@faults()
def _check_keys(backup: Backup) -> None:
    """Nothing sealed could be read with other keys, and the chain could not be verified."""
    held = set(key_rings().keys(fresh=True).sealing.keys)
    is_ours = backup.manifest["audit_key"] == sign_of_keys()
    if not is_ours or not set(backup.manifest["sealing_keys"]) <= held:
        raise BackupFault(
            f"The keys file {settings.KEYS_FILE} is not the one that this backup was sealed with: "
            "put that one in its place first."
        )


@faults()
def _check_version(backup: Backup) -> None:
    known = MigrationLoader(None).disk_migrations
    if any(tuple(each) not in known for each in backup.manifest["migrations"]):
        raise BackupFault(
            f"This backup is of a later version ({backup.manifest['version']}): install that first."
        )


@faults()
def _day_of(backup: Backup) -> str:
    return str(backup.manifest["made_on"])


def _look_at_site(*, replace: bool, now: datetime) -> int:
    """The version of the site that is here, if there is one that may be replaced."""
    on_sqlite = connection.vendor == "sqlite"
    # Opening it would make an empty one.
    if on_sqlite and not Path(connection.settings_dict["NAME"]).exists():
        return 0
    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        return 0
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refusal("The site here is of an earlier version: run “freedomcities init” first.")
    if not replace and _is_in_use():
        raise SiteThere
    complete_ledger(now=now)
    return site_version()


def _is_in_use() -> bool:
    """Whether anything was done here that `init` does not do."""
    if Person.objects.filter(is_system=False).exists():
        return True
    done = Counter(AuditEntry.objects.values_list("action", flat=True))
    return any(
        action not in _OF_INIT and (action not in _ONCE or times > 1)
        for action, times in done.items()
    )


@faults(*_NO_ROW)
def _build(backup: Backup, progress: Say) -> int:
    """The tables as they were in the version of the backup, and then as this version has them."""
    targets = _last_of_each_app([tuple(each) for each in backup.manifest["migrations"]])
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    then = executor.loader.project_state(targets).apps
    models = {str(model._meta.db_table): model for model in tables(then)}  # noqa: SLF001
    total = 0
    # Tables come in no order: what points where is looked at once, at the end.
    with (
        connection.constraint_checks_disabled(),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        for table in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
        for each in backup.manifest["parts"]:
            if "table" in each:
                total += load(models[each["table"]], each["columns"], backup.lines(each["part"]))
                progress(each["table"])
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(statement)
        connection.check_constraints()
    call_command("migrate", interactive=False, verbosity=0)
    return total


def _last_of_each_app(applied: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Where each app stood: the migrations that no other one of the same app followed."""
    nodes, there = MigrationLoader(None).graph.node_map, set(applied)
    followed = {
        node
        for node in applied
        for child in nodes[node].children
        if child.key[0] == node[0] and child.key in there
    }
    return [node for node in applied if node not in followed]


def _finish(backup: Backup, ledger: Ledger, version: int, now: datetime) -> tuple[int, bool]:
    """What a restored site owes before anybody sees it; how many were erased again."""
    actor = system_actor()
    is_whole = _is_chain_whole()
    # Letters are in no backup: whoever was told that their account will go is told again.
    Person.objects.get_queryset().update(warned_on=None)
    erased = erase_again(ledger, now=now)
    detail = {"made_on": backup.manifest["made_on"], "erased_again": erased}
    record(actor=actor, now=now, action="restore", subject="site", detail=detail)
    forget(now=now)
    bring_up_to_date(now=now)
    with connection.cursor() as cursor:
        # The engine chooses badly among tables that it has not looked at.
        cursor.execute("ANALYZE")
    head = ChainHead.objects.get(id=1)
    head.version = max(head.version, version) + _VERSIONS_APART
    head.save(update_fields=["version"])
    return erased, is_whole


def _is_chain_whole() -> bool:
    with suppress(ChainBroken):
        verify_chain()
        return True
    return False
