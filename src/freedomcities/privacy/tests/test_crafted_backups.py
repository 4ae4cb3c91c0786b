"""A backup that is whole by its digest and holds nonsense: one sentence, and nothing changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from freedomcities.accounts.models import Person
from freedomcities.privacy.backup import sign_of_keys
from freedomcities.privacy.backup_file import BackupFault, new_backup, open_backup
from freedomcities.privacy.backup_media import media_beside
from freedomcities.privacy.restore import _build, _check_keys, _check_version, _day_of
from freedomcities.privacy.tests.whole_person import make_whole_person

pytestmark = pytest.mark.django_db(transaction=True)
SEAT = {
    "table": "groups_membership",
    "columns": ["id", "group_id", "person_id", "role", "name", "joined_in"],
}


def craft(
    path: Path,
    *,
    table: str = "places_place",
    columns: list[str] | None = None,
    lines: bytes = b"",
    part: str = "",
    without: str = "",
    **more: Any,
) -> Path:
    """A backup with one table and one file, whole as far as its digests tell."""
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    manifest = {
        "version": "0.1.0", "made_on": "2026-11-21", "migrations": [list(each) for each in applied],
        "audit_key": sign_of_keys(), "sealing_keys": [], **more,
    }  # fmt: skip
    manifest.pop(without, None)
    with new_backup(path) as parts:
        parts.add("tables/a.jsonl", iter([lines]), table=table, columns=columns or ["id"])
        if part:
            parts.add(part, iter([b"x"]))
        parts.finish(manifest)
    return path


def refused(path: Path, do: Callable[[Any], object]) -> str:
    with open_backup(path) as backup:
        backup.check()
        with pytest.raises(BackupFault) as caught:
            do(backup)
    return str(caught.value)


@pytest.mark.parametrize(
    ("check", "changes"),
    [
        (_check_keys, {"without": "audit_key"}),
        (_check_keys, {"without": "sealing_keys"}),
        (_check_keys, {"sealing_keys": 5}),
        (_check_keys, {"sealing_keys": [[]]}),
        (_check_version, {"without": "migrations"}),
        (_check_version, {"migrations": [5]}),
        (_check_version, {"migrations": [["no", "such"]], "without": "version"}),
        (_day_of, {"without": "made_on"}),
    ],
)
def test_a_manifest_that_lacks_something(
    tmp_path: Path, check: Callable[[Any], object], changes: dict[str, Any]
) -> None:
    said = refused(craft(tmp_path / "backup", **changes), check)
    assert said.startswith("This backup is damaged: it cannot be read (")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"table": "no_such_table"}, "KeyError"),
        ({"table": ["a", "list"]}, "TypeError"),
        ({"columns": ["id", "no_such_column"]}, "KeyError"),
        ({**SEAT, "lines": b'["x", "g", "p", "lead", "n", "never"]\n'}, "ValidationError"),
        ({**SEAT, "lines": b"[]\n"}, "IndexError"),
        ({**SEAT, "lines": b"{not json\n"}, "JSONDecodeError"),
        ({**SEAT, "lines": b"5\n"}, "TypeError"),
        ({**SEAT, "lines": b"\xff\n"}, "UnicodeDecodeError"),
        ({**SEAT, "lines": b"[" * 100_000}, "RecursionError"),
        ({"migrations": []}, "KeyError"),
    ],
)
def test_rows_that_are_none(tmp_path: Path, changes: dict[str, Any], why: str) -> None:
    person = make_whole_person()
    said = refused(craft(tmp_path / "backup", **changes), lambda backup: _build(backup, str))
    assert said == f"This backup is damaged: it cannot be read ({why})."
    assert Person.objects.filter(pk=person.pk).exists()


def test_a_row_of_another_length(tmp_path: Path) -> None:
    path = craft(
        tmp_path / "backup", table="audit_chainhead", columns=["id", "version"], lines=b"[1]\n"
    )
    said = refused(path, lambda backup: _build(backup, str))
    assert said.startswith("This backup is damaged: it cannot be read (")


def test_a_row_that_leads_nowhere(tmp_path: Path) -> None:
    person = make_whole_person()
    model = Person._meta.apps.get_model("moderation", "Known")
    names = [field.attname for field in model._meta.local_concrete_fields]
    nobody = "00000000-0000-4000-8000-000000000000"
    row = [nobody if name == "person_id" else 1 for name in names]
    path = craft(
        tmp_path / "backup", table=model._meta.db_table, columns=names,
        lines=json.dumps(row).encode() + b"\n",
    )  # fmt: skip
    said = refused(path, lambda backup: _build(backup, str))
    assert said == "This backup is damaged: it cannot be read (IntegrityError)."
    assert Person.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("part", ["media/", "media/.", "media", "other/x", "media/../x", "/x"])
def test_a_file_with_no_name_leaves_nothing_behind(tmp_path: Path, part: str) -> None:
    path, root = craft(tmp_path / "backup", part=part), tmp_path / "site" / "media"
    root.mkdir(parents=True)

    def unpack(backup: Any) -> None:
        with override_settings(MEDIA_ROOT=root), media_beside(backup):
            raise AssertionError(part)

    said = refused(path, unpack)
    assert said == "This backup is damaged: it names a file outside of the site."
    assert [each.name for each in root.parent.iterdir()] == ["media"]
