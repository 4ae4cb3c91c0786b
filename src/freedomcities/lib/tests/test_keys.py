from __future__ import annotations

import json
from pathlib import Path

import pytest

from freedomcities.lib.keys import (
    KeysError,
    make_keys,
    read_keys,
    with_current_rings,
    with_new_rings,
    write_keys,
)


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


def test_a_file_of_an_earlier_version_is_completed_and_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps({"signing": "ab" * 32, "audit": "cd" * 32}))
    with pytest.raises(KeysError, match="of an earlier version: run “freedomcities init”"):
        read_keys(path)
    assert make_keys(path) is True
    found = read_keys(path)
    assert (found.signing, found.audit) == ("ab" * 32, "cd" * 32)
    assert found.sealing.current in found.sealing.keys
    assert make_keys(path) is False
    assert read_keys(path) == found
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]


def test_a_ring_without_its_current_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    make_keys(path)
    content = json.loads(path.read_text())
    content["sealing"]["current"] = "00000000"
    path.write_text(json.dumps(content))
    with pytest.raises(KeysError, match="cannot be read as a keys file"):
        read_keys(path)


def test_keys_do_not_show_themselves(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    make_keys(path)
    keys = read_keys(path)
    shown = repr(keys)
    secrets = [keys.signing, keys.audit, *keys.sealing.keys.values(), *keys.finding.keys.values()]
    assert not [text for text in secrets if text in shown]


def test_new_rings_keep_the_old_keys_until_nothing_needs_them(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    make_keys(path)
    old = read_keys(path)
    write_keys(path, with_new_rings(old))
    both = read_keys(path)
    assert set(both.sealing.keys) == {old.sealing.current, both.sealing.current}
    assert both.sealing.current != old.sealing.current
    assert with_current_rings(both).finding.keys == {
        both.finding.current: both.finding.keys[both.finding.current]
    }
    assert path.stat().st_mode & 0o777 == 0o600
