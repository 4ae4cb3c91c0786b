"""The ledger: on the disk before the commit, for its owner alone, and nothing but ids in it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from freedomcities.privacy.ledger import Erased, append, ledger_path, make_ledger, read_ledger

ANN = Erased("person", "11111111-1111-4111-8111-111111111111", date(2026, 11, 20))
BOB = Erased("person", "22222222-2222-4222-8222-222222222222", date(2026, 11, 21))


def test_it_stands_beside_the_keys() -> None:
    assert ledger_path(Path("/srv/keys/keys.json")) == Path("/srv/keys/erased.jsonl")


def test_lines_are_added_and_hold_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "erased.jsonl"
    append(path, [ANN])
    append(path, [BOB])
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_ledger(path).erased == (ANN, BOB)
    assert read_ledger(path).ids("person") == {ANN.id, BOB.id}
    assert read_ledger(path).ids("group") == set()
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert lines[0] == {"kind": "person", "id": ANN.id, "day": "2026-11-20"}


def test_none_is_empty_and_making_one_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "erased.jsonl"
    assert read_ledger(path).erased == ()
    make_ledger(path)
    assert path.read_bytes() == b""
    append(path, [ANN])
    make_ledger(path)
    assert read_ledger(path).erased == (ANN,)


@pytest.mark.parametrize("kept", range(1, 80, 13))
def test_a_line_that_a_crash_broke_off_takes_no_other_with_it(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "erased.jsonl"
    append(path, [ANN])
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:kept])
    append(path, [BOB])
    assert read_ledger(path).erased == (ANN, BOB)
    assert read_ledger(path).unreadable == 1


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        append(tmp_path / "nowhere" / "erased.jsonl", [ANN])
