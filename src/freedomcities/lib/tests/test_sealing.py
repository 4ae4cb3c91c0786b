from __future__ import annotations

import time
import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freedomcities.lib.keys import (
    make_keys,
    read_keys,
    with_current_rings,
    with_new_rings,
    write_keys,
)
from freedomcities.lib.sealing import STALE_SECONDS, CannotOpen, KeyRings, Spot

SPOT = Spot("people", uuid.UUID(int=1), "email")


@pytest.fixture(scope="module")
def rings(tmp_path_factory: pytest.TempPathFactory) -> KeyRings:
    path = tmp_path_factory.mktemp("keys") / "keys.json"
    make_keys(path)
    return KeyRings(path)


@given(text=st.text())
def test_what_is_sealed_can_be_opened_where_it_stands(rings: KeyRings, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    sealed = rings.seal(text, SPOT)
    assert rings.open(sealed, SPOT) == text
    assert sealed != rings.seal(text, SPOT)


@pytest.mark.parametrize(
    "other",
    [
        Spot("letters", SPOT.row, "email"),
        Spot("people", uuid.UUID(int=2), "email"),
        Spot("people", SPOT.row, "name"),
    ],
)
def test_moved_to_another_spot_it_cannot_be_opened(rings: KeyRings, other: Spot) -> None:
    with pytest.raises(CannotOpen):
        rings.open(rings.seal("ann@example.org", SPOT), other)


def test_a_changed_byte_anywhere_is_found(rings: KeyRings) -> None:
    sealed = rings.seal("ann@example.org", SPOT)
    for index in range(len(sealed)):
        changed = sealed[:index] + bytes([sealed[index] ^ 1]) + sealed[index + 1 :]
        with pytest.raises(CannotOpen):
            rings.open(changed, SPOT)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"ann@example.org and more than that"])
def test_what_was_never_sealed_is_refused(rings: KeyRings, sealed: bytes) -> None:
    with pytest.raises(CannotOpen):
        rings.open(sealed, SPOT)


def test_the_seal_shows_nothing_of_the_text(rings: KeyRings) -> None:
    assert b"ann" not in rings.seal("ann@example.org", SPOT)
    assert "ann" not in rings.index("ann@example.org")


def test_a_process_that_lacks_a_key_reads_the_file_again(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    make_keys(path)
    slow, quick = KeyRings(path), KeyRings(path)
    before = slow.seal("old", SPOT)
    slow.keys()
    write_keys(path, with_new_rings(read_keys(path)))
    sealed = quick.seal("new", SPOT)
    assert not quick.is_current(before)
    assert quick.is_current(sealed)
    # It went on with what it had read; the unknown key makes it look.
    assert slow.open(sealed, SPOT) == "new"
    assert slow.open(before, SPOT) == "old"


def test_after_a_second_every_process_seals_with_the_new_key(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    make_keys(path)
    rings = KeyRings(path)
    rings.keys()
    write_keys(path, with_new_rings(read_keys(path)))
    time.sleep(STALE_SECONDS + 0.1)
    assert rings.is_current(rings.seal("x", SPOT))
    assert rings.keys().sealing.current == read_keys(path).sealing.current


def test_an_address_is_found_by_either_key_while_they_change(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    make_keys(path)
    before = KeyRings(path).index("ann@example.org")
    write_keys(path, with_new_rings(read_keys(path)))
    after = KeyRings(path)
    assert after.index("ann@example.org") != before
    assert after.indexes("ann@example.org") == [after.index("ann@example.org"), before]
    write_keys(path, with_current_rings(read_keys(path)))
    assert KeyRings(path).indexes("ann@example.org") == [after.index("ann@example.org")]


def test_without_its_key_nothing_opens(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    make_keys(path)
    sealed = KeyRings(path).seal("x", SPOT)
    path.unlink()
    make_keys(path)
    with pytest.raises(CannotOpen, match="not in the keys file"):
        KeyRings(path).open(sealed, SPOT)
