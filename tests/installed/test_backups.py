"""Backups of a site that runs: whole, of one moment, and nobody who was erased comes back."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pyrage
import pytest

from freedomcities.privacy.backup_file import new_backup
from tests.installed.command import COMMAND, Home, check_refusal
from tests.installed.databases import connect, fingerprint, rows
from tests.installed.serving import serving, status_of
from tests.installed.windows import Window, sign_in

pytestmark = pytest.mark.installed

# What a restored site writes itself.
ADDED_TO = {"audit_auditentry", "audit_chainhead"}


def back_up(home: Home, name: str = "backup", **environment: str) -> Path:
    path = home.folder.parent / name
    said = home.say("backup", path, "--json", **environment)
    assert said.code == 0, said.err
    return path


def tables(path: Path) -> dict[str, list[bytes]]:
    """Every table of a backup, its rows in order."""
    with zipfile.ZipFile(path) as archive:
        parts = json.loads(archive.read("manifest.json"))["parts"]
        return {
            each["table"]: sorted(archive.read(each["part"]).splitlines())
            for each in parts
            if "table" in each
        }


def column(path: Path, table: str, name: str) -> list[Any]:
    """One column of a table in a backup."""
    with zipfile.ZipFile(path) as archive:
        parts = json.loads(archive.read("manifest.json"))["parts"]
    (at,) = [each["columns"].index(name) for each in parts if each.get("table") == table]
    return [json.loads(line)[at] for line in tables(path)[table]]


def elsewhere(home: Home, folder: Path) -> Home:
    """Another machine, with SQLite whatever the site had: its keys and ledger, nothing else."""
    folder.mkdir()
    for name in ("keys.json", "erased.jsonl"):
        shutil.copy(home.folder / name, folder / name)
    return Home(folder)


def test_a_backup_of_an_earlier_version_is_restored_on_the_other_engine_and_is_the_same(
    home: Home, tmp_path: Path
) -> None:
    """As before there was anything of privacy."""
    media = home.folder / "media" / "pictures"
    media.mkdir(parents=True)
    (media / "a.webp").write_bytes(b"picture")
    own = back_up(home)
    whole = home.say("verify-backup", own, "--json", FREEDOMCITIES_HOME=str(tmp_path / "none"))
    assert (whole.code, whole.answer["whole"]) == (0, True)
    assert not (tmp_path / "none").exists()
    before = tables(own)
    assert len(before["accounts_person"]) > 40
    earlier = changed(own, tmp_path / "earlier", without="privacy")
    there = elsewhere(home, tmp_path / "there")
    said = there.say("restore", earlier, "--json")
    assert said.code == 0, said.err
    assert said.answer["rows"] == sum(map(len, before.values()))
    assert (said.answer["ledger"], said.answer["chain"]) == ("there", "whole")
    assert rows(there, "SELECT COUNT(*) FROM privacy_exportlink") == [(0,)]
    after = tables(back_up(there, "second"))
    assert (there.folder / "media" / "pictures" / "a.webp").read_bytes() == b"picture"
    photos = {path.relative_to(home.folder) for path in home.folder.glob("media/*/*-*.webp")}
    assert len(photos) == 3
    assert {
        path.relative_to(there.folder) for path in there.folder.glob("media/*/*-*.webp")
    } == photos
    for path in photos:
        assert (there.folder / path).read_bytes() == (home.folder / path).read_bytes()
    assert set(after) == set(before)
    assert {name for name, lines in before.items() if after[name] != lines} == ADDED_TO
    # The chain goes on: the entries of restoring and of the second backup.
    entries = there.say("verify-audit", "--json").answer
    assert entries == {"entries": len(before["audit_auditentry"]) + 2, "whole": True}
    assert set(before["audit_auditentry"]) < set(after["audit_auditentry"])


def test_whoever_was_erased_stays_erased_while_the_site_runs(
    empty_home: Home, tmp_path: Path
) -> None:
    home = empty_home
    with serving(home) as url:
        ann, bob = Window(url), Window(url)
        sign_in(ann, home.folder, "ann@example.org")
        sign_in(bob, home.folder, "bob@example.org")
        bob.send("/account/details/", name="Bobcanary", language="es")
        path = back_up(home)
        refusal = home.say("restore", path, "--json")
        check_refusal(refusal, "--replace")
        assert ann.send("/account/leave/", sure="on").address.endswith("/account/left/")
        ledger = (home.folder / "erased.jsonl").read_text().splitlines()
        answers: list[int] = []
        over = threading.Event()

        def read_on() -> None:
            while not over.is_set():
                answers.append(status_of(f"{url}/groups/?n={len(answers)}"))

        reader = threading.Thread(target=read_on)
        reader.start()
        said = home.say("restore", path, "--replace", "--json")
        over.set()
        reader.join()
        assert (said.code, said.answer["erased_again"]) == (0, 1), said.err
        assert set(answers) == {200}
        # Every window is closed, and codes are good for nothing; the account is there.
        assert bob.open("/account/").address.endswith("/sign-in/?next=%2Faccount%2F")
        again = Window(url)
        sign_in(again, home.folder, "bob@example.org")
        assert "Bobcanary" in again.open("/account/").text
    people = "SELECT COUNT(*) FROM accounts_person WHERE email_index IS NOT NULL"
    assert rows(home, people) == [(1,)]
    assert (home.folder / "erased.jsonl").read_text().splitlines() == ledger
    assert len(ledger) == 1
    assert home.say("verify-audit").code == 0
    assert not list(home.folder.glob(".*"))


def test_a_backup_shows_one_moment_while_others_write(empty_home: Home) -> None:
    """Two tables change together, again and again; in no backup they differ."""
    over, written = threading.Event(), []

    def write_on() -> None:
        with closing(connect(empty_home)) as connection:
            while not over.is_set():
                number = 1_000 + len(written)
                # The first locks, as the site's own writes do.
                connection.execute(f"UPDATE audit_chainhead SET version = {number}")
                connection.execute(
                    f"UPDATE accounts_person SET language = '{number}' WHERE is_system"
                )
                connection.commit()
                written.append(number)

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        seen = []
        for n in range(2):
            before = len(written)
            path = back_up(empty_home, f"backup-{n}")
            (version,) = column(path, "audit_chainhead", "version")
            assert column(path, "accounts_person", "language") == [str(version)]
            seen.append(len(written) - before)
    finally:
        over.set()
        writer.join()
    assert min(seen) > 5, "nobody waited for the backup"


def test_encrypted_to_the_key_of_the_operator(empty_home: Home, tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    key = tmp_path / "age.txt"
    key.write_text(f"{identity}\n")
    path = back_up(empty_home, BACKUP_RECIPIENT=str(identity.to_public()))
    assert path.read_bytes().startswith(b"age-encryption.org/v1")
    check_refusal(empty_home.say("verify-backup", path, "--json"), "encrypted", "--identity")
    whole = empty_home.say("verify-backup", path, "--identity", key, "--json")
    assert (whole.code, whole.answer["whole"]) == (0, True)
    wrong = empty_home.say("backup", path, "--json", BACKUP_RECIPIENT="age1")
    check_refusal(wrong, "BACKUP_RECIPIENT", "age1…")
    plain = empty_home.say("backup", tmp_path / "plain")
    assert "not encrypted" in plain.out


def test_what_cannot_be_restored_changes_nothing(
    empty_home: Home, other_home: Home, tmp_path: Path
) -> None:
    path = back_up(empty_home)
    before, names = fingerprint(other_home), sorted(other_home.folder.iterdir())
    flipped = bytearray(path.read_bytes())
    flipped[len(flipped) // 2] ^= 1
    damaged = tmp_path / "damaged"
    damaged.write_bytes(flipped)
    check_refusal(other_home.say("restore", damaged, "--replace", "--json"), "damaged")
    check_refusal(other_home.say("verify-backup", damaged, "--json"), "damaged")
    nothing = other_home.say("restore", tmp_path / "no", "--replace", "--json")
    check_refusal(nothing, "cannot be read")
    # Each site has keys of its own.
    check_refusal(other_home.say("restore", path, "--replace", "--json"), "keys file")
    own = back_up(other_home, "own")
    later = changed(own, tmp_path / "later", migrations=[["accounts", "9999_later"]])
    before = fingerprint(other_home)
    check_refusal(other_home.say("restore", later, "--replace", "--json"), "later version")
    broken = changed(own, tmp_path / "broken", table="accounts_person")
    assert other_home.say("restore", broken, "--replace", "--json").code != 0
    assert fingerprint(other_home) == before
    assert sorted(other_home.folder.iterdir()) == names


def changed(
    path: Path,
    to: Path,
    *,
    migrations: list[list[str]] | None = None,
    without: str = "",
    table: str = "",
) -> Path:
    """A backup that is whole, with other migrations, without an app, or with nonsense in it."""
    with zipfile.ZipFile(path) as archive, new_backup(to) as parts:
        manifest = json.loads(archive.read("manifest.json"))
        for each in manifest.pop("parts"):
            if without and each.get("table", "").startswith(f"{without}_"):
                continue
            more: dict[str, Any] = {k: each[k] for k in ("table", "columns") if k in each}
            content = archive.read(each["part"])
            if table and each.get("table") == table:
                content = b'["nonsense"]\n'
            parts.add(each["part"], iter([content]), **more)
        manifest["migrations"] = [
            *(each for each in manifest["migrations"] if each[0] != without),
            *(migrations or []),
        ]
        parts.finish(manifest)
    return to


def test_a_full_disk_leaves_no_half_file(empty_home: Home, tmp_path: Path) -> None:
    """Where no file may be larger than a megabyte, as on a disk that is nearly full."""
    path = tmp_path / "backups" / "backup"
    path.parent.mkdir()
    done = subprocess.run(
        ["bash", "-c", f"ulimit -f 1024; exec {COMMAND} backup {path} --json"],
        env=empty_home.environment(), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in json.loads(done.stdout)["error"]
    assert list(path.parent.iterdir()) == []
    assert empty_home.say("backup", path).code == 0


def test_an_old_database_put_back_by_hand_is_mended(empty_home: Home) -> None:
    """Whoever stands in the ledger goes again, at the latest when the site is brought up."""
    home = empty_home
    with serving(home) as url:
        sign_in(Window(url), home.folder, "ann@example.org")
    question = "SELECT id FROM accounts_person WHERE email_index IS NOT NULL"
    ((person,),) = rows(home, question)
    # SQLite gives its letters without dashes.
    line = {"kind": "person", "id": str(UUID(str(person))), "day": "2026-11-20"}
    with (home.folder / "erased.jsonl").open("a") as ledger:
        ledger.write(json.dumps(line) + "\n")
    assert home.say("init", "--json").code == 0
    assert rows(home, question) == []
