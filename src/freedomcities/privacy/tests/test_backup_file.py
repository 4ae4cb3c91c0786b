"""A backup is whole or it is said what is wrong; it is there whole or not at all."""

from __future__ import annotations

import errno
import os
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest

from freedomcities.privacy.backup_file import BackupFault, Parts, new_backup, open_backup

# Text that does not become small, so that the file has a size.
CONTENT = [random.Random(n).randbytes(40_000).hex().encode() + b"\n" for n in range(4)]


def write(path: Path, *, recipient: str = "") -> Path:
    with new_backup(path, recipient=recipient) as parts:
        parts.add("tables/a.jsonl", iter(CONTENT), table="a", columns=["id"])
        parts.add("media/b", iter([b"b"]))
        parts.finish({"version": "0.1.0", "made_on": "2026-11-21"})
    return path


def check(path: Path, identity: Path | None = None) -> Any:
    with open_backup(path, identity=identity) as backup:
        backup.check()
        assert list(backup.lines("tables/a.jsonl")) == CONTENT
        return backup.manifest


@pytest.fixture
def key(tmp_path: Path) -> tuple[str, Path]:
    """A public key, and the file of the private one as `age-keygen` writes it."""
    identity = pyrage.x25519.Identity.generate()
    path = tmp_path / "age.txt"
    path.write_text(f"# created: today\n# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public()), path


def test_what_is_written_is_read_again_by_any_tool(tmp_path: Path) -> None:
    path = write(tmp_path / "backup")
    assert path.stat().st_mode & 0o777 == 0o600
    manifest = check(path)
    assert [each["part"] for each in manifest["parts"]] == ["tables/a.jsonl", "media/b"]
    assert (manifest["parts"][0]["rows"], manifest["made_on"]) == (4, "2026-11-21")
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.read("media/b") == b"b"


@pytest.mark.parametrize("is_encrypted", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_sixty_four_flipped_bytes_anywhere_are_found(
    tmp_path: Path, key: tuple[str, Path], seed: int, *, is_encrypted: bool
) -> None:
    path = write(tmp_path / "backup", recipient=key[0] if is_encrypted else "")
    content = bytearray(path.read_bytes())
    for place in random.Random(seed).sample(range(len(content)), 64):
        content[place] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(BackupFault):
        check(path, key[1])


def places(size: int) -> Iterator[int]:
    """Both ends whole, where every byte means something of its own, and some between."""
    yield from range(0, 300, 7)
    yield from range(300, size - 700, size // 40)
    yield from range(size - 700, size, 3)


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_one_flipped_bit_is_found_wherever_it_is(
    tmp_path: Path, key: tuple[str, Path], *, is_encrypted: bool
) -> None:
    path = write(tmp_path / "backup", recipient=key[0] if is_encrypted else "")
    content = bytearray(path.read_bytes())
    for place in places(len(content)):
        content[place] ^= 1
        path.write_bytes(content)
        with pytest.raises(BackupFault):
            check(path, key[1])
        content[place] ^= 1


@pytest.mark.parametrize("kept", [0, 3, 100, 0.5, -1, -64, -65])
def test_a_file_that_was_cut_off_is_found(tmp_path: Path, kept: float) -> None:
    path = write(tmp_path / "backup")
    content = path.read_bytes()
    path.write_bytes(content[: int(kept * len(content)) if 0 < kept < 1 else int(kept)])
    with pytest.raises(BackupFault):
        check(path)


@pytest.mark.parametrize("change", ["leave out", "add", "change"])
def test_a_part_that_is_missing_more_or_other_is_found(tmp_path: Path, change: str) -> None:
    """As somebody would do it who writes the digest of the whole anew."""
    source, path = write(tmp_path / "backup"), tmp_path / "other"
    with zipfile.ZipFile(source) as archive, new_backup(path) as parts:
        for name in archive.namelist():
            if name != "media/b":
                parts.archive.writestr(name, archive.read(name))
        if change != "leave out":
            parts.archive.writestr("media/b", b"c" if change == "change" else b"b")
        if change == "add":
            parts.archive.writestr("media/c", b"")
    with pytest.raises(BackupFault, match="damaged"):
        check(path)


def test_encrypted_it_opens_with_its_own_key_alone(tmp_path: Path, key: tuple[str, Path]) -> None:
    path = write(tmp_path / "backup", recipient=key[0])
    assert path.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert check(path, key[1])["made_on"] == "2026-11-21"
    with pytest.raises(BackupFault, match="encrypted: name the file of its key"):
        check(path)
    other = tmp_path / "other.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    with pytest.raises(BackupFault, match="does not open this backup"):
        check(path, other)
    other.write_text("no key\n")
    with pytest.raises(BackupFault, match="holds no private key"):
        check(path, other)
    with pytest.raises(BackupFault, match="cannot be read"):
        check(path, tmp_path / "nowhere")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a" * 100, b"age-encryption.org/v1\n"])
def test_what_is_no_backup_is_told(tmp_path: Path, key: tuple[str, Path], content: bytes) -> None:
    path = tmp_path / "backup"
    path.write_bytes(content)
    with pytest.raises(BackupFault):
        check(path, key[1])


def test_a_later_format_is_told(tmp_path: Path) -> None:
    path = tmp_path / "backup"
    with new_backup(path) as parts:
        parts.finish({"format": 2})
    with pytest.raises(BackupFault, match="later version"):
        check(path)


def disk_is_full(*_given: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Full:
    """A file on a full disk."""

    def __init__(self, file: Any) -> None:
        self.file, self.left = file, 1_000

    def write(self, data: bytes) -> int:
        self.left -= len(data)
        if self.left < 0:
            disk_is_full()
        return int(self.file.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def __enter__(self) -> Full:
        return self

    def __exit__(self, *_given: object) -> None:
        self.file.close()


@pytest.mark.parametrize("is_encrypted", [False, True])
@pytest.mark.parametrize("name", ["write", "fsync"])
def test_a_full_disk_leaves_no_half_file_and_the_one_of_before(
    tmp_path: Path, key: tuple[str, Path], monkeypatch: pytest.MonkeyPatch, name: str,
    *, is_encrypted: bool,
) -> None:  # fmt: skip
    path = write(tmp_path / "backup")
    before, names = path.read_bytes(), sorted(each.name for each in tmp_path.iterdir())

    if name == "fsync":
        monkeypatch.setattr(os, "fsync", disk_is_full)
    else:
        fdopen = os.fdopen

        def opened(handle: int, mode: str) -> Any:
            return Full(fdopen(handle, mode)) if mode == "wb" else fdopen(handle, mode)

        monkeypatch.setattr(os, "fdopen", opened)
    with pytest.raises(BackupFault, match="cannot be written"):
        write(path, recipient=key[0] if is_encrypted else "")
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == names


def test_a_fault_of_the_database_leaves_no_half_file(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"a"
        raise RuntimeError

    def write_half(parts: Parts) -> None:
        parts.add("tables/a.jsonl", broken(), table="a", columns=["id"])

    with pytest.raises(RuntimeError), new_backup(tmp_path / "backup") as parts:
        write_half(parts)
    assert list(tmp_path.iterdir()) == []


def test_nothing_but_an_older_backup_gives_way(tmp_path: Path) -> None:
    path = write(tmp_path / "backup")
    assert check(write(path))["made_on"] == "2026-11-21"
    other = tmp_path / "site.sqlite3"
    other.write_bytes(b"SQLite format 3\0")
    for taken in (other, tmp_path):
        with pytest.raises(BackupFault):
            write(taken)
    assert other.read_bytes() == b"SQLite format 3\0"
    with pytest.raises(BackupFault, match="No such file or directory"):
        write(tmp_path / "nowhere" / "backup")
