"""The keys file: outside the database, outside backups, readable by its owner alone.

It holds the key that signs cookies, that of the audit chain, and two rings: one that seals what
the database keeps of people, one that finds an address again without showing it. A ring has a
current key and those that are still needed to read what an earlier one sealed.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

_BYTES = 32
_NAME_BYTES = 4


class KeysError(Exception):
    """The keys file is missing or cannot be used; one sentence."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Keys by name, of which one is the current; hexadecimal texts, 4 and 32 bytes."""

    current: str
    keys: Mapping[str, str] = field(repr=False)

    @classmethod
    def new(cls) -> Ring:
        """A ring of one fresh key."""
        name = secrets.token_hex(_NAME_BYTES)
        return cls(name, {name: secrets.token_hex(_BYTES)})

    def with_new(self) -> Ring:
        """The same with a fresh key, which is current from now on."""
        fresh = Ring.new()
        return Ring(fresh.current, {**self.keys, **fresh.keys})

    def with_current_only(self) -> Ring:
        """Without the keys that nothing needs any more."""
        return Ring(self.current, {self.current: self.keys[self.current]})


@dataclass(frozen=True, slots=True)
class Keys:
    """What the site signs, seals and finds with; texts are hexadecimal, 32 bytes each."""

    signing: str = field(repr=False)
    audit: str = field(repr=False)
    sealing: Ring
    finding: Ring

    @classmethod
    def new(cls) -> Keys:
        """Fresh keys for a new site."""
        signing, audit = secrets.token_hex(_BYTES), secrets.token_hex(_BYTES)
        return cls(signing, audit, Ring.new(), Ring.new())


def read_keys(path: Path) -> Keys:
    """Read the keys file; KeysError where it is missing, damaged or open to others."""
    content = _read(path)
    if {"signing", "audit"} <= content.keys() and not {"sealing", "finding"} <= content.keys():
        _check_lengths(path, [content["signing"], content["audit"]])
        raise KeysError(
            f"The keys file {path} is of an earlier version: run “freedomcities init”, which "
            "adds what is missing and keeps the rest."
        )
    keys = _parse(path, content)
    if path.stat().st_mode & 0o077:
        raise KeysError(f"The keys file {path} is open to others: run “chmod 600 {path}”.")
    return keys


def make_keys(path: Path) -> bool:
    """Write new keys unless the file is there already; tell whether it wrote.

    A file of an earlier version gets the rings that it lacks.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return _complete(path)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(Keys.new()), file, indent=1)
    return True


def write_keys(path: Path, keys: Keys) -> None:
    """Put these in the place of what the file holds: all of it or nothing."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(keys), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _complete(path: Path) -> bool:
    try:
        content = _read(path)
    except KeysError:
        # The start says what is wrong with it.
        return False
    missing = {"sealing", "finding"} - content.keys()
    if not missing:
        return False
    rings = {name: asdict(Ring.new()) for name in sorted(missing)}
    write_keys(path, _parse(path, {**content, **rings}))
    return True


def _read(path: Path) -> dict[str, object]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise KeysError(
            f"The keys file {path} is missing: run “freedomcities init” for a new site,"
            " or put the site's own keys file back."
        ) from None
    except (ValueError, OSError):
        raise _unreadable(path) from None
    if not isinstance(content, dict):
        raise _unreadable(path)
    return content


def _unreadable(path: Path) -> KeysError:
    return KeysError(f"The keys file {path} cannot be read as a keys file.")


def _parse(path: Path, content: Mapping[str, object]) -> Keys:
    try:
        keys = Keys(
            signing=str(content["signing"]),
            audit=str(content["audit"]),
            sealing=_ring(content["sealing"]),
            finding=_ring(content["finding"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _unreadable(path) from None
    rings = [*keys.sealing.keys.values(), *keys.finding.keys.values()]
    _check_lengths(path, [keys.signing, keys.audit, *rings])
    return keys


def _check_lengths(path: Path, texts: Sequence[object]) -> None:
    try:
        lengths = {len(bytes.fromhex(text)) for text in texts if isinstance(text, str)}
    except ValueError:
        raise _unreadable(path) from None
    if not all(isinstance(text, str) for text in texts):
        raise _unreadable(path)
    if lengths != {_BYTES}:
        raise KeysError(f"The keys file {path} holds a key that is not {_BYTES} bytes long.")


def _ring(content: object) -> Ring:
    if not isinstance(content, dict):
        raise TypeError
    ring = Ring(str(content["current"]), {str(k): str(v) for k, v in content["keys"].items()})
    if ring.current not in ring.keys or any(
        len(bytes.fromhex(name)) != _NAME_BYTES for name in ring.keys
    ):
        raise ValueError
    return ring


def with_new_rings(keys: Keys) -> Keys:
    """The same keys, with fresh ones current in both rings."""
    return replace(keys, sealing=keys.sealing.with_new(), finding=keys.finding.with_new())


def with_current_rings(keys: Keys) -> Keys:
    """The same keys, without those of the rings that nothing needs any more."""
    return replace(
        keys, sealing=keys.sealing.with_current_only(), finding=keys.finding.with_current_only()
    )
