"""The ledger of erased ids: beside the keys file, outside the database and outside backups.

An older backup still holds whoever was erased since; `restore` reads here whom to erase again.
The id is written and on the disk *before* the transaction that erases is committed, so that no
crash loses an erasure. What can happen is the opposite: the id stands here, and the power went
before the commit. Then somebody who asked to be erased is still there, and `finish_erasures`
erases them within minutes. So one rule holds, whatever went wrong, also where an operator puts
an old database file back by hand: **whoever stands in the ledger is erased**. Ids that the
ledger lacks, as one of an older site does, are in the database: nothing of an erased person
stays but the id.

One line for each: kind, id, day; nothing else. Lines are only ever added.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PERSON = "person"
_NAME = "erased.jsonl"


@dataclass(frozen=True, slots=True)
class Erased:
    """Something that was erased, and must not come back."""

    kind: str
    id: str
    day: date


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the file says. ``unreadable``: lines that a crash broke off, or that were damaged."""

    erased: tuple[Erased, ...]
    unreadable: int

    def ids(self, kind: str) -> set[str]:
        """The ids of one kind."""
        return {each.id for each in self.erased if each.kind == kind}


def ledger_path(keys_file: Path) -> Path:
    """Where the ledger stands."""
    return keys_file.with_name(_NAME)


def make_ledger(path: Path) -> None:
    """An empty ledger, where there is none."""
    with os.fdopen(_open(path), "ab"):
        pass


def append(path: Path, erased: Iterable[Erased]) -> None:
    """Add lines; they are on the disk when this returns. OSError where they cannot be."""
    lines = [
        json.dumps({"kind": each.kind, "id": each.id, "day": str(each.day)}) for each in erased
    ]
    if not lines:
        return
    with os.fdopen(_open(path), "r+b") as file:
        # What a crash broke off keeps a line of its own.
        before = b"" if _ends_whole(file.fileno()) else b"\n"
        os.write(file.fileno(), before + "".join(f"{line}\n" for line in lines).encode())
        os.fsync(file.fileno())


def read_ledger(path: Path) -> Ledger:
    """What it says; nothing where there is none."""
    try:
        text = path.read_bytes().decode(errors="replace")
    except FileNotFoundError:
        return Ledger((), 0)
    found, unreadable = [], 0
    for line in filter(None, text.split("\n")):
        try:
            said = json.loads(line)
            day = date.fromisoformat(said["day"])
            found.append(Erased(str(said["kind"]), str(said["id"]), day))
        except (ValueError, KeyError, TypeError):
            unreadable += 1
    return Ledger(tuple(found), unreadable)


def _open(path: Path) -> int:
    is_new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    if is_new:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return handle


def _ends_whole(handle: int) -> bool:
    size = os.fstat(handle).st_size
    return size == 0 or os.pread(handle, 1, size - 1) == b"\n"
