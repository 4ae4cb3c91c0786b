"""Signing in at a site that serves: letters come once, keys change, no trace stays."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.installed.command import Home, check_refusal
from tests.installed.databases import connect, rows
from tests.installed.serving import serving
from tests.installed.windows import Window, code_of, letters, sign_in, wait_for_letters

pytestmark = pytest.mark.installed

# Values that stand nowhere else: a visitor's address in the network, browser, mail and name.
AGENT, FORWARDED = "CanaryBrowser/7.31", "203.0.113.199"
ADDRESS, NAME = "canary.quillfeather@example.org", "Quillfeather Canary"
ELSEWHERE = "canary.elsewhere@example.org"


def test_a_whole_journey_leaves_no_trace_in_database_log_or_files(empty_home: Home) -> None:
    with serving(empty_home) as url:
        window = Window(url, {"User-Agent": AGENT, "X-Forwarded-For": FORWARDED})
        assert window.open("/account/").address.endswith("/account/sign-in/?next=%2Faccount%2F")
        assert sign_in(window, empty_home.folder, ADDRESS).address == f"{url}/account/"
        window.send("/account/details/", name=NAME, language="es")
        assert NAME in window.open("/account/").text
        window.send("/account/address/", email=ELSEWHERE)
        wait_for_letters(empty_home.folder, 2)
        assert window.send("/account/address/code/", code="x").status == 422
        window.open("/no/such/page/")
        window.open("/account/role/canary-secret/")
        log = empty_home.folder.parent / "serve.log"
        found = list(_traces(empty_home, log))
        assert window.send("/account/leave/", sure="on").address.endswith("/account/left/")
    assert found == []
    assert list(_traces(empty_home, log)) == []
    assert [letter["To"] for letter in letters(empty_home.folder)] == [ADDRESS, ELSEWHERE]


def _traces(home: Home, log: Path) -> Iterator[str]:
    """Wherever one of the values stands that nobody may keep; letters have their own address."""
    values = [
        text.encode() for text in (AGENT, FORWARDED, ADDRESS, ELSEWHERE, NAME, "canary-secret")
    ]
    files = [path for path in home.folder.rglob("*") if path.is_file()]
    for path in [log, *files]:
        if path.suffix == ".eml":
            continue
        content = path.read_bytes()
        yield from (f"{value!r} in {path.name}" for value in values if value in content)
    if home.database:
        yield from _traces_in_tables(home, [value.decode() for value in values])


def _traces_in_tables(home: Home, values: list[str]) -> Iterator[str]:
    question = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    names = [str(name) for (name,) in rows(home, question) if not name.startswith("places_")]
    with closing(connect(home)) as connection:
        for name in names:
            said = repr(connection.execute(f'SELECT * FROM "{name}"').fetchall())
            yield from (f"{value} in {name}" for value in values if value in said)


def test_a_killed_worker_is_replaced_and_letters_come_once(empty_home: Home) -> None:
    with serving(empty_home) as url:
        os.kill(_worker(), signal.SIGKILL)
        for number in range(3):
            Window(url).send("/account/sign-in/", email=f"person{number}@example.org")
        found = wait_for_letters(empty_home.folder, 3)
        time.sleep(2)
        assert len(letters(empty_home.folder)) == 3
    assert {letter["To"] for letter in found} == {f"person{n}@example.org" for n in range(3)}
    assert rows(empty_home, "SELECT count(*) FROM accounts_letter") == [(0,)]


def _worker() -> int:
    """The process for jobs that this test's site started."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            mother = (folder.parent / str(parent) / "stat").read_text().rsplit(")", 1)[1].split()[1]
        except OSError:
            continue
        if b"work" in words and b"--beside" in words and int(mother) == os.getpid():
            return int(folder.name)
    raise AssertionError("no process for jobs")


def test_keys_change_while_people_are_signed_in(empty_home: Home) -> None:
    with serving(empty_home) as url:
        ann, bob = Window(url), Window(url)
        sign_in(ann, empty_home.folder, "ann@example.org")
        ann.send("/account/details/", name="Ann", language="en")
        bob.send("/account/sign-in/", email="bob@example.org")
        letter = wait_for_letters(empty_home.folder, 2)[-1]
        said = empty_home.say("rotate-keys", "--json")
        assert (said.code, said.answer) == (0, {"rows": 2})
        assert "ann@example.org" in ann.open("/account/").text
        entered = bob.send("/account/code/", code=code_of(letter))
        assert entered.address == f"{url}/account/"
        again = Window(url)
        sign_in(again, empty_home.folder, "ann@example.org")
        assert "Ann" in again.open("/account/").text


def test_the_first_of_the_staff_comes_by_a_link(empty_home: Home) -> None:
    # The link of the first time was given, and is told nobody again.
    assert empty_home.say("init", "--json").answer["staff_link"] == ""
    said = empty_home.say("init", "--staff-link", "--json")
    path = "/account/role/" + said.answer["staff_link"].split("/account/role/")[1]
    with serving(empty_home) as url:
        window = Window(url)
        sign_in(window, empty_home.folder, "staff@example.org")
        assert window.send(path).address == f"{url}/account/code-app/"
        assert window.open(path).status == 404
    # Whoever is of the staff gives roles from now on.
    assert empty_home.say("init", "--staff-link", "--json").answer["staff_link"] == ""
    # The last of them lost the phone, and the paper with the codes.
    check_refusal(empty_home.say("take-factors", "nobody@example.org", "--json"), "Nobody has")
    taken = empty_home.say("take-factors", "staff@example.org", "--json")
    assert (taken.code, taken.answer["is_staffed"]) == (0, False)
    assert empty_home.say("init", "--staff-link", "--json").answer["staff_link"]


def test_without_its_keys_the_site_does_not_start(empty_home: Home) -> None:
    keys = empty_home.folder / "keys.json"
    content = keys.read_text()
    keys.unlink()
    said = empty_home.say("serve", "--port", "1")
    assert said.code == 2
    keys.write_text(content.replace('"sealing"', '"ceiling"'))
    keys.chmod(0o600)
    said = empty_home.say("status", "us")
    assert (said.code, "of an earlier version" in said.err) == (2, True)
