"""A backup tried in another home beside the site; what long work says of its steps."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.installed.command import Home, Said, check_refusal
from tests.installed.databases import fingerprint
from tests.installed.test_backups import elsewhere

pytestmark = pytest.mark.installed


def steps(said: Said) -> list[str]:
    """What was said of the steps: one line each, with the time that it took."""
    found = [re.fullmatch(r"  (.+) … \d+\.\d s", line) for line in said.err.splitlines()]
    return [step[1] for step in found if step]


def test_a_backup_is_tried_in_another_home_beside_the_site(
    empty_home: Home, tmp_path: Path
) -> None:
    """First without the ledger of erased people, which is said, and then with it."""
    path, folder = tmp_path / "backup", tmp_path / "there"
    written = empty_home.say("backup", path)
    assert (written.code, steps(written)) == (0, ["The tables and media"]), written.err
    assert len(written.err.splitlines()) == 1
    before = fingerprint(empty_home)
    # The environment names the site that runs, and its database.
    nothing = empty_home.say("restore", path, "--home", folder, "--json")
    check_refusal(nothing, "keys.json", "erased.jsonl")
    assert not folder.exists()
    there = elsewhere(empty_home, folder)
    ledger = folder / "erased.jsonl"
    ledger.unlink()
    said = empty_home.say("restore", path, "--home", folder, "--json")
    assert (said.code, said.answer["ledger"]) == (0, "missing"), said.err
    *lines, warning = said.err.splitlines()
    assert steps(said) == ["The site beside", "Styles and scripts"]
    assert len(lines) == 2
    assert warning.startswith("WARNING: ")
    for part in (str(ledger), "is back", said.answer["made_on"], "--replace", "erase-person"):
        assert part in warning
    well = there.say("doctor", "--json")
    assert (well.code, well.answer["ok"]) == (0, True), well.out
    shutil.copy(empty_home.folder / "erased.jsonl", ledger)
    again = empty_home.say("restore", path, "--home", folder, "--replace", "--json")
    assert (again.code, again.answer["ledger"]) == (0, "there"), again.err
    assert "WARNING" not in again.err
    assert fingerprint(empty_home) == before


def test_making_a_site_says_a_line_for_each_step(empty_home: Home) -> None:
    said = empty_home.say("init")
    assert (said.code, len(said.err.splitlines())) == (0, 6), said.err
    assert steps(said) == [
        "The database", "The atlas of every place", "The list of agencies", "The blueprints",
        "The list of agreements", "Styles and scripts",
    ]  # fmt: skip
