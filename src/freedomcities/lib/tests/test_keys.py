from __future__ import annotations

import json
from pathlib import Path

import pytest

from freedomcities.lib.keys import KeysError, make_keys, read_keys


def test_keys_are_made_once_and_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "home" / "keys.json"
    assert make_keys(path) is True
    first = read_keys(path)
    assert make_keys(path) is False
    assert read_keys(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert first.signing != first.audit


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KeysError, match="is missing: run “freedomcities init”"):
        read_keys(tmp_path / "keys.json")


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"signing": 1, "audit": 2}', "\x00"])
def test_a_damaged_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content)
    with pytest.raises(KeysError, match="cannot be read as a keys file"):
        read_keys(path)


def test_short_keys_and_open_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps({"signing": "00", "audit": "00"}))
    with pytest.raises(KeysError, match="not 32 bytes"):
        read_keys(path)
    path.unlink()
    make_keys(path)
    path.chmod(0o644)
    with pytest.raises(KeysError, match="open to others"):
        read_keys(path)
