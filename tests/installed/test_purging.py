"""What is erased or past its time leaves no byte behind; what is held is told and taken along."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.installed.command import Home, check_refusal
from tests.installed.databases import connect, rows
from tests.installed.serving import serving
from tests.installed.windows import Window, sign_in

pytestmark = pytest.mark.installed

ADDRESS, NAME = "canary.purge@example.org", "Purgecanary"
CANARIES = [f"{NAME} {n}" for n in range(3)]


def test_no_byte_is_left_of_what_is_erased_and_past_its_time(empty_home: Home) -> None:
    """Names in a group stand in clear: they are looked for, and the sealed bytes as well."""
    home = empty_home
    with serving(home) as url:
        window = Window(url)
        sign_in(window, home.folder, ADDRESS)
        window.send("/account/details/", name=NAME, language="es")
        for canary in CANARIES:
            # Long enough to need more than one page.
            started = window.send(
                "/groups/start/here/?place=2603000", name=f"Group of {canary}",
                about=f"About {canary}. " * 60, my_name=canary, joining="request",
            )  # fmt: skip
            assert started.address.endswith("/desk/"), started.text
        question = "SELECT name_sealed, email_sealed FROM accounts_person WHERE NOT is_system"
        ((name, address),) = rows(home, question)
        wanted = [bytes(name), bytes(address), NAME.encode()]
        assert any(found for found in _found(home, wanted)), "the canaries are there before"
        said = home.say("erase-person", ADDRESS, "--yes", "--json")
        assert said.code == 0, said.err
        # A group that nobody has opened goes with its only member: all of it was theirs.
        purged = home.say("purge", "--json")
        assert (purged.code, purged.answer["left"]) == (0, []), purged.err
        assert _found(home, wanted) == []
    assert _found(home, wanted) == []


def _found(home: Home, values: list[bytes]) -> list[str]:
    """The files of the database in which one of the values stands."""
    return [
        f"{_name(home, path)} at {content.index(value)}"
        for path in _files(home)
        for content in [path.read_bytes()]
        for value in values
        if value in content
    ]


def _name(home: Home, path: Path) -> str:
    """The name of a file, or of the table whose it is."""
    number = path.name.partition(".")[0]
    if not home.database or not number.isdigit():
        return path.name
    question = f"SELECT relname FROM pg_class WHERE pg_relation_filenode(oid) = {number}"
    return str(rows(home, question) or path.name)


def _files(home: Home) -> Iterator[Path]:
    """All that the engine keeps of the tables; of PostgreSQL, without the server's own journal."""
    if not home.database:
        yield from (path for path in home.folder.glob("*sqlite3*") if path.is_file())
        return
    with closing(connect(home)) as connection:
        connection.autocommit = True
        connection.execute("CHECKPOINT")
        (folder,) = connection.execute("SHOW data_directory").fetchone()
        question = "SELECT oid FROM pg_database WHERE datname = current_database()"
        (number,) = connection.execute(question).fetchone()
    base = Path(folder) / "base" / str(number)
    try:
        files = [path for path in base.iterdir() if path.is_file()]
    except PermissionError:
        pytest.skip("the files of the server are not for whoever runs the tests")
    yield from files


def test_what_would_go_is_told_and_then_goes(empty_home: Home) -> None:
    home = empty_home
    # The link for the first of the staff is good for a week.
    soon = home.say("purge", "--dry-run", "--json").answer
    assert (soon["gone"]["role_links"], soon["dry_run"]) == (0, True)
    later = home.say("purge", "--dry-run", "--now", "2036-01-01", "--json").answer
    assert later["gone"]["role_links"] == 1
    assert rows(home, "SELECT COUNT(*) FROM accounts_rolelink") == [(1,)]
    done = home.say("purge", "--now", "2036-01-01T00:00Z", "--json").answer
    assert done["gone"] == later["gone"]
    assert rows(home, "SELECT COUNT(*) FROM accounts_rolelink") == [(0,)]
    check_refusal(home.say("purge", "--now", "tomorrow", "--json"), "no moment")


def test_what_is_held_is_told_taken_along_and_erased(home: Home, tmp_path: Path) -> None:
    eve = "eve@example.org"
    told = home.say("disclose", eve, "--json")
    assert told.code == 0, told.err
    held = told.answer
    assert (held["account"]["email"], held["log"][0]["what"]) == (eve, "join")
    words = home.say("disclose", held["account"]["id"]).out
    assert f"email: {eve}" in words
    assert re.search(r"last here in the week of: \d{4}-\d\d-\d\d", words)
    file = tmp_path / "eve.json"
    assert home.say("export-person", eve, "-o", file).code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    exported = json.loads(file.read_text())
    assert [each["what"] for each in exported["log"][-2:]] == ["disclose", "disclose"]
    assert exported["account"] == held["account"]
    again = home.say("export-person", eve, "-o", file, "--json")
    check_refusal(again, "cannot be written")
    check_refusal(home.say("erase-person", eve, "--json"), "--yes")
    assert home.say("disclose", eve, "--json").answer["account"] == held["account"]
    assert home.say("erase-person", eve, "--yes").code == 0
    check_refusal(home.say("disclose", eve, "--json"), "nothing is held")
    left = home.say("disclose", held["account"]["id"], "--json").answer
    assert (left["account"]["email"], left["account"]["name"]) == ("", "")
    check_refusal(
        home.say("erase-person", held["account"]["id"], "--yes", "--json"), "gone already"
    )
    assert home.say("verify-audit").code == 0


def test_demands_are_written_down(empty_home: Home) -> None:
    home = empty_home
    said = home.say("demands", "--from", "court", "--month", "2026-10", "--json")
    (made,) = said.answer["demands"]
    assert made == {"number": 1, "month": "2026-10", "from": "court", "answer": "pending"}
    said = home.say("demands", "--number", "1", "--answer", "refused", "--json")
    assert said.answer["demands"][0]["answer"] == "refused"
    check_refusal(home.say("demands", "--number", "2", "--json"), "no demand 2")
    check_refusal(home.say("demands", "--from", "court", "--month", "x", "--json"), "no month")


def test_the_doctor_looks_at_the_ledger_and_for_old_backups(empty_home: Home) -> None:
    home = empty_home
    ledger = home.folder / "erased.jsonl"
    backups = home.folder / "backups"
    backups.mkdir()
    assert home.say("backup", backups / "new").code == 0
    assert home.say("doctor").code == 0
    os.utime(backups / "new", (1_700_000_000, 1_700_000_000))
    ledger.chmod(0o644)
    said = home.say("doctor")
    assert "older than 30 days: new" in said.out
    assert "open to others" in said.out
    assert said.code == 2
